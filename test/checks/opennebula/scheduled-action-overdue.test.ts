import check from '../../../checks/opennebula/scheduled-action-overdue.ts';
import { cases } from '../../support/cases.ts';
import { ABSENT, DENIED, HOSTILE, versionRows } from './rows.ts';

const versions = versionRows('6.10.0');
// The database answers at 2026-11-21T02:00:00Z.
const NOW = Date.parse('2026-11-21T02:00:00Z') / 1000;
const action = (oid: number, time: number, done = -1, type = 'VM') => ({ oid, parent_id: 4, type, time, done });
const found = (id: number, due: string, type = 'VM') => ({
  message: 'overdue' as const,
  data: { id, parent: 4, type, due },
  object: `scheduled action ${id}`,
});

cases(check, {
  on: { from: '6.10.2', to: '7.0.1', phase: 'pre' },
  passes: {
    'no actions': { given: { versions, actions: [] } },
    'one of later, one of this second, one that was run, one that was run late': {
      given: { versions, actions: [action(1, NOW + 60), action(2, NOW), action(3, NOW - 60, NOW - 60), action(4, NOW - 60, NOW - 1)] },
    },
  },
  fails: {
    'due and never run, and due again': {
      given: { versions, actions: [action(1, NOW - 60), action(2, NOW - 60, NOW - 3600, 'BACKUPJOB')] },
      finds: [found(1, '2026-11-21 01:59 UTC'), found(2, '2026-11-21 01:59 UTC', 'BACKUPJOB')],
    },
    'a hostile type, and a time that is no date': {
      given: { versions, actions: [action(1, -8_640_000_000_001, -9_000_000_000_000, HOSTILE)] },
      finds: [found(1, 'second -8640000000001', HOSTILE)],
    },
  },
  skips: { 'a release before 6.8': { given: { versions: versionRows('6.6.0'), actions: ABSENT }, because: 'in the templates of virtual machines' } },
  unknown: {
    'the table may not be read': { given: { versions, actions: DENIED }, because: 'SELECT command denied' },
    'it is another database': { given: { versions: ABSENT, actions: ABSENT }, because: 'versions of the database' },
  },
});
