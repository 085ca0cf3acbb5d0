import check from '../../../checks/cloudstack/async-job-pending.ts';
import { cases } from '../../support/cases.ts';

// The database answers at 2026-11-21 02:00:00.
const job = (id: number, created: string | null, more: object = {}) => ({
  id,
  job_cmd: 'org.apache.cloudstack.api.command.user.vm.StartVMCmd',
  job_status: 0,
  created,
  removed: null,
  ...more,
});
const found = (message: 'running' | 'stale', id: number, age: string, more: object = {}, remedy?: string) =>
  ({ message, data: { count: 1, command: 'StartVMCmd', id, age, ...more }, object: `API job ${id}`, ...(remedy && { remedy }) }) as never;

cases(check, {
  on: { from: '4.2.1', to: '4.3.2', phase: 'pre' },
  passes: {
    none: { given: { jobs: [] } },
    'removed ones': { given: { jobs: [job(1, '2026-11-21 01:00:00', { removed: '2026-11-21 01:30:00' })] }, phase: 'stopped' },
  },
  fails: {
    'one, in a version without the column removed': {
      given: { jobs: [{ id: 7, job_cmd: 'com.cloud.api.commands.StartVMCmd', job_status: 0, created: '2026-11-21 01:58:00' }] },
      from: '3.0.2',
      finds: [found('running', 7, '2 minutes', {}, 'Wait until they have ended')],
    },
    'many of two kinds, the oldest of each': {
      given: {
        jobs: [
          job(7, '2026-11-21 01:00:00'),
          job(8, '2026-11-21 00:00:00'),
          job(9, null),
          job(10, '2026-11-21 01:59:20', { job_cmd: '__proto__\u001b[2J' }),
          job(11, null, { job_cmd: null }),
        ],
      },
      finds: [
        found('running', 8, '2 hours', { count: 3 }),
        found('running', 10, '40 seconds', { command: '__proto__\u001b[2J' }),
        found('running', 11, 'an unknown time', { command: 'unnamed' }),
      ],
    },
    'a day is not more than a day': { given: { jobs: [job(7, '2026-11-20 02:00:00')] }, finds: [found('running', 7, '24 hours')] },
    'a second more': {
      given: { jobs: [job(7, '2026-11-20 01:59:59'), job(8, '2026-11-01 02:00:00')] },
      finds: [found('stale', 8, '20 days', { count: 2 }, 'They will not end')],
    },
  },
  unknown: {
    'it must not be read': { given: { jobs: { status: 'denied', reason: 'SELECT command denied' } }, because: 'SELECT command denied' },
    'an id that is none': { given: { jobs: [job('x' as never, null)] }, because: 'column id is not a whole number' },
  },
});
