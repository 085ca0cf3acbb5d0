import { check, each, line, type OnHost, type Outcome, optional, sh, undecided, version } from '../../src/index.ts';
import { frontendRepositories, nodeRepositories } from './facts/repositories.ts';
import { answeredAll, frontendPackageNeeds, nodePackageNeeds, withPackages } from './hosts-with-packages.ts';
import { some } from './pools.ts';
import type { Repository } from './repositories.ts';

/** What both package managers of a host have. */
function repositoriesOn(host: string, answers: readonly (readonly OnHost<readonly Repository[] | undefined>[])[]): Repository[] {
  const found = answers.flatMap(all => all.filter(one => one.host === host).flatMap(({ value }) => value ?? []));
  return found.filter((one, index) => found.findIndex(({ path, line }) => path === one.path && line === one.line) === index);
}

const lineOf = ({ release }: Repository): string | undefined => {
  const read = version(release ?? '');
  return read && line(read);
};

/** Repositories of apt are in files of other names than those of yum. */
const refresh = (path: string) => (/\.(?:list|sources)$/.test(path) ? sh`apt-get update` : sh`yum clean all`);

export default check({
  id: 'opennebula/repository-not-of-target',
  title: 'On every host the repository of OpenNebula is that of the target',
  severity: 'warning',
  applies: { platform: 'opennebula', phases: ['pre', 'stopped'] },
  why: 'Package managers install the newest version that their repositories offer. With the old repository there is nothing to upgrade to; with two of them, packages of two releases get mixed.',
  fix: {
    other: ({ release, target }, { path = '', line: at = 1 }) => ({
      text: `Write the target in line ${at} of ${path}, and let the package manager read the list again.`,
      commands: [sh`sed -i.before-preflight ${`${at}s#/repo/${String(release).replaceAll('.', '[.]')}#/repo/${target}#g`} ${path}`, refresh(path)],
      undo: sh`mv ${`${path}.before-preflight`} ${path}`.text,
    }),
    beside: ({ release }, { path = '', line: at = 1 }) =>
      `Disable the repository of ${release} in line ${at} of ${path}, so that only that of the target is left.`,
    none: ({ target }) => `Configure the repository of OpenNebula ${target} for this operating system, as the page of the repositories says.`,
    versionless: 'Make sure that this address offers the packages of the target; preflight tells the release by the part /repo/X.Y of the address.',
  },
  refs: [
    'https://docs.opennebula.io/7.0/software/installation_process/manual_installation/opennebula_repository_configuration/',
    'https://docs.opennebula.io/7.0/software/upgrade_process/upgrade_guide/upgrading_single/',
  ],
  covers: ['A.5.5'],
  needs: {
    ...frontendPackageNeeds,
    ...nodePackageNeeds,
    frontendApt: each(optional(frontendRepositories.apt)),
    frontendYum: each(optional(frontendRepositories.rpm)),
    nodeApt: each(optional(nodeRepositories.apt)),
    nodeYum: each(optional(nodeRepositories.rpm)),
  },
  messages: {
    other: 'The repository of OpenNebula in {path} is of {release}, and none on this host is of the target {target}.',
    beside: 'The repository of OpenNebula in {path} is of {release}, beside that of the target {target}.',
    none: 'No enabled repository of OpenNebula is to be seen, and the host has {packages}; the target is {target}.',
    versionless: { text: 'The repository of OpenNebula in {path} does not say of which release it is; the target is {target}.', severity: 'advice' },
  },
  judge(evidence, found, { to }) {
    if (!to) return [undecided('the target version is not known: give it with --to')];
    const target = line(to);
    const hosts = withPackages(evidence.frontendDeb, evidence.frontendRpm, evidence.nodeDeb, evidence.nodeRpm);
    const { frontendApt, frontendYum, nodeApt, nodeYum } = evidence;
    const answered = [...answeredAll(frontendApt, frontendYum), ...answeredAll(nodeApt, nodeYum)];
    return hosts.flatMap(({ host, value }): Outcome[] => {
      if (!answered.includes(host)) return [];
      const all = repositoriesOn(host, [frontendApt, frontendYum, nodeApt, nodeYum]);
      const packages = some(
        value.map(({ name }) => name),
        3,
      );
      if (all.length === 0) return [found.none({ packages, target }, { host, object: 'repository of OpenNebula' })];
      return aboutAll(all, host);
    });

    function aboutAll(all: readonly Repository[], host: string): Outcome[] {
      const isThere = all.some(one => lineOf(one) === target);
      return all.flatMap(one => {
        const at = { host, path: one.path, line: one.line };
        const release = lineOf(one);
        if (release === target) return [];
        if (release === undefined) return isThere ? [] : [found.versionless({ path: one.path, target }, at)];
        return [found[isThere ? 'beside' : 'other']({ path: one.path, release: one.release ?? release, target }, at)];
      });
    }
  },
});
