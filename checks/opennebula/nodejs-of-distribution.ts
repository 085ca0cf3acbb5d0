import { check, each, optional, sh, skip } from '../../src/index.ts';
import { NODEJS_PARTS, nodejsPackages } from './facts/packages.ts';
import { frontendSystem } from './facts/platforms.ts';
import { isEnterprise } from './operating-systems.ts';

const NEEDED = 20;
const majorOf = (version: string): number => Number(/^\d+/.exec(version)?.[0] ?? Number.NaN);

export default check({
  id: 'opennebula/nodejs-of-distribution',
  title: 'No front-end on RHEL 9 has the Node.js of the distribution, which is in the way of the new one',
  severity: 'blocker',
  applies: {
    platform: 'opennebula',
    phases: ['pre', 'stopped'],
    paths: [{ from: '<7.2', to: '7.2' }],
    because: 'FireEdge needs Node.js 20 since 7.2, and the conflict is one of the packages of 7.2',
  },
  why: 'FireEdge of 7.2 needs Node.js 20 in one package. The distribution has version 16 in several, whose files conflict: the upgrade of the packages is refused, or FireEdge does not start.',
  fix: {
    old: ({ packages }) => ({
      text: 'When the packages are upgraded, and not before: remove those of the distribution without what depends on them, and upgrade at once. FireEdge does not run in between.',
      down: 'every OpenNebula service on this front-end',
      commands: [
        ...String(packages)
          .split(' ')
          .map(name => sh`rpm -e --nodeps ${name}`),
        sh`yum upgrade opennebula`,
      ],
      undo: sh`dnf install nodejs npm`.text,
    }),
  },
  refs: ['https://github.com/OpenNebula/one/issues/7620', 'https://docs.opennebula.io/7.2/software/release_information/release_notes/known_issues/'],
  covers: ['A.5.6'],
  needs: { systems: each(frontendSystem), packages: each(optional(nodejsPackages)) },
  messages: { old: 'The front-end ({os}) has nodejs {version} of the distribution; these packages are in the way: {packages}.' },
  judge({ systems, packages }, found) {
    const enterprise = systems.filter(({ value }) => isEnterprise(value, '9'));
    if (systems.length > 0 && enterprise.length === 0) return skip('no front-end runs RHEL 9 or a system built from it');
    return enterprise.flatMap(({ host, value: { name } }) => {
      const installed = packages.find(one => one.host === host)?.value;
      const version = installed?.get('nodejs');
      if (!installed || version === undefined || !(majorOf(version) < NEEDED)) return [];
      const names = ['nodejs', ...NODEJS_PARTS].filter(part => installed.has(part));
      return [found.old({ os: name, version, packages: names.join(' ') }, { host, object: 'package nodejs' })];
    });
  },
});
