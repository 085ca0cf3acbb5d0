import { fact, nullable, rows, table, text } from '../../../src/index.ts';

/** What hosts said of themselves when they were last up, in the database of the engine. */
export interface HostAbilities {
  readonly id: string;
  /** `4.2`, `4.3` */
  readonly levels: readonly string[];
  /** `pc-q35-rhel8.1.0`, … */
  readonly machines: readonly string[];
}

const list = {
  read: (value: string | null): readonly string[] =>
    (value ?? '')
      .split(',')
      .map(one => one.trim())
      .filter(Boolean),
};

/**
 *     vds_id  supported_cluster_levels  supported_emulated_machines
 *     h1      4.2,4.3                   pc-i440fx-rhel7.6.0,pc-q35-rhel7.6.0
 */
export const hostAbilities = fact({
  id: 'ovirt.host-abilities',
  title: 'what hosts support (vds_dynamic)',
  role: 'database',
  query: table('public.vds_dynamic', { columns: ['supported_cluster_levels', 'supported_emulated_machines', 'vds_id'] }),
  parse: (body): HostAbilities[] =>
    rows({ vds_id: text, supported_cluster_levels: list, supported_emulated_machines: list })(body).map(row => ({
      id: row.vds_id,
      levels: row.supported_cluster_levels,
      machines: row.supported_emulated_machines,
    })),
});

/** Names of hosts and their clusters, by the ids of the hosts. */
export const hostClusters = fact({
  id: 'ovirt.host-clusters',
  title: 'clusters of hosts (vds_static)',
  role: 'database',
  query: table('public.vds_static', { columns: ['cluster_id', 'vds_id', 'vds_name'] }),
  parse: body =>
    rows({ vds_id: text, vds_name: text, cluster_id: nullable(text) })(body).map(row => ({
      id: row.vds_id,
      name: row.vds_name,
      cluster: row.cluster_id,
    })),
});
