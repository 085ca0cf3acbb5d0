import check from '../../../checks/ovirt/setup-database-dump-missing.ts';
import { cases } from '../../support/cases.ts';

const log = '/var/log/ovirt-engine/setup/ovirt-engine-setup-20261121010000-abcdef.log';
const dump = '/var/lib/ovirt-engine/backups/engine-20261121010500.aB3x.dump';
const made = (path: string) => `${log}:Backing up database localhost:engine to '${path}'\n${log}:Execution of setup completed successfully\n`;
const dwh = `${log}:Backing up database localhost:ovirt_engine_history to '/var/lib/ovirt-engine-dwh/backups/dwh-20261121.dump'\n`;

cases(check, {
  on: { from: '4.3.10.4', to: '4.3.11.4', phase: 'post' },
  passes: {
    'it is there': { given: { files: [{ path: log }], outcomes: made(dump), dumps: [{ path: dump }] } },
    'with that of the data warehouse': { given: { files: [{ path: log }], outcomes: `${dwh}${made(dump)}`, dumps: [{ path: dump }] } },
  },
  fails: {
    'none was made': {
      given: { files: [{ path: log }], outcomes: `${log}:Execution of setup completed successfully\n`, dumps: [{ path: dump }] },
      finds: [{ message: 'notMade', data: { log }, path: log, remedy: 'engine-backup --mode=backup' }],
    },
    'it is gone, and an older one is there': {
      given: { files: [{ path: log }], outcomes: made(dump), dumps: [{ path: '/var/lib/ovirt-engine/backups/engine-20260101.dump' }] },
      finds: [{ message: 'gone', data: { dump }, path: dump }],
    },
    'it is empty': {
      given: { files: [{ path: log }], outcomes: made(dump), dumps: [{ path: dump, size: 0 }] },
      finds: [{ message: 'empty', data: { dump }, path: dump }],
    },
  },
  skips: { 'no log is left': { given: { files: [], outcomes: { exit: 1 }, dumps: [] }, because: 'no log of engine-setup' } },
  unknown: {
    'the log says nothing': { given: { files: [{ path: log }], outcomes: { exit: 1 }, dumps: [] }, because: 'says neither' },
    'it was made elsewhere': {
      given: { files: [{ path: log }], outcomes: made('/mnt/engine.dump'), dumps: [] },
      because: '/mnt/engine.dump was not looked at',
    },
    'the folder may not be read': {
      given: { files: [{ path: log }], outcomes: made(dump), dumps: { status: 'denied', reason: 'permission denied' } },
      because: 'permission denied',
    },
  },
});
