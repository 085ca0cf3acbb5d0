import check from '../../../checks/opennebula/database-charset-mismatch.ts';
import { cases } from '../../support/cases.ts';
import { ABSENT, DENIED } from './rows.ts';

const attributes = [{ name: 'RAFT_STATE' }];
const row = (table: string, collation: string) => ({ TABLE_NAME: table, TABLE_COLLATION: collation, DATA_LENGTH: 16384, INDEX_LENGTH: 0 });
const given = (charset: string, collation: string) => ({
  attributes,
  schema: [{ SCHEMA_NAME: 'opennebula', DEFAULT_CHARACTER_SET_NAME: charset }],
  tables: [row('vm_pool', 'latin1_swedish_ci'), row('system_attributes', collation)],
});
const found = (message: 'differ' | 'alias', database: string, charset: string) => ({
  message,
  data: { database, table: 'system_attributes', charset },
  object: 'table system_attributes',
});

cases(check, {
  on: { from: '6.10.2', to: '7.0.1', phase: 'pre' },
  passes: {
    'utf8mb4 everywhere': { given: given('utf8mb4', 'utf8mb4_general_ci') },
    'a binary collation': { given: given('latin1', 'latin1_bin') },
    'binary, which has no second word': { given: given('binary', 'binary') },
  },
  fails: {
    'a database that was created anew': {
      given: given('utf8mb4', 'utf8mb3_general_ci'),
      finds: [{ ...found('differ', 'utf8mb4', 'utf8mb3'), remedy: 'CHARACTER SET utf8mb3;' }],
    },
    'two names of one': { given: given('utf8', 'utf8mb3_general_ci'), finds: [found('alias', 'utf8', 'utf8mb3')] },
    'and the other way round': { given: given('utf8mb3', 'utf8_unicode_ci'), finds: [found('alias', 'utf8mb3', 'utf8')] },
    'a hostile name': { given: given('utf8', 'x; DROP_y'), finds: [{ ...found('differ', 'utf8', 'x; DROP'), remedy: 'CHARACTER SET xDROP;' }] },
  },
  skips: { SQLite: { given: { attributes, schema: ABSENT, tables: ABSENT }, because: 'SQLite' } },
  unknown: {
    'the tables may not be read': { given: { ...given('utf8', 'utf8_bin'), tables: DENIED }, because: 'SELECT command denied' },
    'the table that is described may not be read': {
      given: { ...given('utf8', 'utf8_bin'), attributes: DENIED },
      because: 'names of system attributes',
    },
    'there is no such schema': { given: { ...given('utf8', 'utf8_bin'), schema: [] }, because: 'the server shows no schema opennebula' },
    'there is no such table': { given: { ...given('utf8', 'utf8_bin'), tables: [] }, because: 'describes no table system_attributes' },
  },
});
