import { check, type Outcome, undecided } from '../../src/index.ts';
import { type Cluster, clusterNeeds, HA_GUIDE, inCluster, sayServer } from './cluster.ts';
import { ONED_CONF } from './facts/oned-conf.ts';
import { some } from './pools.ts';

export default check({
  id: 'opennebula/server-id-unfit',
  title: 'Every front-end of the cluster has its own SERVER_ID, which the zone knows',
  severity: 'blocker',
  applies: { platform: 'opennebula', phases: ['pre', 'stopped', 'installed', 'post'] },
  why: 'A configuration that is copied from one server to the others brings its SERVER_ID with it. Two servers with one id both vote and both may lead; one without an id starts alone and changes its own database.',
  fix: {
    alone: `Set SERVER_ID in FEDERATION of ${ONED_CONF} to the id that onezone show has for this server, before oned is started.`,
    duplicate: `Set SERVER_ID in FEDERATION of ${ONED_CONF} on each of them to its own id, as onezone show has it, before oned is started.`,
    unknownServer: `Set SERVER_ID in FEDERATION of ${ONED_CONF} to the id that onezone show has for this server. If it is new, add it with onezone server-add first.`,
  },
  refs: [HA_GUIDE],
  covers: ['A.6.4'],
  needs: clusterNeeds,
  messages: {
    alone: '{path} has no SERVER_ID (or -1), and zone {zone} has the servers {servers}.',
    duplicate: '{path} has SERVER_ID {id}, which front-end {other} has too.',
    unknownServer: '{path} has SERVER_ID {id}, and zone {zone} has no such server: {servers}.',
  },
  judge(evidence, found) {
    return inCluster(evidence, cluster => [...cluster.frontends.flatMap((_, index) => about(cluster, index)), ...unseen(cluster)]);

    function about({ zone, servers, frontends }: Cluster, index: number): Outcome[] {
      const { host, value } = frontends[index]!;
      const at = { host, path: ONED_CONF };
      const data = { path: ONED_CONF, id: value.server, zone, servers: some(servers.map(sayServer)) || 'none' };
      if (value.server < 0) return [found.alone(data, at)];
      const other = frontends.find((one, at) => at < index && one.value.server === value.server);
      if (other) return [found.duplicate({ ...data, other: other.host }, at)];
      return servers.some(({ id }) => id === value.server) ? [] : [found.unknownServer(data, at)];
    }
  },
});

/** Servers of the zone that no front-end of the target claims to be. */
function unseen({ servers, frontends }: Cluster): Outcome[] {
  if (frontends.length >= servers.length) return [];
  const missing = servers.filter(({ id }) => !frontends.some(({ value }) => value.server === id));
  return [undecided(`the zone has the servers ${some(missing.map(sayServer))} too, and no front-end of the target is one of them`)];
}
