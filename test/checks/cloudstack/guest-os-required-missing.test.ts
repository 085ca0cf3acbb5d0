import check from '../../../checks/cloudstack/guest-os-required-missing.ts';
import { cases } from '../../support/cases.ts';

const names = [
  'CentOS 8',
  'Debian GNU/Linux 10 (32-bit)',
  'Debian GNU/Linux 10 (64-bit)',
  'SUSE Linux Enterprise Server 15 (64-bit)',
  'Windows Server 2019 (64-bit)',
];
const table = (...all: string[]) => all.map((display_name, index) => ({ id: index + 1, display_name }));
const missing = (name: string, category: number, remedy?: string) =>
  ({ message: 'missing', data: { name, category }, object: `guest OS ${name}`, ...(remedy && { remedy }) }) as const;

cases(check, {
  on: { from: '4.17.2.0', to: '4.18.0.0', phase: 'pre' },
  passes: {
    'all five': { given: { guestOs: table(...names, 'Other') } },
    'another case and trailing blanks, which MySQL does not see': {
      given: { guestOs: table(...names.map(name => `${name.toUpperCase()} `)) },
      to: '4.20.1.0',
    },
    'twice the same': { given: { guestOs: table(...names, ...names) }, from: '4.13.1.0', phase: 'installed' },
  },
  fails: {
    'one is missing': {
      given: { guestOs: table(...names.slice(1)) },
      finds: [missing('CentOS 8', 1, "VALUES (UUID(), 1, 'CentOS 8', now(), 0);")],
    },
    'names that are like it': {
      given: { guestOs: table(...names.slice(0, 4), 'Windows Server 2019', '__proto__') },
      finds: [missing('Windows Server 2019 (64-bit)', 6, "'Windows Server 2019 (64-bit)'")],
    },
    'an empty table': {
      given: { guestOs: [] },
      finds: [
        missing('CentOS 8', 1),
        missing('Debian GNU/Linux 10 (32-bit)', 2),
        missing('Debian GNU/Linux 10 (64-bit)', 2),
        missing('SUSE Linux Enterprise Server 15 (64-bit)', 5),
        missing('Windows Server 2019 (64-bit)', 6),
      ],
    },
  },
  unknown: {
    'it must not be read': { given: { guestOs: { status: 'denied', reason: 'SELECT command denied' } }, because: 'SELECT command denied' },
    'no table': { given: {}, because: 'guest operating systems on database' },
  },
});
