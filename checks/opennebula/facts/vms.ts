import { elementsAt, fact, integer, nullable, rows, table, text, valuesAt, xmlBody } from '../../../src/index.ts';
import type { VmState } from '../states.ts';

/** Every state but DONE (6), in which rows stay for good; with room for states of later releases. */
const LIVING = { column: 'state', in: [0, 1, 2, 3, 4, 5, ...Array.from({ length: 24 }, (_, more) => more + 7)] };

/** A question of its own, so that what cannot be answered of the bodies does not take the states with it. */
const LIVING_BODIES = { all: [LIVING, { column: 'body', is: 'not null' as const }] };

export interface Vm extends VmState {
  readonly id: number;
  readonly name: string;
}

/** Virtual machines that are not DONE, by their id. */
export const livingVms = fact({
  id: 'opennebula.living-vms',
  title: 'states of virtual machines',
  role: 'database',
  query: table('opennebula.vm_pool', { columns: ['oid', 'name', 'state', 'lcm_state'], where: LIVING }),
  parse: (body): Vm[] =>
    rows({ oid: integer, name: nullable(text), state: integer, lcm_state: nullable(integer) })(body)
      .map(({ oid, name, state, lcm_state }) => ({ id: oid, name: name ?? '', state, lcm: lcm_state ?? 0 }))
      .sort((a, b) => a.id - b.id),
});

/** How many rows there are, with those of virtual machines that are DONE. */
export const vmCount = fact({
  id: 'opennebula.vm-count',
  title: 'the number of virtual machines, with those that are gone',
  role: 'database',
  query: table('opennebula.vm_pool', { columns: ['oid'] }),
  parse: ({ rows }) => rows.length,
});

/** What a virtual machine that is not DONE works with; undefined where its body is no XML. */
export interface VmDrivers {
  readonly id: number;
  readonly name: string;
  readonly drivers: { readonly hypervisors: readonly string[]; readonly networks: readonly string[]; readonly onegate: boolean } | undefined;
}

/**
 *     <VM>…<TEMPLATE><CONTEXT><TOKEN><![CDATA[YES]]></TOKEN></CONTEXT><NIC><VN_MAD><![CDATA[bridge]]></VN_MAD></NIC></TEMPLATE>
 *     <HISTORY_RECORDS><HISTORY><VM_MAD><![CDATA[kvm]]></VM_MAD></HISTORY></HISTORY_RECORDS></VM>
 */
export const vmDrivers = fact({
  id: 'opennebula.vm-drivers',
  title: 'drivers of virtual machines',
  role: 'database',
  query: table('opennebula.vm_pool', {
    columns: ['oid', 'name', 'body'],
    where: LIVING_BODIES,
    xml: { body: ['HISTORY_RECORDS/HISTORY/VM_MAD', 'TEMPLATE/NIC/VN_MAD', 'TEMPLATE/CONTEXT/TOKEN'] },
  }),
  parse: (body): VmDrivers[] =>
    rows({ oid: integer, name: nullable(text), body: xmlBody })(body).map(({ oid, name, body }) => ({
      id: oid,
      name: name ?? '',
      drivers: body && {
        hypervisors: [...new Set(valuesAt(body, 'HISTORY_RECORDS/HISTORY/VM_MAD').slice(-1))],
        networks: [...new Set(valuesAt(body, 'TEMPLATE/NIC/VN_MAD'))],
        onegate: elementsAt(body, 'TEMPLATE/CONTEXT/TOKEN').length > 0,
      },
    })),
});

/** What every template of a virtual machine has something of: OpenNebula itself writes the first. */
const USUAL = ['VMID', 'CPU', 'MEMORY', 'DISK/DISK_ID', 'NIC/NIC_ID', 'CONTEXT/DISK_ID'];

/** How the template of a virtual machine is in its body, DONE or not. */
export type Template = 'there' | 'empty' | 'missing' | 'unreadable';

/** The migration to 6.10 reads every body, with those of virtual machines that are DONE. */
export const vmTemplates = fact({
  id: 'opennebula.vm-templates',
  title: 'bodies of virtual machines',
  role: 'database',
  query: table('opennebula.vm_pool', {
    columns: ['oid', 'name', 'body'],
    where: { column: 'oid', is: 'not null' },
    xml: { body: USUAL.map(path => `TEMPLATE/${path}`) },
  }),
  parse: (body): { readonly id: number; readonly name: string; readonly template: Template }[] =>
    rows({ oid: integer, name: nullable(text), body: xmlBody })(body).map(({ oid, name, body }) => ({
      id: oid,
      name: name ?? '',
      template: templateOf(body),
    })),
});

function templateOf(body: ReturnType<typeof xmlBody.read>): Template {
  if (!body) return 'unreadable';
  const [first] = elementsAt(body, 'TEMPLATE');
  if (!first) return 'missing';
  return first.children.length > 0 ? 'there' : 'empty';
}

/** Virtual machines that OpenNebula found on a host and took over, by their id. Releases since 7.0 have no such table. */
export const importedVms = fact({
  id: 'opennebula.imported-vms',
  title: 'imported wild virtual machines',
  role: 'database',
  query: table('opennebula.vm_import', { columns: ['vmid'] }),
  parse: (body): number[] => rows({ vmid: integer })(body).map(({ vmid }) => vmid),
});
