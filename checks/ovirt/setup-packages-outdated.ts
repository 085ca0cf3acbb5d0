import { attempt, check, skip, undecided } from '../../src/index.ts';
import { enginePackages } from './facts/packages.ts';
import { setupUpdates } from './facts/updates.ts';
import { GUIDE, SETUP_SOURCE } from './references.ts';
import { reaches, updateSetup } from './releases.ts';

export default check({
  id: 'ovirt/setup-packages-outdated',
  title: 'The setup packages are those of the target',
  severity: 'blocker',
  applies: { platform: 'ovirt', phases: ['stopped', 'installed'], because: 'the setup packages are updated just before engine-setup' },
  why: 'engine-setup stops where the repositories have newer setup packages than those that run it.',
  fix: updateSetup,
  refs: [GUIDE, SETUP_SOURCE],
  covers: ['A.1.5'],
  needs: { packages: enginePackages, updates: attempt(setupUpdates) },
  messages: {
    older: 'The package ovirt-engine-setup is {installed}, older than the target {target}.',
    outdated: 'The repository {repository} has {name} {version}, newer than what is installed.',
  },
  judge({ packages, updates }, found, { to }) {
    const installed = packages.get('ovirt-engine-setup')?.version;
    if (installed === undefined) return skip('the package ovirt-engine-setup is not installed');
    const isReached = reaches(installed, to);
    if (to && isReached === false) return [found.older({ installed, target: to.text }, { object: 'package ovirt-engine-setup' })];
    if ('value' in updates) {
      return updates.value.map(({ name, version, repository }) => found.outdated({ name, version, repository }, { object: `package ${name}` }));
    }
    return isReached ? [] : [undecided(updates.reason)];
  },
});
