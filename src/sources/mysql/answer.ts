import type { Failure } from '../../model/answer.ts';
import type { TableQuery } from '../../model/query.ts';
import { absence, columnsToRead, isFailure, type TableAnswer, tableBody } from '../sql/body.ts';
import { backtick, type Column, mysqlSelect } from '../sql/statement.ts';
import { type Catalog, probe, type Sight, type TableName } from './catalog.ts';
import type { MysqlError } from './errors.ts';
import type { Prepared } from './set-up.ts';

/** What is needed to answer one table. */
export interface Asking extends Prepared {
  readonly catalog: Catalog;
  readonly place: string;
  readonly maxRows: number;
  readonly table: TableName;
}

/** Reads one table. Rejects with a `MysqlError` for what is neither absent nor denied. */
export async function answerTable(query: TableQuery, asking: Asking): Promise<TableAnswer> {
  const columns = await columnsOf(query, asking);
  if (isFailure(columns)) return columns;
  const at = await clock(asking);
  const limit = asking.maxRows + 1;
  try {
    const rows = await asking.session.run(mysqlSelect({ table: asking.table, columns, where: query.where, limit }, asking.charset));
    return { status: 'ok', at, body: tableBody(query, columns, rows) };
  } catch (error) {
    if (![1142, 1143].includes((error as MysqlError).errno ?? 0)) throw error;
    // The catalog shows a column on which the account has another privilege than SELECT.
    return denied(query, columnsToRead(query), asking);
  }
}

/** The columns that are there, each asked of the table itself where the catalog does not show it. */
async function columnsOf(query: TableQuery, asking: Asking): Promise<readonly Column[] | Failure> {
  const names = columnsToRead(query);
  const absent = new Set<string>();
  const columns: Column[] = [];
  for (const asked of names) {
    const known = asking.catalog.column(asking.table, asked);
    const sight = known ? 'readable' : await probe(asking.session, asking.table, asked);
    if (sight === 'no-table') return { status: 'absent', reason: `table ${said(query, asking)} is not there ${on(asking)}` };
    if (sight === 'column-denied' || sight === 'table-denied') return denied(query, names, asking);
    if (sight === 'no-column') absent.add(asked);
    else columns.push(known ?? { asked, actual: asked, kind: 'plain' });
  }
  return absence(query, absent, on(asking)) ?? columns;
}

async function denied(query: TableQuery, names: readonly string[], asking: Asking): Promise<Failure> {
  const sights = new Map<string, Sight>();
  for (const name of names) {
    const sight = await probe(asking.session, asking.table, name);
    sights.set(name, sight);
    // Without any privilege on the table every column gets the same answer.
    if (sight === 'table-denied') break;
  }
  const isWhole = [...sights.values()].includes('table-denied');
  const missing = isWhole ? names : names.filter(name => sights.get(name) === 'column-denied');
  const account = await accountOf(asking);
  const grant = `GRANT SELECT (${missing.map(backtick).join(', ')}) ON ${asking.table.map(backtick).join('.')} TO ${account};`;
  const what = isWhole ? `table ${said(query, asking)}, if it is there,` : `${missing.join(', ')} of table ${said(query, asking)}`;
  return { status: 'denied', reason: `${account} may not read ${what} ${on(asking)}; what is missing: ${grant}` };
}

/** `'preflight'@'10.0.0.%'`, as GRANT spells the account that the server has chosen. */
async function accountOf({ session }: Asking): Promise<string> {
  const [[account = ''] = []] = (await session.run('SELECT CURRENT_USER()')) as readonly (readonly string[])[];
  const at = account.lastIndexOf('@');
  return [account.slice(0, at), account.slice(at + 1)].map(part => `'${part.replaceAll("'", "''")}'`).join('@');
}

/** `2026-11-21T10:00:00Z`, by the clock of the server. */
async function clock({ session }: Asking): Promise<string> {
  const [[now = ''] = []] = (await session.run('SELECT UTC_TIMESTAMP()')) as readonly (readonly string[])[];
  if (!/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/.test(now)) throw new Error('its clock cannot be read');
  return `${now.slice(0, 19).replace(' ', 'T')}Z`;
}

const on = ({ place }: Asking): string => `on ${place}`;

/** `cloud.host`, and where the installation calls it otherwise, that too. */
const said = ({ name }: TableQuery, { table }: Asking): string => (table.join('.') === name ? name : `${name} (${table.join('.')})`);
