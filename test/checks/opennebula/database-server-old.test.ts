import check from '../../../checks/opennebula/database-server-old.ts';
import { cases } from '../../support/cases.ts';
import { ABSENT, DENIED, server, versionRows } from './rows.ts';

const versions = versionRows('6.8.0');
const given = (version: string) => ({ versions, server: server(version) });
const found = (product: string, version: string, oldest: string) => ({
  message: 'old' as const,
  data: { product, version, oldest },
  object: `${product} ${version}`,
});

cases(check, {
  on: { from: '6.8.3', to: '7.0.1', phase: 'pre' },
  passes: {
    'MySQL 8': { given: given('8.0.39-0ubuntu0.22.04.1') },
    'the first MySQL that does': { given: given('5.7.8-log') },
    'MariaDB 10.11': { given: given('10.11.8-MariaDB-ubu2204') },
    'the first MariaDB that does, as replication says it': { given: given('5.5.5-10.2.7-MariaDB') },
    'names in lower case, as MySQL has them': { given: { versions, server: [{ VARIABLE_NAME: 'version', VARIABLE_VALUE: '8.4.0' }] } },
  },
  fails: {
    'MySQL 5.7.7': { given: given('5.7.7'), finds: [found('MySQL', '5.7.7', '5.7.8')] },
    'MariaDB 10.2.6, which is newer than 5.7.8': { given: given('10.2.6-MariaDB-log'), finds: [found('MariaDB', '10.2.6', '10.2.7')] },
    'MariaDB 5.5': { given: given('5.5.68-MariaDB'), finds: [found('MariaDB', '5.5.68', '10.2.7')] },
  },
  skips: { SQLite: { given: { versions, server: ABSENT }, because: 'SQLite' } },
  unknown: {
    'the variables may not be read': { given: { versions, server: DENIED }, because: 'SELECT command denied' },
    'it says no version': { given: { versions, server: [] }, because: 'does not say its version' },
    'it says something else': { given: given('banana'), because: 'says its version is "banana"' },
    'it is no database of OpenNebula': { given: { versions: ABSENT, server: ABSENT }, because: 'versions of the database' },
  },
});
