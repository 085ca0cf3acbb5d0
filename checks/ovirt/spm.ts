import type { Cluster } from './facts/clusters.ts';
import type { DataCenter } from './facts/data-centers.ts';
import type { Host } from './facts/hosts.ts';

/** Who manages the storage pool of a data center now, and who could. */
export interface Spm {
  readonly dataCenter: DataCenter;
  /** All hosts of its clusters. */
  readonly hosts: readonly Host[];
  readonly holders: readonly Host[];
  readonly contending: readonly Host[];
  /** Hosts that may be SPM, in the order in which the engine takes them; among equals it draws lots. */
  readonly candidates: readonly Host[];
}

/** A priority of -1 says never; a host that has none has 5. */
const NEVER = -1;
const DEFAULT_PRIORITY = 5;
const priorityOf = ({ spm }: Host): number => spm.priority ?? DEFAULT_PRIORITY;

/** A cluster for Gluster alone has no SPM; where the engine does not say what a cluster is for, it is for virtual machines. */
export function spmOf(dataCenter: DataCenter, clusters: readonly Cluster[], hosts: readonly Host[]): Spm {
  const own = clusters.filter(cluster => cluster.dataCenter === dataCenter.id);
  const inCluster = (all: readonly Cluster[]) => hosts.filter(host => all.some(cluster => cluster.id === host.cluster));
  const here = inCluster(own);
  return {
    dataCenter,
    hosts: here,
    holders: here.filter(({ spm }) => spm.status === 'spm'),
    contending: here.filter(({ spm }) => spm.status === 'contending'),
    candidates: inCluster(own.filter(({ virtService }) => virtService !== false))
      .filter(host => host.status === 'up' && priorityOf(host) > NEVER)
      .toSorted((a, b) => priorityOf(b) - priorityOf(a) || (a.name < b.name ? -1 : 1)),
  };
}

/** Who could take over while these hosts are updated. */
export const successorsOf = ({ candidates }: Spm, updated: readonly string[]): Host[] => candidates.filter(({ id }) => !updated.includes(id));
