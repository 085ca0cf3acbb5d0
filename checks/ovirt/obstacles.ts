import type { Host } from './facts/hosts.ts';
import type { Vm } from './facts/vms.ts';
import { isEngineVm, isRunning, isUnsettled } from './vm-states.ts';

/**
 * Why a virtual machine does not leave its host. `maintenance`: the engine refuses maintenance and update. `update`: it refuses the update,
 * while maintenance by hand would move the machine. `stuck`: nothing refuses, and the machine cannot leave, so that the host stays in
 * "preparing for maintenance". `wait`: for the moment.
 */
export interface Obstacle {
  readonly effect: 'maintenance' | 'update' | 'stuck' | 'wait';
  /** Half a sentence: "it is pinned to its host". */
  readonly why: string;
}

/** Ids of virtual machines, from the database of the engine. */
export interface TiedVms {
  readonly hostDevice: ReadonlySet<string>;
  readonly diskSnapshot: ReadonlySet<string>;
  readonly vgpu: { has(id: string): boolean };
  readonly fixedVnic: ReadonlySet<string>;
  readonly scsiReservation: ReadonlySet<string>;
}

type Rule = readonly [effect: Obstacle['effect'], why: string, applies: (vm: Vm, hosts: readonly Host[], tied: TiedVms) => boolean];

const RULES: readonly Rule[] = [
  ['maintenance', 'it is pinned to its host', vm => vm.affinity === 'pinned'],
  ['update', 'it may be migrated by hand only', vm => vm.affinity === 'user_migratable'],
  ['stuck', 'it may run on named hosts only, and no other of them is up', (vm, hosts) => vm.affinity !== 'pinned' && !hasOtherHost(vm, hosts)],
  ['stuck', 'it has a device of its host', (vm, _, tied) => tied.hostDevice.has(vm.id)],
  ['stuck', 'it has a virtual GPU', (vm, _, tied) => tied.vgpu.has(vm.id)],
  ['stuck', 'a network interface of it is passed through from its host', (vm, _, tied) => tied.fixedVnic.has(vm.id)],
  ['stuck', 'a disk of it holds SCSI reservations', (vm, _, tied) => tied.scsiReservation.has(vm.id)],
  ['maintenance', 'a disk of a snapshot is plugged into it', (vm, _, tied) => tied.diskSnapshot.has(vm.id)],
  ['stuck', 'it is paused after an error of its storage', vm => vm.status === 'paused' && vm.statusDetail === 'eio'],
  ['wait', 'it is on its way between two states', vm => isUnsettled(vm)],
];

/** All that keeps a machine on its host. One that does not run, and that of the engine itself, is kept by nothing. */
export const obstaclesOf = (vm: Vm, hosts: readonly Host[], tied: TiedVms): Obstacle[] =>
  vm.host === undefined || !isRunning(vm) || isEngineVm(vm)
    ? []
    : RULES.filter(([, , applies]) => applies(vm, hosts, tied)).map(([effect, why]) => ({ effect, why }));

/** A machine that names no hosts may run on any. */
const hasOtherHost = ({ pinnedTo, host }: Vm, hosts: readonly Host[]): boolean =>
  pinnedTo.length === 0 || hosts.some(({ id, status }) => id !== host && status === 'up' && pinnedTo.includes(id));
