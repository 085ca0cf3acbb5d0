import { check } from '../../src/index.ts';
import { xenServerClusters } from './facts/xenserver-database.ts';
import { GUIDE_30 } from './xenserver.ts';
import { clusterTitle, perXenCluster } from './xenserver-cluster-state.ts';
import { DONE, HOTFIX_PATHS, xenHotfixNeeds } from './xenserver-hotfix.ts';

export default check({
  id: 'cloudstack/xenserver-cluster-managed-before-hotfix',
  title: 'A XenServer cluster whose hosts wait for the hotfix is unmanaged',
  severity: 'blocker',
  applies: { platform: 'cloudstack', phases: ['post'], ...HOTFIX_PATHS },
  why: 'While the cluster is managed, the management server starts and moves virtual machines on hosts that are being patched and rebooted.',
  fix: {
    managed: 'In the UI: Infrastructure, Clusters, this cluster, Actions, Unmanage. Wait until its state is Unmanaged. Undo it with Actions, Manage.',
    pending: 'Wait until the state of the cluster is Unmanaged before you go on.',
    failed:
      'Look into the log of the management server, bring every host of the cluster into the state Up, Down, Disconnected or Alert, and unmanage it again.',
    unexpected: 'Find out in the UI what the cluster is doing before you go on.',
  },
  refs: [GUIDE_30],
  covers: ['67'],
  needs: { ...xenHotfixNeeds, clusters: xenServerClusters },
  messages: {
    managed: 'XenServer cluster {cluster} is Managed, and its hosts still need the hotfix.',
    pending: { text: 'XenServer cluster {cluster} is on its way to Unmanaged (PrepareUnmanaged).', severity: 'warning' },
    failed: 'XenServer cluster {cluster} could not be unmanaged (PrepareUnmanagedError).',
    unexpected: 'XenServer cluster {cluster} is in state {state}, not Unmanaged.',
  },
  judge: (evidence, found) =>
    perXenCluster(evidence, {
      stages: ['pending'],
      none: `no XenServer host waits for the hotfix: ${DONE}, or none is of 6.0.2`,
      judge(one, state) {
        const cluster = clusterTitle(one);
        const at = { object: `cluster ${one.id}` };
        if (state === 'Unmanaged') return [];
        if (state === 'Managed') return [found.managed({ cluster }, at)];
        if (state === 'PrepareUnmanaged') return [found.pending({ cluster }, at)];
        return [state === 'PrepareUnmanagedError' ? found.failed({ cluster }, at) : found.unexpected({ cluster, state }, at)];
      },
    }),
});
