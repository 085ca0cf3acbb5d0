import { fact, nullable, rows, table, text } from '../../../src/index.ts';

/** The names of virtual machines, by their ids: for findings from tables that have ids only. */
export const vmNames = fact({
  id: 'ovirt.vm-names',
  title: 'names of virtual machines',
  role: 'database',
  query: table('public.vm_static', { columns: ['vm_guid', 'vm_name'], where: { column: 'entity_type', equals: 'VM' } }),
  parse: (body): ReadonlyMap<string, string> =>
    new Map(rows({ vm_guid: text, vm_name: nullable(text) })(body).map(row => [row.vm_guid, row.vm_name ?? row.vm_guid])),
});
