import check from '../../../checks/opennebula/database-versions-differ.ts';
import { cases } from '../../support/cases.ts';
import { ABSENT, DENIED, localRows, versionRows } from './rows.ts';

const found = (message: 'differ' | 'slave', shared: string, local: string) => ({
  message,
  data: { shared, local },
  object: 'table local_db_versioning',
});

cases(check, {
  on: { from: '6.10.2', to: '7.0.1', phase: 'pre' },
  passes: {
    'the same': { given: { shared: versionRows('5.12.0', '6.10.0'), local: localRows('6.10.0') } },
    'a database from before there were two': { given: { shared: versionRows('6.10.0'), local: ABSENT } },
    'no version at all, which another check tells': { given: { shared: [], local: localRows('6.10.0') } },
  },
  notes: {
    'a slave whose master is upgraded': {
      given: { shared: versionRows('7.0.0'), local: localRows('6.10.0', 1) },
      phase: 'installed',
      finds: [found('slave', '7.0.0', '6.10.0')],
    },
  },
  fails: {
    'an upgrade that stopped half way': {
      given: { shared: versionRows('7.0.0'), local: localRows('6.10.0') },
      phase: 'installed',
      finds: [{ ...found('differ', '7.0.0', '6.10.0'), remedy: 'onedb upgrade -v' }],
    },
    'a slave that was left so': {
      given: { shared: versionRows('7.0.0'), local: localRows('6.10.0', 1) },
      phase: 'post',
      finds: [found('differ', '7.0.0', '6.10.0')],
    },
    'no row': {
      given: { shared: versionRows('7.0.0'), local: [] },
      finds: [{ message: 'unversioned', data: {}, object: 'table local_db_versioning' }],
    },
  },
  unknown: {
    'the table may not be read': {
      given: { shared: versionRows('7.0.0'), local: DENIED },
      because: 'versions of the local tables on database: SELECT',
    },
    'it is another database': { given: { shared: ABSENT, local: ABSENT }, because: 'versions of the database' },
  },
});
