import { attempt, check, skip, undecided } from '../../src/index.ts';
import { enginePackages } from './facts/packages.ts';
import { upgradeCheck } from './facts/updates.ts';
import { GUIDE, UPGRADE_CHECK_SOURCE } from './references.ts';
import { reaches, repositoryRemedy } from './releases.ts';

export default check({
  id: 'ovirt/setup-update-unavailable',
  title: 'The repositories offer the setup packages of the target',
  severity: 'warning',
  applies: { platform: 'ovirt', phases: ['pre'] },
  why: 'The update begins with newer setup packages. Where the repositories have none, engine-setup would change nothing.',
  fix: {
    notOffered: ({ target }) => repositoryRemedy(`${target}`.split('.').slice(0, 2).join('.')),
    problem: 'Mend the repositories, then run engine-upgrade-check as root until it says whether there is an update.',
  },
  refs: [GUIDE, UPGRADE_CHECK_SOURCE],
  covers: ['A.1.1'],
  needs: { packages: enginePackages, upgrade: attempt(upgradeCheck) },
  messages: {
    notOffered: 'The repositories offer no update of ovirt-engine-setup, which is {installed}; the target is {target}.',
    problem: 'engine-upgrade-check could not look for updates: {problem}.',
    nothing: {
      text: 'The repositories offer no update of ovirt-engine-setup, which is {installed}. Of other packages engine-upgrade-check says nothing.',
      severity: 'note',
    },
  },
  judge({ packages, upgrade }, found, { to }) {
    const installed = packages.get('ovirt-engine-setup')?.version;
    if (installed === undefined) return skip('the package ovirt-engine-setup is not installed, so that nothing here is updated by engine-setup');
    if (reaches(installed, to)) return [];
    if ('reason' in upgrade) return upgrade.status === 'absent' ? skip('engine-upgrade-check is not installed') : [undecided(upgrade.reason)];
    if ('problem' in upgrade.value) return [found.problem({ problem: upgrade.value.problem.replace(/\.$/, '') })];
    if (upgrade.value.isOffered) return [];
    const isExpected = reaches(installed, to) === false;
    return [to && isExpected ? found.notOffered({ installed, target: to.text }) : found.nothing({ installed })];
  },
});
