import check from '../../../checks/opennebula/database-release-unsupported.ts';
import { cases } from '../../support/cases.ts';
import { ABSENT, versionRows } from './rows.ts';

const object = 'table db_versioning';

cases(check, {
  on: { from: '6.10.2', to: '7.0.1', phase: 'pre' },
  passes: {
    'the oldest, to the newest that is known': { given: { versions: versionRows('6.0.0') }, from: '6.0.1', to: '7.4.0' },
    'within one release': { given: { versions: versionRows('7.0.0') }, from: '7.0.0', to: '7.0.2' },
    '6.10, which is newer than 6.8': { given: { versions: versionRows('6.10.0') } },
  },
  fails: {
    'too old': {
      given: { versions: versionRows('5.12.0') },
      from: '5.12.0',
      finds: [{ message: 'tooOld', data: { database: '5.12.0' }, object, remedy: 'Upgrade to 6.10 first' }],
    },
    'a way down': {
      given: { versions: versionRows('7.0.0') },
      from: '7.0.1',
      to: '6.10.2',
      finds: [{ message: 'downgrade', data: { database: '7.0.0', to: '6.10.2', expected: '6.10.0' }, object }],
    },
    'a target that preflight does not know': {
      given: { versions: versionRows('7.0.0') },
      from: '7.0.1',
      to: '9.0.0',
      finds: [{ message: 'unknown', data: { database: '7.0.0', to: '9.0.0' }, object }],
    },
    'a development version': {
      given: { versions: versionRows('6.9.80') },
      finds: [{ message: 'unknown', data: { database: '6.9.80', to: '7.0.1' }, object }],
    },
  },
  unknown: {
    'it is another database': { given: { versions: ABSENT }, because: 'is not there' },
    'no row': { given: { versions: [] }, because: 'has no row' },
  },
});
