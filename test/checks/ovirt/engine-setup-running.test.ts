import check from '../../../checks/ovirt/engine-setup-running.ts';
import { cases } from '../../support/cases.ts';

const log = (stamp: string) => `/var/log/ovirt-engine/setup/ovirt-engine-setup-${stamp}-abcdef.log`;
const [first, last] = ['20260101100000', '20261121010000'].map(log) as [string, string];
const mode = (value: string) => [{ option_name: 'EngineMode', option_value: value, version: 'general' }];
const nobody = { exit: 1 };
const setup =
  '2211 /bin/python2 /usr/share/otopi/otopi/__main__.py BASE/pluginPath=str:/usr/share/ovirt-engine/setup/bin/../plugins APPEND:x=ovirt-engine-setup\n';
const well = {
  busy: nobody,
  options: mode('ACTIVE'),
  outcomes: `${last}:Execution of setup completed successfully\n`,
  files: [{ path: first }, { path: last }],
};

cases(check, {
  on: { from: '4.3.10.4', to: '4.3.11.4', phase: 'pre' },
  passes: {
    'nothing runs, and the last run ended well': { given: well },
    'the last run failed, which another check says': { given: { ...well, outcomes: `${last}:Execution of setup failed\n` } },
    'somebody reads a log of engine-setup': { given: { ...well, busy: `77 tail -f ${last}\n78 /usr/bin/less ${last}\n` } },
    'a timer looks for metadata': { given: { ...well, busy: '99 /usr/bin/python3 /usr/bin/dnf makecache --timer\n' } },
    'never set up': {
      given: {
        busy: nobody,
        options: mode('Active'),
        outcomes: { exit: 2, stderr: 'grep: /var/log/ovirt-engine/setup: No such file or directory\n' },
        files: [],
      },
    },
  },
  fails: {
    'engine-setup is running, and the mode is its own': {
      given: { ...well, busy: setup, options: mode('MAINTENANCE') },
      finds: [{ message: 'running', data: { program: 'engine-setup', pid: 2211 }, object: 'process engine-setup', remedy: 'tail --pid=2211' }],
    },
    'a backup is running': {
      given: { ...well, busy: '31 /bin/bash /usr/bin/engine-backup --mode=backup --db-password=canary\n' },
      finds: [{ message: 'running', data: { program: 'engine-backup', pid: 31 }, object: 'process engine-backup' }],
    },
    'yum is running': {
      given: { ...well, busy: '2300 /usr/bin/python /usr/bin/yum update\n' },
      finds: [{ message: 'packageManager', data: { program: 'yum', pid: 2300 }, object: 'process yum' }],
    },
    'a run was interrupted': {
      given: { ...well, options: mode('MAINTENANCE') },
      finds: [{ message: 'interrupted', data: { mode: 'MAINTENANCE' }, object: 'option EngineMode', remedy: 'engine-setup' }],
    },
    'the last log has no end, and an older one has': {
      given: {
        ...well,
        outcomes: `${first}:Execution of setup completed successfully\n${last}:Backing up database localhost:engine to '/var/lib/x.dump'\n`,
      },
      finds: [{ message: 'cutOff', data: { log: last }, path: last }],
    },
  },
  unknown: {
    'the database cannot be asked': {
      given: { ...well, options: { status: 'unreachable', reason: 'PostgreSQL refuses the connection' } },
      because: 'refuses the connection',
    },
    'the option is not there': { given: { ...well, options: [] }, because: 'no option EngineMode' },
    'pgrep is broken': { given: { ...well, busy: { exit: 3, stderr: 'pgrep: out of memory' } }, because: 'out of memory' },
    'the logs may not be read': {
      given: { ...well, outcomes: { exit: 2, stderr: `grep: ${last}: Permission denied` } },
      because: 'Permission denied',
    },
  },
});
