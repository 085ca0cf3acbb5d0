import { any, check, sh } from '../../src/index.ts';
import { livingVms } from './facts/vms.ts';
import { source } from './pools.ts';
import { restOf, vmState } from './states.ts';

export default check({
  id: 'opennebula/vm-in-failure',
  title: 'No virtual machine waits for an operator after a failed action',
  severity: 'warning',
  applies: { platform: 'opennebula', phases: ['pre', 'stopped'] },
  why: 'A failed action is taken up again from what the old release wrote down. It is safer to settle it with the release that began it.',
  fix: {
    failed: ({ id }) => ({
      text: 'Look why it failed, mend that, and recover the virtual machine: --retry does the action again, --success and --failure say how it ended, --delete gives the virtual machine up.',
      commands: [sh`onevm show ${id}`, sh`onevm recover ${id} --retry`],
      down: 'nothing: oned must run',
    }),
  },
  refs: [source('include/VirtualMachine.h')],
  covers: ['A.3.2'],
  needs: { vms: any(livingVms) },
  messages: { failed: 'Virtual machine {name} (id {id}) is in the state {state}.' },
  judge: ({ vms: { host, value } }, found) =>
    value
      .filter(vm => restOf(vm) === 'failure')
      .map(vm => found.failed({ id: vm.id, name: vm.name, state: vmState(vm) }, { host, object: `virtual machine ${vm.id}` })),
});
