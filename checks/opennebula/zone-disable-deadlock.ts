import { check } from '../../src/index.ts';
import { clusterNeeds, inCluster } from './cluster.ts';

export default check({
  id: 'opennebula/zone-disable-deadlock',
  title: 'The cluster is not one of 7.4.0 that onezone disable would stop for good',
  severity: 'warning',
  applies: {
    platform: 'opennebula',
    phases: ['pre'],
    paths: [{ from: '>=7.4.0 <7.4.1', to: '>=7.4.1' }],
    because: 'the deadlock is known of the upgrade from 7.4.0',
  },
  why: 'In a cluster of 7.4.0 a disabled zone refuses what its servers need to agree on: none becomes the leader, and the zone cannot be enabled again.',
  fix: 'Do not use onezone disable. Keep users out by closing port 2633 and the port of FireEdge in the firewall, but for the addresses of the servers themselves. If you do so, waive this finding.',
  refs: ['https://github.com/OpenNebula/one/issues/8120'],
  covers: ['A.6.11'],
  needs: clusterNeeds,
  messages: { cluster: 'Zone {zone} is a cluster of {count} servers of 7.4.0: onezone disable stops it for good.' },
  judge(evidence, found) {
    const judged = inCluster(evidence, ({ zone, servers }) => [found.cluster({ zone, count: servers.length }, { object: `zone ${zone}` })]);
    return 'skip' in judged ? [] : judged;
  },
});
