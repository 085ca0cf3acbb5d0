import { check } from '../../src/index.ts';
import { clusterNeeds, HA_GUIDE, inCluster, sayServer } from './cluster.ts';
import { some } from './pools.ts';

export default check({
  id: 'opennebula/cluster-size-even',
  title: 'The cluster has an odd number of servers, three or more',
  severity: 'advice',
  applies: { platform: 'opennebula', phases: ['pre'] },
  why: 'Every change needs a majority. A cluster of two stops when one server is down, and of four it bears the loss of one, as three do. During the upgrade servers are down on purpose.',
  fix: 'Add or remove one with onezone server-add or onezone server-del, on the leader, and wait until it follows.',
  refs: ['https://docs.opennebula.io/7.0/product/control_plane_configuration/high_availability/frontend_ha/', HA_GUIDE],
  covers: ['A.6.3'],
  needs: clusterNeeds,
  messages: {
    even: 'Zone {zone} has {count} servers ({servers}), of which none may fail more than with {better}.',
    alone: 'Zone {zone} has only the server {servers}.',
  },
  judge: (evidence, found) =>
    inCluster(evidence, ({ zone, servers }) => {
      const [count, words, at] = [servers.length, some(servers.map(sayServer)), { object: `zone ${zone}` }];
      if (count === 1) return [found.alone({ zone, servers: words }, at)];
      return count % 2 === 0 && count > 0 ? [found.even({ zone, count, servers: words, better: count - 1 }, at)] : [];
    }),
});
