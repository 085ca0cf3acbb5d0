import { attempt, check, skip, undecided } from '../../src/index.ts';
import { enginePackages } from './facts/packages.ts';
import { engineRepositories } from './facts/repositories.ts';
import { GUIDE, INSTALL_PAGE } from './references.ts';
import { RELEASE_PACKAGES, repositoryRemedy, targetLine } from './releases.ts';
import { ovirtRepositories } from './repositories.ts';

export default check({
  id: 'ovirt/release-package-missing',
  title: 'The package with the repositories of the target is installed',
  severity: 'warning',
  applies: { platform: 'ovirt', phases: ['pre', 'stopped', 'installed'], because: 'afterwards nothing is installed' },
  why: 'The release package brings the repositories and their keys, and keeps them current; files made by hand grow old.',
  fix: { missing: ({ line }) => repositoryRemedy(`${line}`), handMade: ({ line }) => repositoryRemedy(`${line}`) },
  refs: [GUIDE, INSTALL_PAGE],
  covers: ['A.1.4'],
  needs: { packages: enginePackages, repositories: attempt(engineRepositories) },
  messages: {
    missing: 'Neither the package {name} nor a repository of oVirt {line} is there.',
    handMade: { text: 'The package {name} is not installed; the repositories of oVirt {line} were made by hand.', severity: 'advice' },
    preRelease: { text: 'The package {name} brings packages that are not released.', severity: 'advice' },
  },
  judge({ packages, repositories }, found, context) {
    const line = targetLine(context);
    const names = RELEASE_PACKAGES.get(line ?? '');
    if (line === undefined || !names) return skip(`it is not known which package brings the repositories of oVirt ${line ?? 'of the target'}`);
    const early = ['pre', 'snapshot'].map(kind => `${names[0]}-${kind}`).filter(name => packages.get(name));
    const notes = early.map(name => found.preRelease({ name }, { object: `package ${name}` }));
    if (names.some(name => packages.get(name)) || early.length > 0) return notes;
    if ('reason' in repositories) return [undecided(repositories.reason)];
    const isThere = ovirtRepositories(repositories.value ?? []).some(({ of }) => of === line);
    return [found[isThere ? 'handMade' : 'missing']({ name: names[0]!, line }, { object: `package ${names[0]}` })];
  },
});
