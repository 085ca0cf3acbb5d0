import { check, each, line, skip, undecided } from '../../src/index.ts';
import { frontendSystem } from './facts/platforms.ts';
import { certifiedFor, eachSystem } from './operating-systems.ts';

export default check({
  id: 'opennebula/frontend-os-unsupported',
  title: 'The operating system of every front-end is certified for the target',
  severity: 'blocker',
  applies: { platform: 'opennebula', phases: ['pre', 'stopped'] },
  why: 'There are no packages of the target for other systems, or they depend on versions of Ruby and of libraries that the system does not have: the upgrade of the packages stops half-way.',
  fix: 'Upgrade the operating system of the front-end first, to a release that both the installed and the new OpenNebula support, or install a new front-end there and move the database and the configuration.',
  refs: ['https://docs.opennebula.io/7.0/software/release_information/release_notes_70/platform_notes/'],
  covers: ['A.5.3'],
  needs: { systems: each(frontendSystem) },
  messages: {
    other: 'The front-end runs {os}, which is not certified for OpenNebula {target}: {certified}.',
    rebuild: {
      text: 'The front-end runs {os}, which is built from a certified release of RHEL and is not certified itself for OpenNebula {target}: {certified}.',
      severity: 'warning',
    },
  },
  judge({ systems }, found, { to }) {
    if (!to) return [undecided('the target version is not known: give it with --to')];
    const [target, certified] = [line(to), certifiedFor(to)];
    if (target.startsWith('6.')) return skip(`the certified systems of OpenNebula ${target} are not in preflight`);
    if (certified === '') return [undecided(`the certified systems of OpenNebula ${target} are not known`)];
    return eachSystem(systems, to, (standing, host, os) => found[standing]({ os, target, certified }, { host, object: 'operating system' }));
  },
});
