import { check, each, type Outcome, optional, sh, skip } from '../../src/index.ts';
import { nodePackages } from './facts/packages.ts';

export default check({
  id: 'opennebula/node-package-unconfigured',
  title: 'dpkg has finished the installation of OpenNebula on every node',
  severity: 'blocker',
  applies: { platform: 'opennebula', phases: ['installed', 'post'] },
  why: 'The package of a KVM node fails to configure where the user or group swtpm is missing (7.0.1), or for other reasons of the system. libvirt and sudo are then not set up for OpenNebula, and dpkg refuses further work.',
  fix: {
    unconfigured: ({ package: name }) => ({
      text: `Look at what dpkg says, install what it lacks, and let it finish ${name}.`,
      commands: [sh`apt-get install swtpm`, sh`dpkg --configure -a`],
    }),
  },
  refs: ['https://github.com/OpenNebula/one/issues/7329', 'https://github.com/OpenNebula/one/issues/7068'],
  covers: ['A.5.7'],
  needs: { packages: each(optional(nodePackages.deb)) },
  messages: { unconfigured: 'The package {package} {version} is not installed completely: dpkg says {status}.' },
  judge({ packages }, found) {
    const known = packages.filter(({ value }) => value !== undefined && value.length > 0);
    if (packages.length > 0 && known.length === 0) return skip('no node has packages of OpenNebula that dpkg installed');
    return known.flatMap(({ host, value = [] }): Outcome[] =>
      value
        .filter(({ status }) => !/^[a-z]i$/.test(status))
        .map(({ name, version, status }) => found.unconfigured({ package: name, version, status }, { host, object: `package ${name}` })),
    );
  },
});
