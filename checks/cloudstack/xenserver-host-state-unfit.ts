import { check, type Outcome, undecided } from '../../src/index.ts';
import { xenServerClusters } from './facts/xenserver-database.ts';
import { atHost, GUIDE_30, xenHostsOf } from './xenserver.ts';
import { beforeHotfix, HOTFIX_PATHS, stageOf, xenHotfixNeeds } from './xenserver-hotfix.ts';

const FIT = ['Up', 'Down', 'Disconnected', 'Alert'];

export default check({
  id: 'cloudstack/xenserver-host-state-unfit',
  title: 'Every XenServer host is in a state in which its cluster can be unmanaged',
  severity: 'blocker',
  applies: { platform: 'cloudstack', phases: ['post'], ...HOTFIX_PATHS },
  why: 'The cluster has to be unmanaged before its hosts get the hotfix, and a host between two states makes that fail.',
  fix: 'Wait some minutes, and look again. If the state stays, force a reconnect of the host in the UI, and look into the log of the management server.',
  refs: [GUIDE_30],
  covers: ['66'],
  needs: { ...xenHotfixNeeds, clusters: xenServerClusters },
  messages: {
    unfit: 'XenServer host {title} is in state {state}: cluster {cluster} can be unmanaged only where each host is Up, Down, Disconnected or Alert.',
  },
  judge(evidence, found) {
    const early = beforeHotfix(evidence);
    if (early) return early;
    const managed = new Map(evidence.clusters.filter(({ managed_state }) => managed_state !== 'Unmanaged').map(({ id, name }) => [id, name]));
    return xenHostsOf(evidence).flatMap((host): Outcome[] => {
      const { cluster_id, status, title } = host;
      if (cluster_id === null || !managed.has(cluster_id)) return [];
      const stage = stageOf(evidence, cluster_id);
      if (stage === 'unknown') return [undecided(`it is not known whether the cluster of ${title} still needs the hotfix`, host.on)];
      if (stage !== 'pending' || FIT.includes(status ?? '')) return [];
      if (status === null) return [undecided(`the database has no state of XenServer host ${title}`)];
      return [found.unfit({ title, state: status, cluster: managed.get(cluster_id) ?? cluster_id }, atHost(host))];
    });
  },
});
