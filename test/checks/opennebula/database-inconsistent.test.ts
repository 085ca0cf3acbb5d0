import check from '../../../checks/opennebula/database-inconsistent.ts';
import { cases } from '../../support/cases.ts';
import { cluster, frontend } from './support.ts';

const LOG = '/var/log/one/onedb-fsck.log';
const log = (...counts: [number, number, number]): string =>
  `VM 12 has wrong VCENTER_PASSWORD=s3cret-canary\n\nTotal errors found: ${counts[0]}\nTotal errors repaired: ${counts[1]}\nTotal errors unrepaired: ${counts[2]}\n\nA copy of this output was stored in ${LOG}\n`;
const dry = (...counts: [number, number, number]): string =>
  `\nTotal errors found: ${counts[0]}\nTotal repairable errors: ${counts[1]}\nTotal unrepairable errors: ${counts[2]}\n\nDry run, no changes have been written to the DB\n`;
const given = (text: string, mtime = '2026-11-21T01:30:00Z') => ({ ...frontend('7.0.1'), log: text, age: [{ path: LOG, mtime }] });
const at = { host: 'frontend', path: LOG };
const NEEDS = ['oned', 'said', 'deb', 'rpm', 'shipped', 'log', 'age'] as const;

cases(check, {
  on: { from: '6.10.2', to: '7.0.1', phase: 'installed' },
  passes: {
    'no errors': { given: given(log(0, 0, 0)) },
    'no errors in a dry run': { given: given(dry(0, 0, 0)) },
    'a cluster, whose other servers get a copy': {
      given: cluster({ fe1: given(log(0, 0, 0)), fe2: { ...frontend('7.0.1'), age: [] }, fe3: given(log(1, 0, 1), '2024-01-01T01:30:00Z') }, NEEDS),
    },
  },
  notes: { 'all repaired': { given: given(log(2, 2, 0)), finds: [{ message: 'repaired', data: { found: 2 }, ...at }] } },
  fails: {
    'one could not be repaired': {
      given: given(log(2, 1, 1)),
      finds: [{ message: 'unrepaired', data: { found: 2, unrepairable: 1 }, ...at, remedy: "grep -F '[UNREPAIRED]'" }],
    },
    'a dry run that found some': { given: given(dry(2, 2, 0)), finds: [{ message: 'found', data: { found: 2 }, ...at, remedy: 'onedb fsck' }] },
    'a dry run that found one beyond repair': {
      given: given(dry(2, 1, 1)),
      finds: [{ message: 'unrepaired', data: { found: 2, unrepairable: 1 }, ...at }],
    },
  },
  unknown: {
    'it never ran': { given: { ...frontend('7.0.1'), age: [] }, because: 'run onedb fsck after onedb upgrade' },
    'it ran days ago': { given: given(log(0, 0, 0), '2026-11-19T01:30:00Z'), because: 'more than a day ago' },
    'it broke off': { given: given('VM 12 has\n'), because: 'does not end as a whole run' },
    'another release than the tool': {
      given: given('Version mismatch: fsck file is for version\nShared: 7.0.0, Local: 7.0.0\n'),
      because: 'does not end as a whole run',
    },
  },
});
