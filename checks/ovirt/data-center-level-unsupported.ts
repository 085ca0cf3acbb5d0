import { check, type Outcome, undecided } from '../../src/index.ts';
import { UNKNOWN_TARGET } from './engine-releases.ts';
import { databaseClusters, databaseDataCenters } from './facts/database-clusters.ts';
import { compareLevels, LEVEL_REFS, levelsOf, lowest } from './levels.ts';

export default check({
  id: 'ovirt/data-center-level-unsupported',
  title: 'Every data center has a compatibility version that the target supports, and that is not above those of its clusters',
  severity: 'blocker',
  applies: { platform: 'ovirt', phases: ['pre', 'stopped'] },
  why: 'engine-setup stops at a data center whose level the new engine does not know, as at such a cluster.',
  fix: {
    unsupported: ({ name, level }) =>
      `In the Administration Portal, raise the level of all clusters of ${name} first; then Compute > Data Centers > ${name} > Edit: set a Compatibility Version above ${level}.`,
    aboveClusters: ({ name, level }) => `Compute > Clusters: raise every cluster of ${name} to ${level}.`,
  },
  refs: LEVEL_REFS,
  covers: ['A.3.8'],
  needs: { dataCenters: databaseDataCenters, clusters: databaseClusters },
  messages: {
    unsupported: 'Data center {name} has the compatibility version {level}; oVirt {target} supports {levels}.',
    aboveClusters: { text: 'Data center {name} has the compatibility version {level}, and a cluster in it only {lowest}.', severity: 'warning' },
  },
  judge({ dataCenters, clusters }, found, { to }) {
    if (!to) return [undecided(UNKNOWN_TARGET)];
    const levels = levelsOf(to);
    if (!levels) return [undecided(`preflight does not know which levels oVirt ${to.text} supports`)];
    return dataCenters.flatMap(({ id, name, level }): Outcome[] => {
      const at = { object: `data center ${name}` };
      if (!levels.includes(level)) return [found.unsupported({ name, level, target: to.text, levels: levels.join(', ') }, at)];
      const own = clusters.filter(({ dataCenter }) => dataCenter === id).map(cluster => cluster.level);
      const least = lowest(own);
      return own.length > 0 && compareLevels(least, level) < 0 ? [found.aboveClusters({ name, level, lowest: least }, at)] : [];
    });
  },
});
