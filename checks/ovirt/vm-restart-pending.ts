import { check, type Outcome, skip } from '../../src/index.ts';
import { apiSummary } from './facts/api-summary.ts';
import { vms } from './facts/vms.ts';
import { shortLists, vmObject } from './update-scope.ts';
import { isRunning } from './vm-states.ts';

export default check({
  id: 'ovirt/vm-restart-pending',
  title: 'No running virtual machine waits for a restart to take a change',
  severity: 'advice',
  applies: { platform: 'ovirt', phases: ['post'], because: 'before the update a pending change is for another check' },
  why: 'A change that was made while the machine ran, such as a new compatibility version, works from its next start on. Until then it runs with the old one.',
  fix: {
    pending: ({ name }) => `Shut down ${name} and start it again, from the user interface: a reboot from inside the guest does not do it.`,
  },
  refs: ['https://www.ovirt.org/documentation/upgrade_guide/#Changing_Virtual_Machine_Cluster_Compatibility_minor_updates'],
  covers: ['A.2.20'],
  needs: { summary: apiSummary, vms },
  messages: { pending: 'Virtual machine {name} has changes that wait for its next start.' },
  judge({ summary, vms: all }, found) {
    const running = all.filter(isRunning);
    const outcomes: Outcome[] = [
      ...running
        .filter(({ nextRunConfigurationExists }) => nextRunConfigurationExists === true)
        .map(vm => found.pending({ name: vm.name }, { object: vmObject(vm) })),
      ...shortLists(summary, { vms: all }),
    ];
    return running.length === 0 && outcomes.length === 0 ? skip('no virtual machine runs') : outcomes;
  },
});
