import { check, type Outcome } from '../../src/index.ts';
import { sayAge } from './columns.ts';
import { openCommands, storageTasks, type Task } from './facts/engine-tasks.ts';

/** From then on nobody waits for it any more. */
const ZOMBIE_HOURS = 24;

export default check({
  id: 'ovirt/engine-task-unfinished',
  title: 'The engine has no tasks or commands that are not finished',
  severity: 'blocker',
  applies: { platform: 'ovirt', phases: ['pre', 'stopped'] },
  why: 'engine-setup waits for tasks of the storage. What has hung for days never ends: it keeps disks and virtual machines locked, and the new engine may fail over it.',
  fix: {
    task: 'Wait until it is done, or start in a quieter time: engine-setup waits for it as well.',
    command: 'Wait until it is done, or start in a quieter time.',
    taskHangs:
      'Find out in the Administration Portal (Tasks, Events) what it belongs to. Take a backup, and let engine-setup clear it: it offers to. /usr/share/ovirt-engine/setup/dbutils/taskcleaner.sh does the same; use it with the help of support only.',
    commandHangs:
      'Find out in engine.log what it belongs to. Take a backup, and let engine-setup clear it. /usr/share/ovirt-engine/setup/dbutils/taskcleaner.sh does the same; use it with the help of support only.',
  },
  refs: [
    'https://github.com/oVirt/ovirt-engine/blob/master/packaging/setup/plugins/ovirt-engine-setup/ovirt-engine/upgrade/asynctasks.py',
    'https://bugzilla.redhat.com/show_bug.cgi?id=2068270',
  ],
  covers: ['A.3.20'],
  needs: { tasks: storageTasks, commands: openCommands },
  messages: {
    task: { text: 'Task {id} of the storage (action {action}) has been running for {age}.', severity: 'warning' },
    command: { text: 'Command {id} (type {action}, {status}) has not been ended for {age}.', severity: 'warning' },
    taskHangs: 'Task {id} of the storage (action {action}) has been there for {age}.',
    commandHangs: 'Command {id} (type {action}, {status}) has not been ended for {age}.',
  },
  judge({ tasks, commands }, found) {
    return [...tasks.map(task => judgeTask(task)), ...commands.map(command => judgeCommand(command))];

    function judgeTask({ id, action, hours }: Task): Outcome {
      return found[hours > ZOMBIE_HOURS ? 'taskHangs' : 'task']({ id, action, age: sayAge(hours) }, { object: `task ${id}` });
    }
    function judgeCommand({ id, action, hours, status = '' }: Task): Outcome {
      const hangs = hours > ZOMBIE_HOURS || (status === 'EXECUTION_FAILED' && hours > 1);
      return found[hangs ? 'commandHangs' : 'command']({ id, action, status, age: sayAge(hours) }, { object: `command ${id}` });
    }
  },
});
