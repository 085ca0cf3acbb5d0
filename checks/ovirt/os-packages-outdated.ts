import { check, lines } from '../../src/index.ts';
import { engineUpdates, type Update } from './facts/updates.ts';
import { GUIDE } from './references.ts';

/** What needs a restart of the machine or of the engine, and what others attack first. */
const CORE = /^(?:kernel|glibc|systemd|openssl|java|postgresql|rh-postgresql|httpd|gnutls|nss)/;
const SHOWN = 12;

export default check({
  id: 'ovirt/os-packages-outdated',
  title: 'The operating system of the engine is updated',
  severity: 'warning',
  applies: { platform: 'ovirt', phases: ['post'] },
  why: 'engine-setup updates the engine and nothing else. The guide updates the operating system after it.',
  fix: {
    commands: [lines('yum update')],
    note: 'The engine packages are locked and are not touched. On Enterprise Linux 8 and later: dnf upgrade --nobest.',
  },
  refs: [GUIDE],
  covers: ['A.1.13'],
  needs: { updates: engineUpdates },
  messages: {
    outdated: '{count} packages have an update, among them {names}.',
    setup: 'The setup package {name} has an update to {version}: there is a newer release of oVirt.',
  },
  *judge({ updates }, found) {
    const isSetup = ({ name }: Update): boolean => /^ovirt.*setup/.test(name);
    for (const { name, version } of updates.filter(isSetup)) yield found.setup({ name, version }, { object: `package ${name}` });
    const rest = updates.filter(one => !isSetup(one)).map(({ name }) => name);
    const first = [...rest.filter(name => CORE.test(name)), ...rest.filter(name => !CORE.test(name))].slice(0, SHOWN);
    if (rest.length > 0) yield found.outdated({ count: rest.length, names: first.join(', ') });
  },
});
