import check from '../../../checks/ovirt/node-image-update-failed.ts';
import { cases } from '../../support/cases.ts';
import { EL, NODE } from './node-systems.ts';

/** The cases are looked at 2026-11-21 02:00 UTC. */
const log = (...lines: string[]) => ({ systems: NODE, failures: `${lines.join('\n')}\n` });
const at = { host: 'host', object: 'update of the image', path: '/var/log/imgbased.log' };
const DAY = '2026-11-20 22:10:11,345';

cases(check, {
  on: { from: '4.4.9', to: '4.4.10', phase: 'post' },
  passes: {
    'nothing but information': { given: log(`${DAY} [INFO] (MainThread) Update was pulled successfully`, `${DAY} [DEBUG] (x) no ERROR here`) },
    'failures of last month': {
      given: log('2026-10-20 22:10:11,345 [ERROR] (MainThread) Failed', 'imgbased.plugins.osupdater.ConfigMigrationError', `${DAY} [INFO] (x) ok`),
    },
  },
  fails: {
    'the configuration was not migrated': {
      given: log(
        `${DAY} [ERROR] (migrate_etc) Failed to migrate etc`,
        'Traceback (most recent call last):',
        'imgbased.plugins.osupdater.ConfigMigrationError',
      ),
      finds: [{ message: 'failed', data: { line: 'imgbased.plugins.osupdater.ConfigMigrationError' }, ...at, remedy: 'imgbase rollback' }],
    },
    'another error, with an escape': {
      given: log(`${DAY} [ERROR] (MainThread) \u001b[2JUpdate failed __proto__`),
      finds: [{ message: 'error', data: { line: '(MainThread) \u001b[2JUpdate failed __proto__' }, ...at }],
    },
  },
  skips: { 'no oVirt Node': { given: { systems: EL }, because: 'no host is an oVirt Node' } },
  unknown: {
    'no log': { given: { systems: NODE }, because: 'is not there, so that nobody knows' },
    'a log that is denied': {
      given: { systems: NODE, failures: { status: 'denied', reason: 'Permission denied' } },
      because: 'log of imgbased on host: Permission denied',
    },
  },
});
