import { check, type Outcome, skip, undecided } from '../../src/index.ts';
import type { Host } from './facts/hosts.ts';
import { FLEET_NEEDS, fleetOf, moversOf, neighboursOf, roomOf } from './fleet.ts';
import { MIB } from './memory-demand.ts';
import { type Mover, type Reserve, reserveFor } from './memory-reserve.ts';
import { GUIDE } from './references.ts';
import { hostObject, MEMORY_SOURCE, sayNames, scopeOf, shortLists, UPDATE_INPUTS } from './update-scope.ts';

/** Of the memory of the other hosts, the part that should be left, in per cent. */
const MARGIN = 10;

export default check({
  id: 'ovirt/cluster-memory-short',
  title: 'The other hosts of each cluster have memory for the virtual machines of the one that is updated',
  severity: 'blocker',
  applies: { platform: 'ovirt', phases: ['pre'], because: 'afterwards nothing has to move' },
  why: 'Where a virtual machine fits on no other host, its migration is tried again and again, and the host stays in "preparing for maintenance".',
  fix: {
    tooLarge: ({ vm, name }) => `Shut down ${vm} before ${name} is updated, or make room for it on another host of the cluster.`,
    short: ({ missing, name }) =>
      `Before ${name} is updated, shut down virtual machines with together ${missing} MiB, or activate another host in the cluster.`,
    noRoom: ({ name }) => `Activate another host of the cluster, or shut down the virtual machines on ${name}.`,
    fragmented: ({ vms, name }) =>
      `Move virtual machines by hand so that there is room for ${vms} on one host, or shut them down before ${name} is updated.`,
    wouldSwap: 'Shut down virtual machines that are not needed, or lower the memory over-commitment of the cluster.',
    tight: 'Shut down what is not needed: a virtual machine that is started meanwhile may take the rest.',
  },
  refs: [GUIDE, MEMORY_SOURCE],
  covers: ['A.2.11'],
  needs: FLEET_NEEDS,
  inputs: UPDATE_INPUTS,
  messages: {
    tooLarge: 'Virtual machine {vm} on host {name} needs {need} MiB, and no other host of the cluster has more than {largest} MiB to give.',
    short: 'What runs on host {name} needs {need} MiB, and the other hosts of the cluster have {capacity} MiB to give: {missing} MiB are missing.',
    noRoom: 'Host {name} runs virtual machines, and no other host of the cluster is up.',
    fragmented: {
      text: 'The other hosts have enough memory together for what runs on host {name}, and no single one is left for {vms}.',
      severity: 'warning',
    },
    wouldSwap: {
      text: 'The other hosts may promise memory for what runs on host {name}, and have not enough free for {vms}: they would swap.',
      severity: 'warning',
    },
    tight: {
      text: 'With what runs on host {name}, the other hosts of the cluster have {left} MiB left to give, less than {margin} % of their memory.',
      severity: 'warning',
    },
  },
  judge(evidence, found, { inputs }) {
    const fleet = fleetOf(evidence);
    const scope = scopeOf(fleet.hosts, inputs.hostsToUpdate);
    const loaded = scope.hosts.map(host => ({ host, ...moversOf(fleet, host) })).filter(({ movers, unsaid }) => movers.length + unsaid.length > 0);
    const outcomes: Outcome[] = [
      ...loaded.flatMap(({ host, movers, unsaid }) => [
        ...unsaid.map(vm => undecided(`the engine does not say the memory and the processors of virtual machine ${vm.name}`)),
        ...judgeHost(host, movers),
      ]),
      ...scope.problems,
      ...shortLists(evidence.summary, { hosts: fleet.hosts, vms: fleet.vms, clusters: fleet.clusters }),
    ];
    return loaded.length === 0 && outcomes.length === 0 ? skip('nothing has to move from the hosts that are to be updated') : outcomes;

    function judgeHost(host: Host, movers: readonly Mover[]): Outcome[] {
      const others = neighboursOf(fleet, host);
      const rooms = others.flatMap(other => roomOf(fleet, other) ?? []);
      if (rooms.length < others.length) return [undecided(`the engine does not say what the other hosts of the cluster of ${host.name} could take`)];
      const reserve = reserveFor(movers, rooms);
      const blind = rooms.some(({ free }) => free === undefined);
      const memory = others.reduce((all, one) => all + (one.memory ?? 0), 0) / MIB;
      return [
        ...sayReserve(host, reserve, memory),
        ...(blind && reserve.is === 'enough'
          ? [undecided(`how much memory the other hosts of the cluster of ${host.name} have free is not known`)]
          : []),
      ];
    }

    function sayReserve({ name }: Host, reserve: Reserve, memory: number): Outcome[] {
      const at = { object: hostObject({ name }) };
      switch (reserve.is) {
        case 'nothing-to-move':
          return [];
        case 'enough':
          return reserve.left * 100 < memory * MARGIN ? [found.tight({ name, left: reserve.left, margin: MARGIN }, at)] : [];
        case 'no-room':
          return [found.noRoom({ name }, at)];
        case 'too-large':
          return [found.tooLarge({ name, vm: reserve.mover.name, need: reserve.mover.need, largest: reserve.largest }, at)];
        case 'short':
          return [found.short({ name, need: reserve.need, capacity: reserve.capacity, missing: reserve.need - reserve.capacity }, at)];
        case 'fragmented':
          return [found.fragmented({ name, vms: namesOf(reserve.unplaced) }, at)];
        case 'would-swap':
          return [found.wouldSwap({ name, vms: namesOf(reserve.unplaced) }, at)];
      }
    }
  },
});

const namesOf = (movers: readonly Mover[]): string => sayNames(movers.map(({ name }) => name));
