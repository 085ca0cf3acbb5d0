import { attempt, check, type Outcome, skip, undecided } from '../../src/index.ts';
import { type HardRules, hardRules } from './affinity.ts';
import { affinityGroups, affinityMembers } from './facts/affinity-groups.ts';
import type { Cluster } from './facts/clusters.ts';
import { dataCenters } from './facts/data-centers.ts';
import type { Host } from './facts/hosts.ts';
import { FLEET_NEEDS, type Fleet, fleetOf, moversOf, roomOf } from './fleet.ts';
import type { Room } from './memory-reserve.ts';
import { obstaclesOf } from './obstacles.ts';
import { GUIDE } from './references.ts';
import { spmOf, successorsOf } from './spm.ts';
import { type Station, updateOrder } from './update-order.ts';
import { clusterObject, MEMORY_SOURCE, sayNames, scopeOf, shortLists, UPDATE_INPUTS } from './update-scope.ts';
import { isEngineVm } from './vm-states.ts';

export default check({
  id: 'ovirt/host-update-order-missing',
  title: 'The hosts of every cluster can be updated one at a time, in an order that is known',
  severity: 'blocker',
  applies: { platform: 'ovirt', phases: ['pre'], because: 'afterwards the hosts are updated' },
  why: 'Whether a host can be emptied depends on which were updated before it: memory, affinity, the storage pool manager and the self-hosted engine have to find another host each time.',
  fix: {
    none: ({ host, why }) => `Mend what keeps ${host} from being updated (${why}), or leave it out of this window with the input hosts-to-update.`,
  },
  refs: [GUIDE, MEMORY_SOURCE],
  covers: ['A.2.8', 'A.2.10', 'A.2.11'],
  needs: { ...FLEET_NEEDS, dataCenters, groups: attempt(affinityGroups), members: attempt(affinityMembers) },
  inputs: UPDATE_INPUTS,
  messages: {
    order: { text: 'Cluster {cluster}: update its hosts one at a time in this order: {hosts}.', severity: 'note' },
    none: 'Cluster {cluster}: host {host} cannot be updated: {why}. Those that can, in this order: {done}.',
  },
  judge({ dataCenters: centers, groups, members, ...evidence }, found, { inputs }) {
    const fleet = fleetOf(evidence);
    const scope = scopeOf(fleet.hosts, inputs.hostsToUpdate);
    const boundTo = new Map(fleet.vms.map(({ id, pinnedTo }) => [id, pinnedTo]));
    const used = fleet.clusters.filter(({ id }) => scope.hosts.some(({ cluster }) => cluster === id));
    const rules = 'value' in groups && 'value' in members ? hardRules(groups.value, members.value) : NO_RULES;
    const unknowns = [...[groups, members].flatMap(given => ('value' in given ? [] : [`affinity is not known: ${given.reason}`])), ...fleet.gaps];
    const outcomes: Outcome[] = [
      ...used.flatMap(judgeCluster),
      ...(used.length > 0 ? unknowns.map(reason => undecided(reason)) : []),
      ...scope.problems,
      ...shortLists(evidence.summary, { hosts: fleet.hosts, vms: fleet.vms, clusters: fleet.clusters }),
    ];
    return used.length === 0 && outcomes.length === 0 ? skip('there is no host to update') : outcomes;

    function judgeCluster(cluster: Cluster): Outcome[] {
      const own = fleet.hosts.filter(host => host.cluster === cluster.id);
      const stations = own.map(host => stationOf(host, cluster));
      const unclear = stations.find(station => typeof station === 'string');
      if (typeof unclear === 'string') return [undecided(unclear)];
      const { order, left, isUndecided } = updateOrder(stations as Station[], rules, mayRunOn);
      const nameOf = (id: string): string => own.find(host => host.id === id)!.name;
      const done = order.length === 0 ? 'none' : sayNames(order.map(nameOf), 50);
      const at = { object: clusterObject(cluster) };
      if (left.length === 0) return [found.order({ cluster: cluster.name, hosts: done }, at)];
      return left.map(({ id, why, isBlocked }) =>
        isUndecided && !isBlocked
          ? undecided(`no order for the hosts of cluster ${cluster.name} was found in which ${nameOf(id)} can be updated; not all were tried`)
          : found.none({ cluster: cluster.name, done, host: nameOf(id), why }, at),
      );
    }

    /** Or what is not known of it. */
    function stationOf(host: Host, cluster: Cluster): Station | string {
      const { movers, unsaid } = moversOf(fleet, host);
      if (unsaid[0]) return `the engine does not say the memory and the processors of virtual machine ${unsaid[0].name}`;
      const isUp = host.status === 'up';
      const room = isUp ? promisedRoom(fleet, host) : { id: host.id, name: host.name, capacity: 0 };
      if (!room) return `the engine does not say what host ${host.name} could take`;
      const blocked = blockOf(fleet, host) ?? (isLastSpm(host, cluster) ? 'no other host can be SPM' : undefined);
      return {
        ...room,
        machines: movers,
        isUp,
        isLate: host.spm.status === 'spm' || runsEngine(fleet, host),
        isSpared: !scope.hosts.some(({ id }) => id === host.id),
        ...(blocked !== undefined && { blocked }),
      };
    }

    function isLastSpm({ id, spm: { status } }: Host, { dataCenter }: Cluster): boolean {
      const center = centers.find(one => one.id === dataCenter);
      return (
        status === 'spm' &&
        center?.local !== true &&
        center !== undefined &&
        successorsOf(spmOf(center, fleet.clusters, fleet.hosts), [id]).length === 0
      );
    }

    function mayRunOn(vm: string, host: string): boolean {
      const pinnedTo = boundTo.get(vm) ?? [];
      return pinnedTo.length === 0 || pinnedTo.includes(host);
    }
  },
});

/** Whether hosts would swap is for cluster-memory-short to warn of. */
function promisedRoom(fleet: Fleet, host: Host): Room | undefined {
  const room = roomOf(fleet, host);
  return room && { id: room.id, name: room.name, capacity: room.capacity };
}

const NO_RULES: HardRules = { together: [], apart: [], hosts: [] };

const runsEngine = ({ vms }: Fleet, host: Host): boolean => vms.some(vm => vm.host === host.id && isEngineVm(vm));

/** States from which the engine updates a host. */
const UPDATABLE = ['up', 'maintenance', 'non_operational', 'install_failed'];

/** What keeps a host from being updated in any order, half a sentence. */
function blockOf(fleet: Fleet, host: Host): string | undefined {
  if (!UPDATABLE.includes(host.status)) return `it is ${host.status}`;
  const own = fleet.vms.filter(vm => vm.host === host.id);
  const tied = own.flatMap(vm =>
    obstaclesOf(vm, fleet.hosts, fleet.tied)
      .filter(({ effect }) => effect !== 'wait')
      .map(({ why }) => `${vm.name} cannot leave it, as ${why}`),
  );
  if (tied[0] !== undefined) return tied[0];
  return runsEngine(fleet, host) && !fleet.hosts.some(other => other.id !== host.id && canRunEngine(other))
    ? 'no other host can run the engine'
    : undefined;
}

const canRunEngine = ({ status, hostedEngine }: Host): boolean =>
  status === 'up' &&
  hostedEngine?.configured === true &&
  hostedEngine.active !== false &&
  hostedEngine.localMaintenance !== true &&
  (hostedEngine.score ?? 0) > 0;
