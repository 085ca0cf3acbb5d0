import { check, skip } from '../../src/index.ts';
import { clusters } from './facts/clusters.ts';
import { databaseClusters } from './facts/database-clusters.ts';
import { hiddenClusters } from './hidden-clusters.ts';
import { clusterObject } from './update-scope.ts';

export default check({
  id: 'ovirt/cluster-upgrade-left-open',
  title: 'No cluster is marked as being upgraded',
  severity: 'warning',
  applies: { platform: 'ovirt', phases: ['pre', 'post'] },
  why: 'The mark is set by the upgrade of a cluster and cleared at its end. Where that broke off it stays, and the next upgrade does not begin.',
  fix: {
    open: ({ id }) =>
      `Where no upgrade of it is running, send a POST to /ovirt-engine/api/clusters/${id}/upgrade with <action><upgrade_action>finish</upgrade_action></action>.`,
  },
  refs: ['https://github.com/oVirt/ovirt-ansible-collection/blob/master/roles/cluster_upgrade/tasks/main.yml'],
  covers: ['A.3.35'],
  needs: { clusters, stored: databaseClusters },
  messages: { open: 'Cluster {name} (id {id}) is marked as being upgraded.' },
  judge({ clusters: all, stored }, found) {
    if (all.length > 0 && all.every(({ upgradeInProgress }) => upgradeInProgress === undefined))
      return skip('this engine does not say which clusters are being upgraded');
    return [
      ...hiddenClusters(all, stored),
      ...all
        .filter(({ upgradeInProgress }) => upgradeInProgress === true)
        .map(cluster => found.open({ name: cluster.name, id: cluster.id }, { object: clusterObject(cluster) })),
    ];
  },
});
