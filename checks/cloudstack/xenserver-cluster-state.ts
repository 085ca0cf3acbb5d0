import { type Outcome, skip, undecided } from '../../src/index.ts';
import type { xenServerClusters } from './facts/xenserver-database.ts';
import { NO_XENSERVER, unnamed, xenHostsOf } from './xenserver.ts';
import { type Stage, stageOf, type XenHotfixEvidence } from './xenserver-hotfix.ts';

/** One XenServer cluster of the database. */
export type XenCluster = ReturnType<typeof xenServerClusters.parse>[number];

/** `pool1 (id 3)`. */
export const clusterTitle = ({ id, name }: XenCluster): string => `${name ?? 'unnamed'} (id ${id})`;

interface ClusterRule {
  /** Which clusters are judged, by how far they have come. */
  readonly stages: readonly Stage[];
  readonly none: string;
  judge(cluster: XenCluster, state: string): Outcome[];
}

/** Judges the state of each XenServer cluster that has hosts and has come so far. */
export function perXenCluster(
  { clusters, ...evidence }: XenHotfixEvidence & { readonly clusters: readonly XenCluster[] },
  { stages, none, judge }: ClusterRule,
) {
  if (evidence.hosts.length === 0) return skip(NO_XENSERVER);
  const staged = clusters
    .filter(({ id }) => evidence.hosts.some(host => host.cluster_id === id))
    .map(cluster => ({ cluster, stage: stageOf(evidence, cluster.id) }));
  if (!staged.some(({ stage }) => stage === 'unknown' || stages.includes(stage))) return skip(none);
  const unasked = staged.some(({ stage }) => stage === 'unknown') ? unnamed(xenHostsOf(evidence)) : [];
  return [...unasked, ...staged.flatMap(one => judgeStaged(one))];

  function judgeStaged({ cluster, stage }: { readonly cluster: XenCluster; readonly stage: Stage }): Outcome[] {
    if (stage === 'unknown') return [undecided(`it is not known whether XenServer cluster ${clusterTitle(cluster)} still needs the hotfix`)];
    if (!stages.includes(stage)) return [];
    const state = cluster.managed_state?.trim();
    return state ? judge(cluster, state) : [undecided(`XenServer cluster ${clusterTitle(cluster)} has no managed state in the database`)];
  }
}
