import { any, check, sh } from '../../src/index.ts';
import { livingVms } from './facts/vms.ts';
import { source, UPGRADE_GUIDE } from './pools.ts';
import { restOf, vmState } from './states.ts';

export default check({
  id: 'opennebula/vm-in-transition',
  title: 'No virtual machine is on its way from one state to another',
  severity: 'blocker',
  applies: { platform: 'opennebula', phases: ['pre', 'stopped'] },
  why: 'What a driver does for a virtual machine ends with oned, and nobody tells the new oned how it went. The virtual machine then stays in that state, whatever it is on its host.',
  fix: {
    transient: ({ id }) => ({
      text: 'Wait until it has arrived, with oned running. If it does not move any more, look on its host what became of it, and say that to OpenNebula: onevm recover with --success, --failure or --retry, or with --delete if nobody needs it.',
      commands: [sh`onevm show ${id}`],
    }),
    backup: ({ id }) => ({
      text: 'Wait until the backup or the restore is complete, with oned running; onevm backup-cancel ends a backup that nobody needs.',
      commands: [sh`onevm show ${id}`],
    }),
  },
  refs: [UPGRADE_GUIDE, source('include/VirtualMachine.h')],
  covers: ['A.3.1', 'A.3.12'],
  needs: { vms: any(livingVms) },
  messages: {
    transient: 'Virtual machine {name} (id {id}) is in the state {state}.',
    backup: 'Virtual machine {name} (id {id}) is in the state {state}: a backup or a restore is running.',
  },
  judge: ({ vms: { host, value } }, found) =>
    value.flatMap(vm => {
      const rest = restOf(vm);
      const at = { host, object: `virtual machine ${vm.id}` };
      return rest === 'transient' || rest === 'backup' ? [found[rest]({ id: vm.id, name: vm.name, state: vmState(vm) }, at)] : [];
    }),
});
