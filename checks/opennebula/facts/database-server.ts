import { fact, integer, rows, table, text } from '../../../src/index.ts';

/** Names of variables, as MySQL writes them in lower case and MariaDB in upper case. */
const VARIABLES = ['version', 'transaction_isolation', 'tx_isolation'];
const BOTH_CASES = { column: 'VARIABLE_NAME', in: VARIABLES.flatMap(name => [name, name.toUpperCase()]) };
const COLUMNS = ['VARIABLE_NAME', 'VARIABLE_VALUE'];

export interface DatabaseServer {
  /** `10.11.8-MariaDB-ubu2204`, `8.0.39` */
  readonly version: string;
  /** `READ-COMMITTED`, `REPEATABLE-READ`; undefined where the server does not say. */
  readonly isolation: string | undefined;
}

/** The MySQL or MariaDB server. It is absent in an SQLite file, which has no such tables. */
export const databaseServer = fact({
  id: 'opennebula.database-server',
  title: 'variables of the database server',
  role: 'database',
  query: [
    table('performance_schema.global_variables', { columns: COLUMNS, where: BOTH_CASES }),
    table('information_schema.GLOBAL_VARIABLES', { columns: COLUMNS, where: BOTH_CASES }),
  ],
  parse: (body): DatabaseServer => {
    const all = new Map(rows({ VARIABLE_NAME: text, VARIABLE_VALUE: text })(body).map(row => [row.VARIABLE_NAME.toLowerCase(), row.VARIABLE_VALUE]));
    const version = all.get('version');
    if (version === undefined) throw new Error('the server does not say its version');
    return { version, isolation: all.get('transaction_isolation') ?? all.get('tx_isolation') };
  },
});

/** The character set of the schema. The real name of the schema stands for `opennebula`. */
export const schemaCharset = fact({
  id: 'opennebula.schema-charset',
  title: 'the character set of the database',
  role: 'database',
  query: table('information_schema.SCHEMATA', {
    columns: ['SCHEMA_NAME', 'DEFAULT_CHARACTER_SET_NAME'],
    where: { column: 'SCHEMA_NAME', equals: 'opennebula' },
  }),
  parse: (body): string => {
    const [row] = rows({ SCHEMA_NAME: text, DEFAULT_CHARACTER_SET_NAME: text })(body);
    if (!row) throw new Error('the server shows no schema opennebula; if it has another name, say database: in the target');
    return row.DEFAULT_CHARACTER_SET_NAME;
  },
});

export interface TableStatus {
  readonly table: string;
  /** `utf8mb4_general_ci` */
  readonly collation: string;
  readonly bytes: number;
}

/** The tables as the server describes them. */
export const tableStatus = fact({
  id: 'opennebula.table-status',
  title: 'the description of the tables',
  role: 'database',
  query: table('information_schema.TABLES', {
    columns: ['TABLE_NAME', 'TABLE_COLLATION', 'DATA_LENGTH', 'INDEX_LENGTH'],
    where: {
      all: [
        { column: 'TABLE_SCHEMA', equals: 'opennebula' },
        { column: 'TABLE_COLLATION', is: 'not null' },
      ],
    },
  }),
  parse: (body): TableStatus[] =>
    rows({ TABLE_NAME: text, TABLE_COLLATION: text, DATA_LENGTH: integer, INDEX_LENGTH: integer })(body).map(row => ({
      table: row.TABLE_NAME,
      collation: row.TABLE_COLLATION,
      bytes: row.DATA_LENGTH + row.INDEX_LENGTH,
    })),
});

/** Names of system attributes. A server describes a table only to those who may read something of it. */
export const systemAttributes = fact({
  id: 'opennebula.system-attributes',
  title: 'names of system attributes',
  role: 'database',
  query: table('opennebula.system_attributes', { columns: ['name'] }),
  parse: (body): string[] => rows({ name: text })(body).map(({ name }) => name),
});

/** How many entries of the replicated log are not applied. What they say is never read: it holds every secret. */
export const unappliedLog = fact({
  id: 'opennebula.unapplied-log',
  title: 'entries of the replicated log that are not applied',
  role: 'database',
  query: table('opennebula.logdb', { columns: ['log_index'], where: { column: 'applied', equals: 0 } }),
  parse: ({ rows }): number => rows.length,
});
