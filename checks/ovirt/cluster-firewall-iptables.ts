import { check, type Outcome, undecided } from '../../src/index.ts';
import { clusters } from './facts/clusters.ts';
import { databaseClusters } from './facts/database-clusters.ts';
import { hiddenClusters } from './hidden-clusters.ts';
import { clusterObject } from './update-scope.ts';

export default check({
  id: 'ovirt/cluster-firewall-iptables',
  title: 'Every cluster uses firewalld',
  severity: 'warning',
  applies: {
    platform: 'ovirt',
    phases: ['pre', 'post'],
    paths: [{ to: '>=4.4' }],
    because: 'hosts of 4.3 may still use iptables',
  },
  why: 'Hosts with Enterprise Linux 8 are not installed or reinstalled in a cluster that uses iptables.',
  fix: {
    iptables: ({ name }) =>
      `In the Administration Portal, Compute > Clusters > ${name} > Edit: set Firewall Type to firewalld, and reinstall its hosts one by one.`,
  },
  refs: ['https://www.ovirt.org/develop/release-management/features/network/firewalld-support.html'],
  covers: ['A.3.39'],
  needs: { clusters, stored: databaseClusters },
  messages: { iptables: 'Cluster {name} uses iptables.' },
  judge: ({ clusters: all, stored }, found) => [
    ...hiddenClusters(all, stored),
    ...all.flatMap((cluster): Outcome[] => {
      if (cluster.firewallType === undefined) return [undecided(`the engine does not say which firewall the cluster ${cluster.name} uses`)];
      return cluster.firewallType === 'iptables' ? [found.iptables({ name: cluster.name }, { object: clusterObject(cluster) })] : [];
    }),
  ],
});
