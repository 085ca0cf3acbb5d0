import { check } from '../../src/index.ts';
import { incomplete } from './api.ts';
import { apiSummary } from './facts/api-summary.ts';
import { vms } from './facts/vms.ts';
import { vmObject } from './update-scope.ts';

export default check({
  id: 'ovirt/vm-suspended',
  title: 'No virtual machine is suspended',
  severity: 'warning',
  applies: { platform: 'ovirt', phases: ['pre'] },
  why: 'What was suspended was saved by the old QEMU, for its machine type and CPU. On updated hosts it may not come back.',
  fix: { suspended: ({ name }) => `Resume ${name} and shut it down from inside, or let it run and migrate.` },
  refs: ['https://www.ovirt.org/documentation/upgrade_guide/'],
  covers: ['A.4.15'],
  needs: { vms, summary: apiSummary },
  messages: { suspended: 'Virtual machine {name} is suspended.' },
  judge({ vms: all, summary }, found) {
    const short = incomplete('vms', all, summary);
    if (short) return [short];
    return all.filter(({ status }) => status === 'suspended').map(vm => found.suspended({ name: vm.name }, { object: vmObject(vm) }));
  },
});
