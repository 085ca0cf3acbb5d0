import check from '../../../checks/opennebula/document-type-dropped.ts';
import { cases } from '../../support/cases.ts';
import { DENIED, HOSTILE } from './rows.ts';

const found = (id: number, type: number, what: string, name = 'a') => ({
  message: 'dropped' as const,
  data: { id, name, type, what },
  object: `document ${id}`,
  remedy: `onedb show-body document --id ${id}`,
});

cases(check, {
  on: { from: '6.10.2', to: '7.0.1', phase: 'pre' },
  passes: {
    'no documents': { given: { documents: [] } },
    'services and their templates': {
      given: {
        documents: [
          { oid: 1, name: 'a', type: 100 },
          { oid: 2, name: 'b', type: 101 },
        ],
      },
    },
  },
  fails: {
    'all others': {
      given: {
        documents: [
          { oid: 1, name: 'a', type: 102 },
          { oid: 2, name: 'a', type: 103 },
          { oid: 3, name: 'a', type: 104 },
          { oid: 4, name: HOSTILE, type: 400 },
        ],
      },
      finds: [
        found(1, 102, 'a provider'),
        found(2, 103, 'a provision'),
        found(3, 104, 'a provision template'),
        found(4, 400, 'of another program', HOSTILE),
      ],
    },
  },
  unknown: { 'the table may not be read': { given: { documents: DENIED }, because: 'SELECT command denied' } },
});
