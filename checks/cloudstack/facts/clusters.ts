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

type WithHypervisor = { readonly hypervisor_type: string | null };

/** The hypervisor type in lower case: hand-written SQL has left it in any case. Empty where there is none. */
export const hypervisorOf = ({ hypervisor_type }: WithHypervisor): string => hypervisor_type?.trim().toLowerCase() ?? '';

export const isVmware = (one: WithHypervisor): boolean => hypervisorOf(one) === 'vmware';

export const isKvm = (one: WithHypervisor): boolean => hypervisorOf(one) === 'kvm';

/** Hosts of KVM and of LXC run the same agent. */
export const runsAgent = (one: WithHypervisor): boolean => isKvm(one) || hypervisorOf(one) === 'lxc';
