import { check, type Outcome, undecided } from '../../src/index.ts';
import { databaseClusters } from './facts/database-clusters.ts';
import { engineOptions } from './facts/engine-options.ts';
import { compareLevels } from './levels.ts';
import { clusterObject } from './update-scope.ts';

/** The names in `3:Intel Nehalem Family:vmx,nx,model_Nehalem:Nehalem:x86_64; 4:…` */
const namesIn = (list: string): string[] =>
  list
    .split(';')
    .map(entry => entry.split(':')[1]?.trim() ?? '')
    .filter(Boolean);

/** What is left of a name without the words for mitigations, which newer levels put into one word, Secure. */
const bare = (name: string): string =>
  name
    .replace(/^Secure /, '')
    .replaceAll(/ (?:IBRS|IBPB|SSBD|MDS)\b/g, '')
    .replaceAll('-noTSX', '')
    .replace(/ Family$/, '')
    .trim();

const choose = ({ name }: { readonly name: string | number }) =>
  `In the Administration Portal, Compute > Clusters > ${name} > Edit: choose another CPU Type together with the new Compatibility Version. All hosts of the cluster must have it; its virtual machines get it with their next start.`;

export default check({
  id: 'ovirt/cluster-cpu-type-dropped',
  title: 'The CPU type of every cluster is still there at the next compatibility version',
  severity: 'blocker',
  applies: {
    platform: 'ovirt',
    phases: ['pre', 'post'],
    paths: [
      { from: '>=4.3 <4.4', to: '4.4' },
      { from: '>=4.4 <4.5', to: '4.5' },
    ],
    because: 'an update within a line leaves the compatibility versions as they are',
  },
  why: 'A cluster whose CPU type the next level does not have cannot be raised to it, and an engine two lines newer does not support the level that it has.',
  fix: { dropped: choose, renamed: choose },
  refs: ['https://github.com/oVirt/ovirt-engine/blob/master/packaging/dbscripts/upgrade/pre_upgrade/0000_config.sql'],
  covers: ['A.3.37'],
  needs: { clusters: databaseClusters, options: engineOptions },
  messages: {
    dropped: 'Cluster {name} has the CPU type {cpu}, which the level {next} does not have.',
    renamed: { text: 'Cluster {name} has the CPU type {cpu}; the level {next} has {others} instead.', severity: 'warning' },
  },
  judge({ clusters, options }, found) {
    const levels = (options.get('SupportedClusterLevels') ?? '')
      .split(',')
      .map(level => level.trim())
      .filter(Boolean)
      .sort(compareLevels);
    if (levels.length === 0) return [undecided('the database does not say which levels this engine supports')];
    return clusters.flatMap((cluster): Outcome[] => {
      const { name, level, cpuName: cpu } = cluster;
      const next = levels.find(one => compareLevels(one, level) > 0);
      if (!cpu || next === undefined) return [];
      const names = namesIn(options.get('ServerCPUList', next) ?? '');
      if (names.length === 0) return [undecided(`the database does not say which CPU types the level ${next} has`)];
      if (names.includes(cpu)) return [];
      const others = names.filter(one => bare(one) === bare(cpu)).join(' and ');
      const at = { object: clusterObject(cluster) };
      return [others === '' ? found.dropped({ name, cpu, next }, at) : found.renamed({ name, cpu, next, others }, at)];
    });
  },
});
