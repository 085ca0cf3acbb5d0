import { fact, nullable, rows, since, table, text } from '../../../src/index.ts';
import { truth } from './vm-hardware.ts';

/** A rule for which machines may be on one host, and which hosts they may be on. `hard`: the scheduler never breaks it. */
export interface AffinityGroup {
  readonly id: string;
  readonly name: string;
  /** Between machines; undefined where it says nothing of that. */
  readonly vms?: { readonly isPositive: boolean; readonly isHard: boolean };
  /** Between machines and hosts; it means nothing in a group without hosts. */
  readonly hosts: { readonly isPositive: boolean; readonly isHard: boolean };
}

/**
 *     id  name  cluster_id  vm_positive  vm_enforcing  vms_affinity_enabled  vds_positive  vds_enforcing
 *     g1  web   c1          f            t             t                     t             f
 */
export const affinityGroups = fact({
  id: 'ovirt.affinity-groups',
  title: 'affinity groups',
  role: 'database',
  query: table('public.affinity_groups', {
    columns: [...['id', 'name', 'vm_positive', 'vm_enforcing', 'vms_affinity_enabled', 'vds_positive', 'vds_enforcing', 'vds_affinity_enabled']],
  }),
  parse: (body): AffinityGroup[] =>
    rows({
      id: text,
      name: text,
      vm_positive: nullable(truth),
      vm_enforcing: truth,
      vms_affinity_enabled: truth,
      vds_positive: truth,
      vds_enforcing: truth,
      vds_affinity_enabled: since(truth),
    })(body).map(row => ({
      id: row.id,
      name: row.name,
      hosts: { isPositive: row.vds_positive, isHard: row.vds_enforcing && row.vds_affinity_enabled !== false },
      ...(row.vms_affinity_enabled && row.vm_positive !== null && { vms: { isPositive: row.vm_positive, isHard: row.vm_enforcing } }),
    })),
});

/** Ids: of a group, and of a machine or a host in it. */
export const affinityMembers = fact({
  id: 'ovirt.affinity-members',
  title: 'members of affinity groups',
  role: 'database',
  query: table('public.affinity_group_members', { columns: ['affinity_group_id', 'vm_id', 'vds_id'] }),
  parse: body => rows({ affinity_group_id: text, vm_id: nullable(text), vds_id: nullable(text) })(body),
});
