import { type Attempt, attempt } from '../../src/index.ts';
import { apiSummary } from './facts/api-summary.ts';
import { type Cluster, clusters } from './facts/clusters.ts';
import { freeMemory } from './facts/free-memory.ts';
import { hostStatistics, type Statistics } from './facts/host-statistics.ts';
import { type Host, hosts } from './facts/hosts.ts';
import { fixedVnicProfiles, scsiReservations, type VmDevices, vmDevices, vnics } from './facts/vm-hardware.ts';
import { type VmProperties, vmProperties } from './facts/vm-properties.ts';
import { type Vm, vms } from './facts/vms.ts';
import { demandOf, MIB } from './memory-demand.ts';
import type { Mover, Room } from './memory-reserve.ts';
import { obstaclesOf, type TiedVms } from './obstacles.ts';
import { vgpusOf } from './vgpu.ts';
import { isEngineVm, mustMove } from './vm-states.ts';

/** Hosts, what runs on them, and how much of it they could take from each other. */
export interface Fleet {
  readonly hosts: readonly Host[];
  readonly vms: readonly Vm[];
  readonly clusters: readonly Cluster[];
  readonly tied: TiedVms;
  /** Ids of virtual machines in huge pages. */
  readonly hugepages: ReadonlySet<string>;
  /** MiB by the id of a host, of memory and swap. */
  readonly free: ReadonlyMap<string, number>;
  /** What of the database is not known, each half a sentence. */
  readonly gaps: readonly string[];
}

/** Of the database, all is a second witness: what the API says is enough to find most of what is wrong. */
export const TIED_NEEDS = {
  properties: attempt(vmProperties),
  devices: attempt(vmDevices),
  profiles: attempt(fixedVnicProfiles),
  vnics: attempt(vnics),
  scsi: attempt(scsiReservations),
};
export const FLEET_NEEDS = {
  summary: apiSummary,
  hosts,
  vms,
  clusters,
  ...TIED_NEEDS,
  free: attempt(freeMemory),
  statistics: attempt(hostStatistics),
};

interface TiedEvidence {
  readonly properties: Attempt<readonly VmProperties[]>;
  readonly devices: Attempt<VmDevices>;
  readonly profiles: Attempt<ReadonlySet<string>>;
  readonly vnics: Attempt<readonly { readonly vm_guid: string | null; readonly vnic_profile_id: string }[]>;
  readonly scsi: Attempt<ReadonlySet<string>>;
}
export interface FleetEvidence extends TiedEvidence {
  readonly hosts: readonly Host[];
  readonly vms: readonly Vm[];
  readonly clusters: readonly Cluster[];
  readonly free: Attempt<ReadonlyMap<string, number>>;
  readonly statistics: Attempt<ReadonlyMap<string, Statistics>>;
}

const had = <T>(given: Attempt<T>): T | undefined => ('value' in given ? given.value : undefined);

/** Which machines are tied to their host, and what of that could not be looked up. */
export function tiedFrom({ properties, devices, profiles, vnics: interfaces, scsi }: TiedEvidence): { tied: TiedVms; gaps: string[] } {
  const fixed = had(profiles);
  const gaps = [
    ...gapOf('virtual GPUs and huge pages', properties),
    ...gapOf('devices of virtual machines', devices),
    ...gapOf('passthrough of network interfaces', 'value' in profiles ? interfaces : profiles),
    ...gapOf('SCSI reservations', scsi),
  ];
  const own = had(devices);
  const tied = {
    hostDevice: own?.hostDevice ?? new Set<string>(),
    diskSnapshot: own?.diskSnapshot ?? new Set<string>(),
    vgpu: vgpusOf(had(properties) ?? [], { mdev: own?.mdev ?? new Set() }),
    fixedVnic: new Set((had(interfaces) ?? []).flatMap(({ vm_guid, vnic_profile_id }) => (vm_guid && fixed?.has(vnic_profile_id) ? [vm_guid] : []))),
    scsiReservation: had(scsi) ?? new Set<string>(),
  };
  return { tied, gaps };
}

const gapOf = (what: string, given: Attempt<unknown>): string[] => ('value' in given ? [] : [`${what} are not known: ${given.reason}`]);

export function fleetOf(evidence: FleetEvidence): Fleet {
  const { hosts: all, vms: machines, clusters: groups, properties } = evidence;
  const hugepages = (had(properties) ?? []).filter(one => (one.hugepages ?? 0) > 0).map(({ id }) => id);
  return { hosts: all, vms: machines, clusters: groups, ...tiedFrom(evidence), hugepages: new Set(hugepages), free: freeOf(evidence) };
}

/** The database knows what the scheduler sees; the API comes near it. */
function freeOf({ free, statistics }: FleetEvidence): ReadonlyMap<string, number> {
  const measured = [...(had(statistics) ?? [])].flatMap(([host, values]) => {
    const memory = values.get('memory.free');
    return memory === undefined || !(values.get('memory.total')! > 0) ? [] : [[host, (memory + (values.get('swap.free') ?? 0)) / MIB] as const];
  });
  return new Map([...measured, ...(had(free) ?? [])]);
}

/** What has to leave a host, and can; `unsaid` are machines whose memory the engine does not say. */
export function moversOf(fleet: Fleet, host: Host): { readonly movers: readonly Mover[]; readonly unsaid: readonly Vm[] } {
  const architecture = fleet.clusters.find(({ id }) => id === host.cluster)?.architecture;
  const leaving = fleet.vms.filter(vm => vm.host === host.id && mustMove(vm) && !isEngineVm(vm) && canLeave(fleet, vm));
  const demands = leaving.map(vm => ({ vm, demand: demandOf(vm, architecture, fleet.hugepages.has(vm.id)) }));
  return {
    movers: demands.flatMap(({ vm, demand }) => (demand ? [{ id: vm.id, name: vm.name, ...demand }] : [])),
    unsaid: demands.flatMap(({ vm, demand }) => (demand ? [] : [vm])),
  };
}

const canLeave = ({ hosts: all, tied }: Fleet, vm: Vm): boolean => obstaclesOf(vm, all, tied).every(({ effect }) => effect === 'wait');

/** What a host could take; undefined where the engine does not say it. */
export const roomOf = ({ free }: Fleet, { id, name, maxSchedulingMemory }: Host): Room | undefined =>
  maxSchedulingMemory === undefined
    ? undefined
    : { id, name, capacity: Math.floor(maxSchedulingMemory / MIB), ...(free.has(id) && { free: Math.floor(free.get(id)!) }) };

/** The hosts of the same cluster that are up. */
export const neighboursOf = ({ hosts: all }: Pick<Fleet, 'hosts'>, host: Host): Host[] =>
  all.filter(({ id, cluster, status }) => id !== host.id && cluster === host.cluster && status === 'up');
