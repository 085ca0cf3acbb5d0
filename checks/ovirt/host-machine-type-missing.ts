import { check, type Outcome, skip, undecided } from '../../src/index.ts';
import { linesBetween } from './engine-releases.ts';
import { databaseClusters } from './facts/database-clusters.ts';
import { engineOptions } from './facts/engine-options.ts';
import { hostAbilities, hostClusters } from './facts/host-levels.ts';
import { compareLevels } from './levels.ts';
import { hostObject } from './update-scope.ts';

const wordsOf = (list: string): string[] =>
  list
    .split(',')
    .map(one => one.trim())
    .filter(Boolean);

export default check({
  id: 'ovirt/host-machine-type-missing',
  title: 'Every host has a machine type of the compatibility version of its cluster, and of the next one where it will be raised',
  severity: 'blocker',
  applies: { platform: 'ovirt', phases: ['pre', 'post'] },
  why: 'Virtual machines are started with the machine type of their level. A host whose QEMU has none of them becomes non-operational when the cluster is raised.',
  fix: {
    missing: ({ name }) => `Update the operating system and QEMU of ${name}, in maintenance.`,
    missingNext: ({ name, next }) => `Update ${name} before the level is raised to ${next}.`,
  },
  refs: ['https://github.com/oVirt/ovirt-engine/blob/master/packaging/dbscripts/upgrade/pre_upgrade/0000_config.sql'],
  covers: ['A.4.3'],
  needs: { hosts: hostClusters, abilities: hostAbilities, clusters: databaseClusters, options: engineOptions },
  messages: {
    missing: 'Host {name} has no machine type of the level {level} of its cluster.',
    missingNext: { text: 'Host {name} has no machine type of the next level, {next}.', severity: 'warning' },
  },
  judge({ hosts, abilities, clusters, options }, found, { from, to }) {
    if (hosts.length === 0) return skip('the engine has no host');
    // Only an upgrade to another line is followed by a raise of the levels.
    const isRaised = from && to && (linesBetween(from, to) ?? 0) > 0;
    const levels = wordsOf(options.get('SupportedClusterLevels') ?? '').sort(compareLevels);
    return hosts.flatMap((host): Outcome[] => {
      const { machines = [] } = abilities.find(({ id }) => id === host.id) ?? {};
      const level = clusters.find(({ id }) => id === host.cluster)?.level;
      if (level === undefined) return [];
      if (machines.length === 0) return [undecided(`the engine does not know which machine types the host ${host.name} has: it has not been up yet`)];
      const lacks = (one: string): boolean | undefined => {
        const wanted = wordsOf(options.get('ClusterEmulatedMachines', one) ?? '');
        return wanted.length === 0 ? undefined : !wanted.some(machine => machines.includes(machine));
      };
      const [next, at, now] = [levels.find(one => compareLevels(one, level) > 0), { object: hostObject(host) }, lacks(level)];
      if (now === undefined) return [undecided(`the database does not say which machine types the level ${level} has`)];
      if (now) return [found.missing({ name: host.name, level }, at)];
      return isRaised && next !== undefined && lacks(next) === true ? [found.missingNext({ name: host.name, next }, at)] : [];
    });
  },
});
