import { any, before, check, optional, sh } from '../../src/index.ts';
import { importedVms, livingVms } from './facts/vms.ts';
import { source } from './pools.ts';
import { isRunning, isUnknown, restOf, vmState } from './states.ts';

export default check({
  id: 'opennebula/vm-state-worse',
  title: 'Virtual machines that ran before the upgrade run after it',
  severity: 'warning',
  applies: { platform: 'opennebula', phases: ['post'] },
  why: 'An upgrade of OpenNebula stops no virtual machine. One that ran before and does not now was lost on its host, or is not seen any more.',
  fix: {
    gone: ({ id }) => ({
      text: 'Look in the log of the virtual machine who ended it, and on its old host whether it still runs.',
      commands: [sh`onevm show ${id}`],
    }),
    notRunning: ({ id }) => ({ text: 'Look at its host, and at the monitoring of the host.', commands: [sh`onevm show ${id}`] }),
    unknown: ({ id }) => ({
      text: 'Look at its host. A few minutes after the start of oned this can still be the first round of monitoring.',
      commands: [sh`onevm show ${id}`],
    }),
  },
  refs: [source('include/VirtualMachine.h')],
  covers: ['A.3.3', 'A.3.4'],
  needs: { vms: any(livingVms), earlier: before(any(livingVms)), imported: before(any(optional(importedVms))) },
  messages: {
    gone: { text: 'Virtual machine {name} (id {id}) ran before the upgrade and is gone: it is DONE, or not in the database.', severity: 'blocker' },
    notRunning: 'Virtual machine {name} (id {id}) ran before the upgrade and is now in the state {state}.',
    unknown: 'Virtual machine {name} (id {id}) is UNKNOWN, and was in the state {earlier} before the upgrade.',
  },
  judge({ vms: { host, value }, earlier, imported }, found) {
    const now = new Map(value.map(vm => [vm.id, vm]));
    // The migration to 7.0 gives up imported virtual machines, and a check before the upgrade says so.
    const expected = new Set(imported?.value ?? []);
    return earlier.value.flatMap(old => {
      const { id, name } = old;
      const [vm, at] = [now.get(id), { host, object: `virtual machine ${id}` }];
      if (vm && isUnknown(vm) && !isUnknown(old)) return [found.unknown({ id, name, earlier: vmState(old) }, at)];
      if (!isRunning(old) || expected.has(id)) return [];
      if (!vm) return [found.gone({ id, name }, at)];
      return isRunning(vm) || restOf(vm) === 'unknown' ? [] : [found.notRunning({ id, name, state: vmState(vm) }, at)];
    });
  },
});
