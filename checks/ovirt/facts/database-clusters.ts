import { fact, nullable, rows, since, table, text } from '../../../src/index.ts';

/** Clusters and data centers as the database has them: all of them, whoever asks. */
export interface DatabaseCluster {
  readonly id: string;
  readonly name: string;
  /** `4.3` */
  readonly level: string;
  /** The id of its data center. */
  readonly dataCenter: string | null;
  /** `Intel Haswell-noTSX Family`; none where it is for Gluster alone. */
  readonly cpuName: string | null;
  /** What its type of CPU means for a virtual machine; since 4.4. */
  readonly cpuFlags: string | null | undefined;
}

/**
 *     cluster_id  name     compatibility_version  cpu_name
 *     c1          Default  4.3                    Intel Haswell-noTSX Family
 */
export const databaseClusters = fact({
  id: 'ovirt.database-clusters',
  title: 'clusters in the database',
  role: 'database',
  query: table('public.cluster', { columns: ['cluster_id', 'compatibility_version', 'cpu_flags', 'cpu_name', 'name', 'storage_pool_id'] }),
  parse: (body): DatabaseCluster[] =>
    rows({
      cluster_id: text,
      name: text,
      compatibility_version: text,
      storage_pool_id: nullable(text),
      cpu_name: nullable(text),
      cpu_flags: since(nullable(text)),
    })(body).map(row => ({
      id: row.cluster_id,
      name: row.name,
      level: row.compatibility_version,
      dataCenter: row.storage_pool_id,
      cpuName: row.cpu_name,
      cpuFlags: row.cpu_flags,
    })),
});

export interface DatabaseDataCenter {
  readonly id: string;
  readonly name: string;
  readonly level: string;
  /** 0 uninitialized, 1 up, 2 maintenance, 3 not operational, 4 non-responsive, 5 contend. */
  readonly status: string | null;
}

export const databaseDataCenters = fact({
  id: 'ovirt.database-data-centers',
  title: 'data centers in the database',
  role: 'database',
  query: table('public.storage_pool', { columns: ['compatibility_version', 'id', 'name', 'status'] }),
  parse: (body): DatabaseDataCenter[] =>
    rows({ id: text, name: text, compatibility_version: text, status: nullable(text) })(body).map(row => ({
      id: row.id,
      name: row.name,
      level: row.compatibility_version,
      status: row.status,
    })),
});
