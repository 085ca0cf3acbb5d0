import { check, each, line, skip, undecided } from '../../src/index.ts';
import { nodeSystem } from './facts/platforms.ts';
import { certifiedFor, eachSystem } from './operating-systems.ts';

export default check({
  id: 'opennebula/node-os-unsupported',
  title: 'The operating system of every node is certified for the target',
  severity: 'blocker',
  applies: { platform: 'opennebula', phases: ['pre', 'stopped'] },
  why: 'The front-end copies its new drivers to every node as soon as it synchronises. The Ruby of an old system, such as that of CentOS 7, cannot run them, and the node goes into ERROR.',
  fix: 'Upgrade the operating system of the node before the front-end: disable the host, migrate its virtual machines, upgrade, enable it again.',
  refs: ['https://docs.opennebula.io/7.0/software/release_information/release_notes_70/platform_notes/'],
  covers: ['A.5.4'],
  needs: { systems: each(nodeSystem) },
  messages: {
    other: 'The node runs {os}, which is not certified for OpenNebula {target}: {certified}.',
    rebuild: {
      text: 'The node runs {os}, which is built from a certified release of RHEL and is not certified itself for OpenNebula {target}: {certified}.',
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
