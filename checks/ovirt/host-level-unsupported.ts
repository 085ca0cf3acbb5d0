import { check, type Outcome, skip, undecided } from '../../src/index.ts';
import { databaseClusters } from './facts/database-clusters.ts';
import { hostAbilities, hostClusters } from './facts/host-levels.ts';
import { LEVEL_REFS } from './levels.ts';
import { hostObject } from './update-scope.ts';

export default check({
  id: 'ovirt/host-level-unsupported',
  title: 'Every host supports the compatibility version of its cluster',
  severity: 'blocker',
  applies: { platform: 'ovirt', phases: ['pre', 'post'] },
  why: 'A host that does not support the level of its cluster becomes non-operational, and runs nothing.',
  fix: {
    unsupported: ({ name, cluster }) =>
      `Update ${name}, or install it anew with the release of oVirt that the cluster ${cluster} is at. The level of a cluster is not lowered.`,
  },
  refs: LEVEL_REFS,
  covers: ['A.4.2'],
  needs: { hosts: hostClusters, abilities: hostAbilities, clusters: databaseClusters },
  messages: { unsupported: 'Host {name} supports {levels}, and its cluster {cluster} is at {level}.' },
  judge({ hosts, abilities, clusters }, found) {
    if (hosts.length === 0) return skip('the engine has no host');
    return hosts.flatMap((host): Outcome[] => {
      const levels = abilities.find(({ id }) => id === host.id)?.levels ?? [];
      const cluster = clusters.find(({ id }) => id === host.cluster);
      if (!cluster) return [];
      if (levels.length === 0) return [undecided(`the engine does not know what the host ${host.name} supports: it has not been up yet`)];
      if (levels.includes(cluster.level)) return [];
      return [
        found.unsupported({ name: host.name, levels: levels.join(', '), cluster: cluster.name, level: cluster.level }, { object: hostObject(host) }),
      ];
    });
  },
});
