import type { Database, Statement as Prepared } from 'better-sqlite3';
import type { Failure } from '../../model/answer.ts';
import type { TableQuery } from '../../model/query.ts';
import { absence, columnsToRead, isFailure, splitName, type TableAnswer, tableBody } from '../sql/body.ts';
import type { TableLimits } from '../sql/limits.ts';
import { assertReadOnly } from '../sql/read-only.ts';
import { type Column, doubleQuote, type Statement, sqliteSelect } from '../sql/statement.ts';

/** Beyond read-only: nothing that a database brings along runs, and nothing is sorted on disk. */
export const PRAGMAS = ['PRAGMA query_only = ON', 'PRAGMA trusted_schema = OFF', 'PRAGMA cell_size_check = ON', 'PRAGMA temp_store = MEMORY'];

/**
 * Reads one table in one statement, without a pause: as long as it lasts, a writer waits. Throws what SQLite throws.
 * `path` is what the operator calls the database.
 */
export function answerTable(database: Database, query: TableQuery, path: string, limits: TableLimits): TableAnswer {
  const [, name] = splitName(query.name);
  const table = tableOf(database, name, path);
  if (isFailure(table)) return table;
  const columns = columnsOf(database, table, columnsToRead(query));
  const absent = new Set(columnsToRead(query).filter(asked => !columns.some(column => column.asked === asked)));
  const failure = absence(query, absent, `in ${path}`);
  if (failure) return failure;
  const at = new Date().toISOString();
  const rows = readRows(
    database,
    sqliteSelect({ table: [table], columns, where: query.where, limit: limits.maxRows + 1 }),
    `table ${name} in ${path}`,
    limits,
  );
  return isFailure(rows) ? rows : { status: 'ok', at, body: tableBody(query, columns, rows) };
}

/** A view or a virtual table could be anything, even endless. */
function tableOf(database: Database, name: string, path: string): string | Failure {
  const { sql, values } = lookup(name);
  const found = prepare(database, sql)
    .raw()
    .all(...values) as [type: string, actual: string, root: string | null][];
  const [type, actual, root] = found[0] ?? [];
  if (actual === undefined) return { status: 'absent', reason: `table ${name} is not there in ${path}` };
  if (type !== 'table' || root === '0')
    return { status: 'failed', reason: `${name} in ${path} is a ${type === 'table' ? 'virtual table' : type}, which is not read` };
  return actual;
}

function lookup(name: string): Statement {
  const values = ['table', 'view', name];
  return { sql: 'SELECT "type", "name", CAST("rootpage" AS TEXT) FROM "sqlite_master" WHERE "type" IN (?, ?) AND "name" = ? COLLATE NOCASE', values };
}

/** Those of the asked columns that the table has, whatever their case. */
function columnsOf(database: Database, table: string, asked: readonly string[]): Column[] {
  const rows = prepare(database, `PRAGMA table_xinfo(${doubleQuote(table)})`).all() as { name: string }[];
  const names = new Map(rows.map(({ name }) => [name.toLowerCase(), name]));
  return asked.flatMap(name => {
    const actual = names.get(name.toLowerCase());
    return actual === undefined ? [] : [{ asked: name, actual, kind: 'plain' as const }];
  });
}

function readRows(database: Database, { sql, values }: Statement, what: string, limits: TableLimits): (string | null)[][] | Failure {
  const deadline = Date.now() + limits.answerSeconds * 1000;
  const rows: (string | null)[][] = [];
  let bytes = 0;
  for (const row of prepare(database, sql)
    .raw()
    .iterate(...values) as Iterable<(string | null)[]>) {
    rows.push(row);
    bytes += row.reduce((sum, value) => sum + (value === null ? 1 : Buffer.byteLength(value)), 0);
    if (rows.length > limits.maxRows) return { status: 'too-large', reason: `${what} has more than ${limits.maxRows} rows, which is the limit` };
    if (bytes > limits.maxBytes) return { status: 'too-large', reason: `${what} has more than ${limits.maxBytes} bytes to tell, which is the limit` };
    if (Date.now() > deadline) return { status: 'timeout', reason: `${what} could not be read within ${limits.answerSeconds} s` };
  }
  return rows;
}

function prepare(database: Database, sql: string): Prepared<unknown[]> {
  assertReadOnly(sql, 'sqlite');
  return database.prepare<unknown[]>(sql);
}
