import check from '../../../checks/opennebula/transaction-isolation-unsuitable.ts';
import { cases } from '../../support/cases.ts';
import { on } from './clusters.ts';
import { ABSENT, DENIED, server, versionRows } from './rows.ts';

const versions = versionRows('6.10.0');

cases(check, {
  on: { from: '6.10.2', to: '7.0.1', phase: 'pre' },
  passes: { 'as OpenNebula wants it': { given: { versions, servers: server('10.11.8-MariaDB') } } },
  fails: {
    'the default': {
      given: { versions, servers: server('8.0.39', 'REPEATABLE-READ') },
      finds: [
        {
          message: 'isolation',
          data: { isolation: 'REPEATABLE-READ' },
          object: 'transaction isolation',
          remedy: 'SET GLOBAL TRANSACTION ISOLATION LEVEL READ COMMITTED;',
        },
      ],
    },
    'one of the three servers of a cluster': {
      given: {
        versions: on({ db1: versions, db2: versions, db3: versions }),
        servers: on({ db1: server('10.11.8-MariaDB'), db2: server('10.11.8-MariaDB'), db3: server('10.11.8-MariaDB', 'REPEATABLE-READ') }),
      },
      finds: [{ message: 'isolation', data: { isolation: 'REPEATABLE-READ' }, host: 'db3', object: 'transaction isolation' }],
    },
  },
  skips: { SQLite: { given: { versions, servers: ABSENT }, because: 'SQLite' } },
  unknown: {
    'the variables may not be read': { given: { versions, servers: DENIED }, because: 'SELECT command denied' },
    'it does not say': {
      given: { versions, servers: [{ VARIABLE_NAME: 'version', VARIABLE_VALUE: '8.0.1' }] },
      because: 'does not say how it isolates',
    },
  },
});
