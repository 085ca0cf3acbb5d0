import { fact, nullable, rows, table, text } from '../../../src/index.ts';
import { truth } from './vm-hardware.ts';

/** The self-hosted engine, as its own database shows it. */

/** Origins 5 and 6: the virtual machine that the engine itself runs in. */
export interface EngineVm {
  readonly id: string;
  readonly name: string;
  readonly isOwn: boolean;
}

const OWN = ['5', '6'];
/** engine-setup tells a self-hosted engine by this name alone. */
export const ENGINE_VM_NAME = 'HostedEngine';

/**
 * Virtual machines that are the engine's own.
 *
 *     vm_guid  vm_name       origin
 *     v1       HostedEngine  6
 */
export const engineVms = fact({
  id: 'ovirt.engine-vms',
  title: 'virtual machine of the self-hosted engine',
  role: 'database',
  query: table('public.vm_static', { columns: ['origin', 'vm_guid', 'vm_name'], where: { column: 'origin', in: [5, 6] } }),
  parse: body => toEngineVms(rows({ vm_guid: text, vm_name: nullable(text), origin: nullable(text) })(body)),
});

/** Virtual machines with its name, whoever made them. */
export const namedEngineVms = fact({
  id: 'ovirt.named-engine-vms',
  title: `virtual machines with the name ${ENGINE_VM_NAME}`,
  role: 'database',
  query: table('public.vm_static', { columns: ['origin', 'vm_guid', 'vm_name'], where: { column: 'vm_name', equals: ENGINE_VM_NAME } }),
  parse: body => toEngineVms(rows({ vm_guid: text, vm_name: nullable(text), origin: nullable(text) })(body)),
});

const toEngineVms = (all: readonly { readonly vm_guid: string; readonly vm_name: string | null; readonly origin: string | null }[]): EngineVm[] =>
  all.map(row => ({ id: row.vm_guid, name: row.vm_name ?? '', isOwn: OWN.includes(row.origin ?? '') }));

/** The ids of the hosts on which virtual machines run, by the ids of those. */
export const vmHosts = fact({
  id: 'ovirt.vm-hosts',
  title: 'hosts of virtual machines (vm_dynamic)',
  role: 'database',
  query: table('public.vm_dynamic', { columns: ['run_on_vds', 'vm_guid'] }),
  parse: (body): ReadonlyMap<string, string> =>
    new Map(
      rows({ vm_guid: text, run_on_vds: nullable(text) })(body).flatMap(row => (row.run_on_vds === null ? [] : [[row.vm_guid, row.run_on_vds]])),
    ),
});

/**
 * Whether global maintenance is on, by the ids of the hosts that say it. It is about a minute behind them.
 *
 *     vds_id  ha_global_maintenance
 *     h1      f
 */
export const globalMaintenance = fact({
  id: 'ovirt.global-maintenance',
  title: 'global maintenance (vds_statistics)',
  role: 'database',
  query: table('public.vds_statistics', { columns: ['ha_global_maintenance', 'vds_id'] }),
  parse: (body): ReadonlyMap<string, boolean> =>
    new Map(
      rows({ vds_id: text, ha_global_maintenance: nullable(truth) })(body).flatMap(row =>
        row.ha_global_maintenance === null ? [] : [[row.vds_id, row.ha_global_maintenance] as const],
      ),
    ),
});
