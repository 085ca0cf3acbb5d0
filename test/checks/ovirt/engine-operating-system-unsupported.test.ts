import fc from 'fast-check';
import { expect, test } from 'vitest';
import check from '../../../checks/ovirt/engine-operating-system-unsupported.ts';
import { operatingSystem } from '../../../checks/ovirt/facts/operating-system.ts';
import { cases } from '../../support/cases.ts';

const os = (id: string, version: string, name = `${id} ${version}`) => ({
  system: `NAME="x"\nID="${id}"\nID_LIKE="fedora"\nVERSION_ID="${version}"\nPRETTY_NAME="${name}"\n`,
});
const place = { host: 'engine', object: 'operating system', path: '/etc/os-release' };
const R45 = 'Enterprise Linux 8.6 to 9';

cases(check, {
  on: { from: '4.4.10.7', to: '4.5.6', phase: 'pre' },
  passes: {
    'Rocky 8.6, the oldest': { given: os('rocky', '8.6') },
    '8.10 is not 8.1': { given: os('almalinux', '8.10') },
    'RHEL 9': { given: os('rhel', '9.4') },
    'EL10 for 4.5.7': { given: os('rhel', '10.0'), to: '4.5.7' },
    'EL9 where the target is only a line': { given: os('rocky', '9.3'), to: '4.5' },
    'RHEL 7 for 4.3': { given: os('rhel', '7.9'), from: '4.3.10', to: '4.3.11' },
    'a rebuild that says so': { given: { system: "ID=exotic\nID_LIKE='rhel fedora'\nVERSION_ID=8.8\n" } },
  },
  notes: {
    'EL7 on the way to 4.4': {
      given: os('rhel', '7.9'),
      from: '4.3.11',
      to: '4.4.10',
      finds: [{ message: 'newMachine', data: { name: 'rhel 7.9', target: '4.4.10', range: 'Enterprise Linux 8.2 or a newer 8' }, ...place }],
    },
  },
  fails: {
    '8.5 for 4.5': { given: os('rocky', '8.5'), finds: [{ message: 'tooOld', data: { name: 'rocky 8.5', target: '4.5.6', range: R45 }, ...place }] },
    'EL8 for 4.5.7': {
      given: os('rocky', '8.10'),
      to: '4.5.7',
      finds: [
        { message: 'tooOld', data: { name: 'rocky 8.10', target: '4.5.7', range: 'Enterprise Linux 9 to 10' }, ...place, remedy: 'engine-backup' },
      ],
    },
    'EL9 for 4.4': {
      given: os('rhel', '9.0'),
      to: '4.4.10',
      finds: [{ message: 'tooNew', data: { name: 'rhel 9.0', target: '4.4.10', range: 'Enterprise Linux 8.2 or a newer 8' }, ...place }],
    },
    Fedora: { given: os('fedora', '38'), finds: [{ message: 'other', data: { name: 'fedora 38' }, ...place }] },
    'CentOS Stream 8, which has no minor version': {
      given: os('centos', '8'),
      finds: [{ message: 'endOfLife', data: { name: 'centos 8' }, ...place }],
    },
    'CentOS 7, with a hostile name': {
      given: os('centos', '7', '\u001b[2J CentOS __proto__'),
      from: '4.3.10',
      to: '4.3.11',
      finds: [{ message: 'endOfLife', data: { name: '\u001b[2J CentOS __proto__' }, ...place }],
    },
  },
  unknown: {
    'EL8 where the target is only 4.5': { given: os('rocky', '8.8'), to: '4.5', because: '4.5.7 and newer are for Enterprise Linux 9 and 10' },
    'no file': { given: {}, because: 'operating system on engine' },
    'an empty file': { given: { system: '' }, because: 'it has no ID' },
    'no version': { given: { system: 'ID=rocky\n' }, because: 'does not say which release' },
    'an engine that nobody knows': { given: os('rhel', '10.0'), to: '5.0', because: 'preflight does not know what oVirt 5.0 needs' },
  },
});

test('any text is read or refused, and never hangs', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), text => {
      expect(operatingSystem(`ID=rhel\nVERSION_ID=9.1\n#${text.replaceAll(/[\r\n]/g, '')}`)).toMatchObject({ major: 9, minor: 1 });
    }),
  );
});
