import { check, undecided } from '../../src/index.ts';
import { UNKNOWN_TARGET } from './engine-releases.ts';
import { databaseClusters } from './facts/database-clusters.ts';
import { compareLevels, highest, LEVEL_REFS, levelsOf } from './levels.ts';
import { clusterObject } from './update-scope.ts';

/** The guide asks for more than engine-setup does. */
const ADVISED: Readonly<Record<string, string>> = { '4.4': '4.2', '4.5': '4.3' };

export default check({
  id: 'ovirt/cluster-level-unsupported',
  title: 'Every cluster has a compatibility version that the target supports',
  severity: 'blocker',
  applies: { platform: 'ovirt', phases: ['pre', 'stopped'] },
  why: 'engine-setup stops at a cluster whose level the new engine does not know: "Trying to upgrade from unsupported versions".',
  fix: {
    unsupported: ({ name, level }) =>
      `In the Administration Portal, Compute > Clusters > ${name} > Edit: set a Compatibility Version above ${level} that all of its hosts support, update the hosts first where none is, and restart its virtual machines from the portal.`,
    advised: ({ name, advised }) => `Compute > Clusters > ${name} > Edit: set the Compatibility Version to ${advised} or newer.`,
  },
  refs: LEVEL_REFS,
  covers: ['A.3.7'],
  needs: { clusters: databaseClusters },
  messages: {
    unsupported: 'Cluster {name} has the compatibility version {level}; oVirt {target} supports {levels}.',
    advised: {
      text: 'Cluster {name} has the compatibility version {level}; the guide asks for {advised} or newer before {target}.',
      severity: 'warning',
    },
    behind: { text: 'Cluster {name} has the compatibility version {level}; this engine supports up to {newest}.', severity: 'note' },
  },
  judge({ clusters }, found, { from, to }) {
    if (!to) return [undecided(UNKNOWN_TARGET)];
    const levels = levelsOf(to);
    if (!levels) return [undecided(`preflight does not know which levels oVirt ${to.text} supports`)];
    const advised = ADVISED[to.parts.slice(0, 2).join('.')];
    const newest = highest((from && levelsOf(from)) ?? []);
    return clusters.flatMap(cluster => {
      const { name, level } = cluster;
      const [at, data] = [{ object: clusterObject(cluster) }, { name, level, target: to.text }];
      if (!levels.includes(level)) return [found.unsupported({ ...data, levels: levels.join(', ') }, at)];
      if (advised !== undefined && compareLevels(level, advised) < 0) return [found.advised({ ...data, advised }, at)];
      return compareLevels(level, newest) < 0 ? [found.behind({ name, level, newest }, at)] : [];
    });
  },
});
