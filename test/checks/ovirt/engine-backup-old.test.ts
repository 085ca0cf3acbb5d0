import check from '../../../checks/ovirt/engine-backup-old.ts';
import { cases } from '../../support/cases.ts';

/** The cases are looked at 2026-11-21 02:00 UTC. */
const run = (scope: string, day: string, passed = true) => ({ scope, done_at: `2026-11-${day}:00:00+00`, is_passed: passed });
const both = (day: string) => [run('db', day), run('files', day)];
const setup = (dwh: string) => `[environment:default]\nOVESETUP_DWH_CORE/enable=bool:${dwh}\n`;

cases(check, {
  on: { from: '4.3.10', to: '4.3.11', phase: 'pre' },
  passes: {
    'last night': { given: { runs: both('20 23') } },
    'a day ago, exactly': { given: { runs: both('20 02') } },
    'older ones failed': { given: { runs: [...both('20 23'), run('db', '19 23', false)], setup: setup('False') } },
    'with the data warehouse': { given: { runs: [...both('20 23'), run('dwhdb', '20 23')], setup: setup('True') } },
  },
  fails: {
    never: {
      given: { runs: [run('dwhdb', '20 23')] },
      finds: [
        { message: 'never', data: { scope: 'database' }, object: 'backup of db', remedy: 'engine-backup --scope=all --mode=backup' },
        { message: 'never', data: { scope: 'files' }, object: 'backup of files' },
      ],
    },
    'the database alone': {
      given: { runs: [run('db', '20 23')] },
      finds: [{ message: 'never', data: { scope: 'files' }, object: 'backup of files' }],
    },
    'the last one failed': {
      given: { runs: [...both('20 23'), run('db', '21 01', false)] },
      finds: [{ message: 'failed', data: { scope: 'database', age: '60 minutes' }, object: 'backup of db' }],
    },
    'two days ago': {
      given: { runs: [run('db', '20 23'), run('files', '19 02')] },
      finds: [{ message: 'aging', data: { scope: 'files', age: '2 days' }, object: 'backup of files' }],
    },
    'two weeks ago': {
      given: { runs: [run('db', '20 23'), run('files', '07 02')] },
      finds: [{ message: 'old', data: { scope: 'files', age: '14 days' }, object: 'backup of files' }],
    },
    'not the data warehouse': {
      given: { runs: [...both('20 23'), run('dwhdb', '18 23')], setup: setup('True') },
      finds: [{ message: 'warehouse', data: {}, object: 'backup of dwhdb' }],
    },
  },
  unknown: {
    'no such table': { given: {}, because: 'backups of the engine (engine_backup_log) on database' },
    'a time that is none': { given: { runs: [{ scope: 'db', done_at: '\u001b[2Jnever', is_passed: true }] }, because: 'is no time with its zone' },
  },
});
