import { backtick, type Charset, type Column, type ColumnKind, hexLiteral } from '../sql/statement.ts';
import { isLost, type MysqlError } from './errors.ts';
import type { Session } from './session.ts';

/** A schema and a table, by their real names. */
export type TableName = readonly [schema: string, table: string];

/** The columns of tables as the account may see them. */
export interface Catalog {
  /** The column by its name in any case; undefined where it is not there, or is hidden from this account. */
  column(table: TableName, asked: string): Column | undefined;
}

type Found = ReadonlyMap<string, ReadonlyMap<string, Omit<Column, 'asked'>>>;

/** One statement for the columns of all tables. */
export async function readCatalog(session: Session, tables: readonly TableName[], charset: Charset): Promise<Catalog> {
  if (tables.length === 0) return { column: () => undefined };
  const rows = (await session.run(lookup(tables, charset))) as readonly (readonly string[])[];
  const found = index(rows);
  return {
    column(table, asked) {
      // Names of tables differ by case on one server and not on another.
      const columns = found.get(keyOf(table)) ?? found.get(keyOf(table).toLowerCase());
      const column = columns?.get(asked.toLowerCase());
      return column && { asked, ...column };
    },
  };
}

/** Whether the account may read a column, and whether it is there. */
export type Sight = 'readable' | 'no-column' | 'column-denied' | 'no-table' | 'table-denied';

const SIGHTS: Readonly<Record<number, Sight>> = {
  1054: 'no-column',
  1143: 'column-denied',
  1146: 'no-table',
  1049: 'no-table',
  1142: 'table-denied',
  1044: 'table-denied',
};

/** Every account of MySQL may read these, so where they are denied they are not there: on MariaDB, which has no such tables. */
const FOR_EVERYBODY = new Set(['variables', 'status'].flatMap(what => [`performance_schema.global_${what}`, `performance_schema.session_${what}`]));

/** Asks the table itself, because information_schema hides what the account may not see. Rejects with what is none of these. */
export async function probe(session: Session, table: TableName, column: string): Promise<Sight> {
  try {
    await session.run(`SELECT ${backtick(column)} FROM ${table.map(backtick).join('.')} LIMIT 0`);
    return 'readable';
  } catch (error) {
    const sight = SIGHTS[(error as MysqlError).errno ?? 0];
    if (!sight) throw error;
    if (sight === 'table-denied' && FOR_EVERYBODY.has(table.join('.').toLowerCase())) return 'no-table';
    return sight === 'column-denied' && !(await exists(session, table, column)) ? 'no-column' : sight;
  }
}

/** An account with privileges on single columns is denied every other one, whether it is there or not; the name in a join is looked up first. */
async function exists(session: Session, table: TableName, column: string): Promise<boolean> {
  const name = table.map(backtick).join('.');
  try {
    await session.run(`SELECT 1 FROM ${name} AS \`a\` JOIN ${name} AS \`b\` USING (${backtick(column)}) LIMIT 0`);
    return true;
  } catch (error) {
    if (isLost(error as MysqlError)) throw error;
    return (error as MysqlError).errno !== 1054;
  }
}

function lookup(tables: readonly TableName[], charset: Charset): string {
  const bySchema = new Map<string, string[]>();
  for (const [schema, table] of tables) bySchema.set(schema, [...(bySchema.get(schema) ?? []), table]);
  const text = (value: string): string => hexLiteral(value, charset);
  const parts = [...bySchema].map(([schema, names]) => `(\`TABLE_SCHEMA\` = ${text(schema)} AND \`TABLE_NAME\` IN (${names.map(text).join(', ')}))`);
  return `SELECT \`TABLE_SCHEMA\`, \`TABLE_NAME\`, \`COLUMN_NAME\`, \`DATA_TYPE\` FROM \`information_schema\`.\`COLUMNS\` WHERE ${parts.join(' OR ')}`;
}

function index(rows: readonly (readonly string[])[]): Found {
  const found = new Map<string, Map<string, Omit<Column, 'asked'>>>();
  for (const [schema = '', table = '', actual = '', type = ''] of rows) {
    const columns = found.get(keyOf([schema, table])) ?? new Map<string, Omit<Column, 'asked'>>();
    found.set(keyOf([schema, table]), columns.set(actual.toLowerCase(), { actual, kind: kindOf(type) }));
  }
  return found;
}

const keyOf = ([schema, table]: TableName): string => JSON.stringify([schema, table]);

const PLAIN = new Set('char varchar tinytext text mediumtext longtext enum set tinyint smallint mediumint int bigint decimal year'.split(' '));
const BYTES = new Set('binary varbinary tinyblob blob mediumblob longblob vector geometry geometrycollection geomcollection'.split(' '));

/** By the word in `DATA_TYPE`: `varchar`, `bigint`, `bit`, `multipolygon` … */
export function kindOf(type: string): ColumnKind {
  const word = type.toLowerCase();
  if (word === 'bit') return 'bits';
  if (BYTES.has(word) || /^(multi)?(point|linestring|polygon)$/.test(word)) return 'bytes';
  return PLAIN.has(word) ? 'plain' : 'other';
}
