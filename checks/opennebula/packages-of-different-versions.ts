import { check, type OnHost, type Outcome, sh, skip } from '../../src/index.ts';
import type { Package } from './facts/packages.ts';
import { frontendPackageNeeds, mainVersion, nodePackageNeeds, withPackages } from './hosts-with-packages.ts';
import { some } from './pools.ts';

/** Names by version, the version of most packages first. */
function byVersion(packages: readonly Package[]): (readonly [string, string[]])[] {
  const versions = [...new Set(packages.map(({ version }) => version))];
  return versions
    .map(version => [version, packages.filter(one => one.version === version).map(({ name }) => name)] as const)
    .sort((a, b) => b[1].length - a[1].length);
}

const say = (groups: readonly (readonly [string, readonly string[]])[]): string =>
  groups.map(([version, names]) => `${version} (${some(names)})`).join(', ');

function mixed({ host, value }: OnHost<readonly Package[]>) {
  const groups = byVersion(value);
  return groups.length < 2
    ? undefined
    : { data: { host, versions: say(groups), manager: value[0]!.by }, at: { host, object: 'OpenNebula packages' } };
}

export default check({
  id: 'opennebula/packages-of-different-versions',
  title: 'All packages of OpenNebula on a host have one version, and all front-ends have the same',
  severity: 'blocker',
  applies: { platform: 'opennebula', phases: ['pre', 'stopped', 'installed', 'post'] },
  why: 'The packages are released together and work together only in one version. FireEdge, onecfg and the migrators are what an upgrade of the package opennebula alone leaves behind.',
  fix: {
    mixed: ({ manager }) => ({
      text: 'Bring all of them to the version of the package opennebula. Before the upgrade, let the repository of the host be that of the installed release: with that of the target these commands begin the upgrade. Run onecfg upgrade afterwards, on a front-end.',
      down: 'every OpenNebula service, on a front-end',
      commands:
        manager === 'dpkg'
          ? [sh`apt-get update`, sh`apt-get install --only-upgrade ${'opennebula*'} python3-pyone`]
          : [sh`yum upgrade ${'opennebula*'} python3-pyone`],
    }),
    frontendsDiffer: 'Upgrade every front-end of the zone to the same version before any of them is started.',
  },
  refs: [
    'https://docs.opennebula.io/7.0/software/upgrade_process/upgrade_guide/upgrading_single/',
    'https://docs.opennebula.io/7.0/software/upgrade_process/upgrade_guide/upgrading_ha/',
  ],
  covers: ['A.5.2'],
  needs: { ...frontendPackageNeeds, ...nodePackageNeeds },
  messages: {
    mixed: 'Host {host} has packages of OpenNebula in several versions ({manager}): {versions}.',
    frontendsDiffer: 'Front-end {host} has opennebula {version}, and front-end {other} has {otherVersion}.',
  },
  judge({ frontendDeb, frontendRpm, nodeDeb, nodeRpm }, found) {
    const all = withPackages(frontendDeb, frontendRpm, nodeDeb, nodeRpm);
    if (all.length === 0) return skip('no host has packages of OpenNebula that a package manager installed');
    return [...all.flatMap(aboutHost), ...aboutFrontends(withPackages(frontendDeb, frontendRpm))];

    function aboutHost(one: OnHost<readonly Package[]>): Outcome[] {
      const problem = mixed(one);
      return problem ? [found.mixed(problem.data, problem.at)] : [];
    }

    function aboutFrontends(frontends: readonly OnHost<readonly Package[]>[]): Outcome[] {
      const [first, ...others] = frontends.flatMap(({ host, value }) => {
        const version = mainVersion(value);
        return version === undefined ? [] : [{ host, version }];
      });
      return others
        .filter(({ version }) => version !== first!.version)
        .map(({ host, version }) => found.frontendsDiffer({ host, version, other: first!.host, otherVersion: first!.version }, { host }));
    }
  },
});
