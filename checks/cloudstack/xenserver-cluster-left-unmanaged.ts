import { check } from '../../src/index.ts';
import { xenServerClusters } from './facts/xenserver-database.ts';
import { GUIDE_30 } from './xenserver.ts';
import { clusterTitle, perXenCluster } from './xenserver-cluster-state.ts';
import { HOTFIX_PATHS, xenHotfixNeeds } from './xenserver-hotfix.ts';

export default check({
  id: 'cloudstack/xenserver-cluster-left-unmanaged',
  title: 'A XenServer cluster whose hosts need no hotfix is managed',
  severity: 'blocker',
  applies: { platform: 'cloudstack', phases: ['post'], ...HOTFIX_PATHS },
  why: 'In an unmanaged cluster the management server connects to no host: nothing starts, stops or is watched there.',
  fix: {
    left: {
      text: 'In the UI: Infrastructure, Clusters, this cluster, Actions, Manage. Wait until its hosts are Up.',
      note: 'The guide says when to unmanage the cluster and forgets to say that it has to be managed again.',
    },
  },
  refs: [GUIDE_30],
  covers: ['79'],
  needs: { ...xenHotfixNeeds, clusters: xenServerClusters },
  messages: { left: 'XenServer cluster {cluster} is in state {state}, although its hosts need no hotfix any more.' },
  judge: (evidence, found) =>
    perXenCluster(evidence, {
      stages: ['applied', 'none'],
      none: 'the hosts of every XenServer cluster still wait for the hotfix',
      judge: (one, state) => (state === 'Managed' ? [] : [found.left({ cluster: clusterTitle(one), state }, { object: `cluster ${one.id}` })]),
    }),
});
