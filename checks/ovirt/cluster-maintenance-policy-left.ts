import { check, skip } from '../../src/index.ts';
import { clusters } from './facts/clusters.ts';
import { databaseClusters } from './facts/database-clusters.ts';
import { hiddenClusters } from './hidden-clusters.ts';
import { clusterObject } from './update-scope.ts';

const MAINTENANCE = '7677771e-5eab-422e-83fa-dc04080d21b7';

export default check({
  id: 'ovirt/cluster-maintenance-policy-left',
  title: 'No cluster is left with the scheduling policy cluster_maintenance',
  severity: 'warning',
  applies: { platform: 'ovirt', phases: ['pre', 'post'] },
  why: 'With this policy, which the upgrade of a cluster sets for its time, no virtual machine starts that is not highly available.',
  fix: {
    left: ({ name }) =>
      `In the Administration Portal, Compute > Clusters > ${name} > Edit > Scheduling Policy: choose the policy that it had before.`,
  },
  refs: ['https://github.com/oVirt/ovirt-ansible-collection/blob/master/roles/cluster_upgrade/tasks/cluster_policy.yml'],
  covers: ['A.3.36'],
  needs: { clusters, stored: databaseClusters },
  messages: { left: 'Cluster {name} has the scheduling policy cluster_maintenance.' },
  judge({ clusters: all, stored }, found) {
    const hidden = hiddenClusters(all, stored);
    if (hidden.length === 0 && all.length > 0 && all.every(({ schedulingPolicy }) => schedulingPolicy === undefined))
      return skip('no cluster has a scheduling policy');
    return [
      ...hidden,
      ...all
        .filter(({ schedulingPolicy }) => schedulingPolicy === MAINTENANCE)
        .map(cluster => found.left({ name: cluster.name }, { object: clusterObject(cluster) })),
    ];
  },
});
