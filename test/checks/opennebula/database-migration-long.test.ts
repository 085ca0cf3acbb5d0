import check from '../../../checks/opennebula/database-migration-long.ts';
import { cases } from '../../support/cases.ts';
import { DENIED } from './rows.ts';

const many = (count: number) => Array.from({ length: count }, (_, oid) => ({ oid }));

cases(check, {
  on: { from: '6.8.3', to: '7.0.1', phase: 'pre' },
  passes: { none: { given: { count: [] } }, 'fifty thousand': { given: { count: many(50_000) } } },
  fails: {
    'one more': {
      given: { count: many(50_001) },
      finds: [
        {
          message: 'long',
          data: { count: 50_001, minutes: 21 },
          object: 'table vm_pool',
          remedy: 'onedb purge-done --end 2024/12/31',
        },
      ],
    },
  },
  unknown: { 'the table may not be read': { given: { count: DENIED }, because: 'SELECT command denied' } },
});
