import type { Failure } from '../../model/answer.ts';
import type { TableQuery } from '../../model/query.ts';
import { absence, columnsToRead, isFailure, splitName, type TableAnswer, tableBody } from '../sql/body.ts';
import { type Column, doubleQuote, postgresSelect } from '../sql/statement.ts';
import type { Catalog, Found } from './catalog.ts';
import type { Session } from './session.ts';

/** What is needed to answer one table. */
export interface Asking {
  readonly session: Session;
  readonly catalog: Catalog;
  readonly place: string;
  readonly maxRows: number;
}

/** Reads one table. Rejects with a `PostgresError` for what is neither absent nor denied. */
export async function answerTable(query: TableQuery, asking: Asking): Promise<TableAnswer> {
  const columns = await columnsOf(query, asking);
  if (isFailure(columns)) return columns;
  const at = await clock(asking);
  const select = postgresSelect({ table: splitName(query.name), columns, where: query.where, limit: asking.maxRows + 1 });
  return { status: 'ok', at, body: tableBody(query, columns, await asking.session.run(select)) };
}

async function columnsOf(query: TableQuery, asking: Asking): Promise<readonly Column[] | Failure> {
  const on = `on ${asking.place}`;
  const table = asking.catalog(splitName(query.name));
  if (!table) return { status: 'absent', reason: `table ${query.name} is not there ${on}` };
  const names = columnsToRead(query);
  const there = names.flatMap(asked => {
    const column = table.columns.get(asked);
    return column ? [{ asked, ...column }] : [];
  });
  const absent = absence(query, new Set(names.filter(name => !table.columns.has(name))), on);
  if (absent) return absent;
  const hidden = there.filter(({ mayRead }) => !mayRead).map(({ asked }) => asked);
  if (hidden.length > 0 || !table.mayEnter) return denied(query, hidden, table.mayEnter, asking);
  const binary = there.find(({ isBinary }: Found) => isBinary);
  return binary ? { status: 'failed', reason: `${binary.asked} of table ${query.name} ${on} is binary (bytea), which is not read` } : there;
}

async function denied({ name }: TableQuery, hidden: readonly string[], mayEnter: boolean, asking: Asking): Promise<Failure> {
  const [[account = ''] = []] = (await asking.session.run({ sql: 'SELECT CAST(current_user AS text)', values: [] })) as readonly string[][];
  const [schema, table] = splitName(name).map(doubleQuote);
  const to = `TO ${doubleQuote(account)};`;
  const grants = [
    ...(mayEnter ? [] : [`GRANT USAGE ON SCHEMA ${schema} ${to}`]),
    ...(hidden.length === 0 ? [] : [`GRANT SELECT (${hidden.map(doubleQuote).join(', ')}) ON ${schema}.${table} ${to}`]),
  ];
  const what = hidden.length === 0 ? `table ${name}` : `${hidden.join(', ')} of table ${name}`;
  return { status: 'denied', reason: `${account} may not read ${what} on ${asking.place}; what is missing: ${grants.join(' ')}` };
}

/** `2026-11-21T10:00:00Z`, by the clock of the server. */
async function clock({ session }: Asking): Promise<string> {
  const [[now = ''] = []] = (await session.run({ sql: 'SELECT CAST(clock_timestamp() AS text)', values: [] })) as readonly string[][];
  if (!/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)?\+00$/.test(now)) throw new Error('its clock cannot be read');
  return `${now.slice(0, 19).replace(' ', 'T')}Z`;
}
