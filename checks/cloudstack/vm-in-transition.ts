import { check, type Outcome } from '../../src/index.ts';
import { sayAge } from './facts/times.ts';
import { type UnsettledVm, unsettledVms } from './facts/unfinished-work.ts';

const HOUR = 3600;
const LOST = ['Error', 'Unknown'];

export default check({
  id: 'cloudstack/vm-in-transition',
  title: 'No virtual machine is on its way from one state to another',
  severity: 'blocker',
  applies: { platform: 'cloudstack', phases: ['pre', 'stopped'] },
  why: 'What starts, stops or migrates a virtual machine ends with the management server, and the new one does not take it up. The virtual machine keeps its state in the database, whatever it is on its host.',
  fix: {
    stuck: ({ name }) =>
      `Look on its host whether ${name} runs, and bring the database to that state: stop it with forced=true, or start it, by the API or the user interface.`,
    changing: 'Wait until it is there, and run this check again before you stop the management servers.',
    lost: ({ name }) => `Look at the log of the management server why ${name} came to this state, and destroy it if nobody needs it.`,
  },
  refs: ['https://github.com/apache/cloudstack/blob/main/api/src/main/java/com/cloud/vm/VirtualMachine.java'],
  needs: { vms: unsettledVms },
  messages: {
    stuck: 'Virtual machine {name} (id {id}, {type}) has been {state} for {age}.',
    changing: { text: 'Virtual machine {name} (id {id}, {type}) has been {state} for {age}.', severity: 'warning' },
    lost: { text: 'Virtual machine {name} (id {id}, {type}) is in the state {state}.', severity: 'warning' },
  },
  judge({ vms }, found) {
    return vms.map(judgeVm);

    function judgeVm({ id, name, type, state, age }: UnsettledVm): Outcome {
      const data = { id, name, type: type || 'no type', state };
      const at = { object: `virtual machine ${id}` };
      if (LOST.includes(state)) return found.lost(data, at);
      if (age === null) return found.changing({ ...data, age: 'an unknown time' }, at);
      return found[age > HOUR ? 'stuck' : 'changing']({ ...data, age: sayAge(age) }, at);
    }
  },
});
