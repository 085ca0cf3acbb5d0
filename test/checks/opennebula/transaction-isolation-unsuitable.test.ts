import check from '../../../checks/opennebula/transaction-isolation-unsuitable.ts';
import { cases } from '../../support/cases.ts';
import { ABSENT, DENIED, server, versionRows } from './rows.ts';

const versions = versionRows('6.10.0');

cases(check, {
  on: { from: '6.10.2', to: '7.0.1', phase: 'pre' },
  passes: { 'as OpenNebula wants it': { given: { versions, server: server('10.11.8-MariaDB') } } },
  fails: {
    'the default': {
      given: { versions, server: server('8.0.39', 'REPEATABLE-READ') },
      finds: [
        {
          message: 'isolation',
          data: { isolation: 'REPEATABLE-READ' },
          object: 'transaction isolation',
          remedy: 'SET GLOBAL TRANSACTION ISOLATION LEVEL READ COMMITTED;',
        },
      ],
    },
  },
  skips: { SQLite: { given: { versions, server: ABSENT }, because: 'SQLite' } },
  unknown: {
    'the variables may not be read': { given: { versions, server: DENIED }, because: 'SELECT command denied' },
    'it does not say': {
      given: { versions, server: [{ VARIABLE_NAME: 'version', VARIABLE_VALUE: '8.0.1' }] },
      because: 'does not say how it isolates',
    },
  },
});
