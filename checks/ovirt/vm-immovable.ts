import { check, type Outcome, skip, undecided } from '../../src/index.ts';
import { apiSummary } from './facts/api-summary.ts';
import { hosts } from './facts/hosts.ts';
import { type Vm, vms } from './facts/vms.ts';
import { TIED_NEEDS, tiedFrom } from './fleet.ts';
import { type Obstacle, obstaclesOf } from './obstacles.ts';
import { GUIDE } from './references.ts';
import { MAINTENANCE_SOURCE, scopeOf, shortLists, UPDATE_INPUTS, VM_VALIDATOR_SOURCE, vmObject } from './update-scope.ts';
import { isRunning } from './vm-states.ts';

const MESSAGES = { maintenance: 'refusesMaintenance', update: 'refusesUpdate', stuck: 'stays', wait: 'unsettled' } as const;
const shutDown = ({ name, host }: { readonly name: string | number; readonly host: string | number }): string =>
  `Shut down ${name} before host ${host} is updated, and start it after that.`;

export default check({
  id: 'ovirt/vm-immovable',
  title: 'Every virtual machine on the hosts that are to be updated can leave its host',
  severity: 'blocker',
  applies: { platform: 'ovirt', phases: ['pre'], because: 'afterwards nothing has to move' },
  why: 'The engine refuses to update a host with a virtual machine that may not be migrated. For other reasons it does not refuse, and the host stays in "preparing for maintenance".',
  fix: {
    refusesMaintenance: shutDown,
    refusesUpdate: ({ name, host }) =>
      `Migrate ${name} by hand (Compute › Virtual Machines › Migrate), or shut it down, before host ${host} is updated. Putting the host into maintenance by hand moves it too.`,
    stays: shutDown,
    unsettled: ({ name }) => `Wait until ${name} is up or down; where it does not get there, look at its events.`,
  },
  refs: [GUIDE, MAINTENANCE_SOURCE, VM_VALIDATOR_SOURCE],
  covers: ['A.2.13', 'A.4.13'],
  needs: { summary: apiSummary, hosts, vms, ...TIED_NEEDS },
  inputs: UPDATE_INPUTS,
  messages: {
    refusesMaintenance: 'Virtual machine {name} on host {host} cannot be migrated: {why}. The engine refuses maintenance and update of the host.',
    refusesUpdate: 'Virtual machine {name} on host {host} is not migrated automatically: {why}. The engine refuses the update of the host.',
    stays: 'Virtual machine {name} on host {host} cannot be migrated: {why}.',
    unsettled: { text: 'Virtual machine {name} on host {host} cannot be migrated now: {why} ({status}).', severity: 'warning' },
  },
  judge({ summary, hosts: all, vms: machines, ...evidence }, found, { inputs }) {
    const scope = scopeOf(all, inputs.hostsToUpdate);
    const { tied, gaps } = tiedFrom(evidence);
    const running = machines.filter(vm => isRunning(vm) && scope.hosts.some(({ id }) => id === vm.host));
    const outcomes: Outcome[] = [
      ...running.flatMap(judgeVm),
      ...(running.length > 0 ? gaps.map(gap => undecided(gap)) : []),
      ...scope.problems,
      ...shortLists(summary, { hosts: all, vms: machines }),
    ];
    return running.length === 0 && outcomes.length === 0 ? skip('nothing runs on the hosts that are to be updated') : outcomes;

    /** Virtual GPUs have a check of their own. */
    function judgeVm(vm: Vm): Outcome[] {
      const host = all.find(({ id }) => id === vm.host)!.name;
      return obstaclesOf(vm, all, { ...tied, vgpu: new Set() }).map(({ effect, why }: Obstacle) =>
        found[MESSAGES[effect]]({ name: vm.name, host, why, status: vm.status }, { object: vmObject(vm) }),
      );
    }
  },
});
