import check from '../../../checks/ovirt/engine-task-unfinished.ts';
import { cases } from '../../support/cases.ts';

/** The cases are looked at 2026-11-21 02:00 UTC. */
const task = (started: string | null) => ({ task_id: 't1', action_type: 1001, started_at: started });
const command = (created: string, status = 'ACTIVE', notified: string | null = 'f') => ({
  command_id: 'c1',
  command_type: 219,
  created_at: created,
  status,
  callback_enabled: 't',
  callback_notified: notified,
});

cases(check, {
  on: { from: '4.3.10', to: '4.3.11', phase: 'pre' },
  passes: {
    none: { given: { tasks: [], commands: [] } },
    'a command that was ended': { given: { tasks: [], commands: [command('2026-11-01 00:00:00+00', 'SUCCEEDED', 't')] } },
    'a command without a callback': { given: { tasks: [], commands: [{ ...command('2026-11-01 00:00:00+00'), callback_enabled: 'f' }] } },
  },
  fails: {
    'a task of now': {
      given: { tasks: [task('2026-11-21 01:10:00.123+00')], commands: [] },
      finds: [{ message: 'task', data: { id: 't1', action: '1001', age: '50 minutes' }, object: 'task t1' }],
    },
    'a task without a time': {
      given: { tasks: [task(null)], commands: [] },
      finds: [{ message: 'task', data: { id: 't1', action: '1001', age: '0 minutes' }, object: 'task t1' }],
    },
    'a task of the day before yesterday, in another time zone': {
      given: { tasks: [task('2026-11-19 05:30:00+05:30')], commands: [] },
      finds: [{ message: 'taskHangs', data: { id: 't1', action: '1001', age: '2 days' }, object: 'task t1', remedy: 'taskcleaner.sh' }],
    },
    'a command that runs': {
      given: { tasks: [], commands: [command('2026-11-21 00:00:00+00')] },
      finds: [{ message: 'command', data: { id: 'c1', action: '219', status: 'ACTIVE', age: '2 hours' }, object: 'command c1' }],
    },
    'a command that failed and was not ended': {
      given: { tasks: [], commands: [command('2026-11-21 00:00:00+00', 'EXECUTION_FAILED')] },
      finds: [{ message: 'commandHangs', data: { id: 'c1', action: '219', status: 'EXECUTION_FAILED', age: '2 hours' }, object: 'command c1' }],
    },
    'a hostile status': {
      given: { tasks: [], commands: [command('2026-11-21 00:00:00+00', '\u001b[2J__proto__', null)] },
      finds: [{ message: 'command', data: { id: 'c1', action: '219', status: '\u001b[2J__proto__', age: '2 hours' }, object: 'command c1' }],
    },
  },
  unknown: {
    'a time without its zone': { given: { tasks: [task('2026-11-21 00:00:00')], commands: [] }, because: 'is no time with its zone' },
    'a database that is down': { given: { tasks: { status: 'unreachable', reason: 'refused' }, commands: [] }, because: 'refused' },
  },
});
