import check from '../../../checks/opennebula/replicated-log-unapplied.ts';
import { cases } from '../../support/cases.ts';
import { DENIED } from './rows.ts';

const rows = [{ log_index: 41 }, { log_index: 42 }];
const object = 'table logdb';

cases(check, {
  on: { from: '6.10.2', to: '7.0.1', phase: 'stopped' },
  passes: { 'all applied': { given: { log: [] } } },
  notes: { 'with oned running': { given: { log: rows }, phase: 'pre', finds: [{ message: 'running', data: { count: 2 }, object }] } },
  fails: {
    'on the second of two databases': {
      given: { log: { on: { db1: [], db2: rows } } },
      finds: [{ message: 'waiting', data: { count: 2 }, host: 'db2', object, remedy: 'Start the oned of the old release' }],
    },
  },
  unknown: { 'the table may not be read': { given: { log: DENIED }, because: 'SELECT command denied' } },
});
