import { fact, integer, nullable, rows, since, table, text } from '../../../src/index.ts';

/** Clusters that are in use; removed ones are not. */
export const clusters = fact({
  id: 'cloudstack.clusters',
  title: 'clusters',
  role: 'database',
  query: table('cloud.cluster', { columns: ['id', 'name', 'hypervisor_type', 'data_center_id', 'removed'] }),
  parse: body =>
    rows({ id: integer, name: nullable(text), hypervisor_type: nullable(text), data_center_id: integer, removed: since(nullable(text)) })(
      body,
    ).filter(({ removed }) => removed === null || removed === undefined),
});

/** Hand-written SQL has left it in any case. */
export const isVmware = ({ hypervisor_type }: { readonly hypervisor_type: string | null }): boolean =>
  hypervisor_type?.trim().toLowerCase() === 'vmware';
