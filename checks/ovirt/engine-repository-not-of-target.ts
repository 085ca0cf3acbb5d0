import { check, sh, skip, undecided } from '../../src/index.ts';
import { engineRepositories } from './facts/repositories.ts';
import { GUIDE, INSTALL_PAGE } from './references.ts';
import { repositoryRemedy, targetLine } from './releases.ts';
import { type OvirtRepository, ovirtRepositories, ownRepositories } from './repositories.ts';

export default check({
  id: 'ovirt/engine-repository-not-of-target',
  title: 'The engine has the repository of the target and of no other line',
  severity: 'blocker',
  applies: { platform: 'ovirt', phases: ['pre', 'stopped', 'installed'], because: 'afterwards nothing is installed' },
  why: 'The engine is updated from the repositories of one release line; without them there is no update, and with two of them packages of both are mixed.',
  fix: {
    missing: ({ line }) => repositoryRemedy(`${line}`),
    disabled: ({ section }) => ({ commands: [sh`yum-config-manager --enable ${section}`], undo: sh`yum-config-manager --disable ${section}`.text }),
    otherLine: ({ section }) => ({ commands: [sh`yum-config-manager --disable ${section}`], undo: sh`yum-config-manager --enable ${section}`.text }),
    incomplete: repositoryRemedy('4.5'),
  },
  refs: [GUIDE, INSTALL_PAGE],
  covers: ['A.1.3'],
  needs: { repositories: engineRepositories },
  messages: {
    missing: 'No repository of oVirt {line} is there.',
    disabled: 'The repository {section} of oVirt {line} is not enabled.',
    otherLine: { text: 'The repository {section} of oVirt {other} is enabled beside that of {line}.', severity: 'warning' },
    incomplete: 'Of the repositories of oVirt 4.5, {missing} is not enabled; both centos-ovirt45 and ovirt-45-upstream are needed.',
  },
  judge({ repositories }, found, context) {
    const line = targetLine(context);
    if (!repositories) return skip('there is no folder with repositories of yum');
    if (line === undefined) return [undecided('neither the version in use nor the target is known')];
    const all = ovirtRepositories(repositories);
    const wanted = all.filter(({ of, isTest }) => of === line && !isTest);
    const unclear = wanted.find(({ enabled }) => enabled === undefined);
    if (unclear) return [undecided(`${unclear.path} line ${unclear.line}: enabled of ${unclear.section} is neither yes nor no`)];
    const others = all
      .filter(({ of, enabled }) => of !== line && enabled)
      .map(({ section, of, path, line: at }) => found.otherLine({ section, other: of, line }, { object: `repository ${section}`, path, line: at }));
    if (wanted.some(({ enabled }) => enabled))
      return [...missingHalf(wanted).map(missing => found.incomplete({ missing }, { object: `repository ${missing}` })), ...others];
    const [first] = wanted;
    if (first)
      return [
        found.disabled({ section: first.section, line }, { object: `repository ${first.section}`, path: first.path, line: first.line }),
        ...others,
      ];
    const [own] = ownRepositories(repositories);
    return own
      ? [undecided(`the repository ${own.section} may have oVirt ${line}: neither its name nor its address says so`)]
      : [found.missing({ line }), ...others];
  },
});

/** Oneself may have one repository for both; who has one by its own name needs the other. */
function missingHalf(wanted: readonly OvirtRepository[]): string[] {
  const halves = ['centos-ovirt45', 'ovirt-45-upstream'];
  const there = wanted.filter(({ enabled }) => enabled).map(({ section }) => section);
  return there.every(section => halves.includes(section)) ? halves.filter(half => wanted[0]?.of === '4.5' && !there.includes(half)) : [];
}
