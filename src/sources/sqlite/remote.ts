import type { Failure } from '../../model/answer.ts';
import type { TableQuery } from '../../model/query.ts';
import { absence, columnsToRead, isFailure, splitName, type TableAnswer, type TableConnection, tableBody } from '../sql/body.ts';
import { DEFAULT_LIMITS, type TableLimits } from '../sql/limits.ts';
import { type Column, doubleQuote, sqliteHexSelect, sqliteLiteral } from '../sql/statement.ts';
import { type Printed, runSqlite } from './program.ts';
import { inspectRemote, type RemoteHost } from './remote-file.ts';

/** What the catalog of one database may print: the columns of one table. */
const CATALOG_BYTES = 4 * 1024 * 1024;

/** An SQLite file of another host, read there by the program sqlite3, which must be installed. Nothing is written on that host. */
export function remoteSqlite(path: string, host: RemoteHost, limits: Partial<TableLimits> = {}): TableConnection {
  return {
    async ask(queries) {
      const file = await inspectRemote(path, host);
      if (isFailure(file)) return queries.map(() => file);
      const answers = await answerAll([...new Set(queries)], {
        file,
        said: `${path} on ${host.name}`,
        host,
        limits: { ...DEFAULT_LIMITS, ...limits },
      });
      return queries.map(query => answers.get(query)!);
    },
    close: async () => undefined,
  };
}

interface Reading {
  /** The path without symbolic links, and what the operator calls it. */
  readonly file: string;
  readonly said: string;
  readonly host: RemoteHost;
  readonly limits: TableLimits;
}

/** In three rounds for all tables together: is it a table, which columns has it, its rows. */
async function answerAll(queries: readonly TableQuery[], reading: Reading): Promise<ReadonlyMap<TableQuery, TableAnswer>> {
  const answers = new Map<TableQuery, TableAnswer>();
  const columns = new Map<TableQuery, readonly Column[]>();
  const round = async (
    statements: (query: TableQuery) => readonly string[],
    bytes: number,
    use: (printed: Printed, query: TableQuery) => TableAnswer | undefined,
  ) => {
    const open = queries.filter(query => !answers.has(query));
    const errands = open.map(query => ({ statements: statements(query), what: `table ${nameOf(query)} of ${reading.said}` }));
    const printed = await runSqlite(reading.file, errands, reading.host, { bytes, seconds: reading.limits.answerSeconds });
    for (const [index, query] of open.entries()) {
      const said = printed[index]!;
      const answer = isFailure(said) ? said : use(said, query);
      if (answer) answers.set(query, answer);
    }
  };
  await round(lookUp, CATALOG_BYTES, (printed, query) => tableProblem(printed, query, reading));
  await round(columnNames, CATALOG_BYTES, (printed, query) => {
    const found = columnsOf(printed, query, reading);
    if (isFailure(found)) return found;
    columns.set(query, found);
    const absent = columnsToRead(query).filter(asked => !found.some(column => column.asked === asked));
    return absence(query, new Set(absent), `in ${reading.said}`);
  });
  const select = (query: TableQuery): string =>
    sqliteHexSelect({ table: [nameOf(query)], columns: columns.get(query)!, where: query.where, limit: reading.limits.maxRows + 1 });
  // In hex a value is twice as long; beside it stands its type.
  await round(
    query => [select(query)],
    3 * reading.limits.maxBytes,
    (printed, query) => rowsOf(printed, query, columns.get(query)!, reading),
  );
  return answers;
}

const nameOf = ({ name }: TableQuery): string => splitName(name)[1];

const lookUp = (query: TableQuery): string[] => {
  const types = ['table', 'view'].map(sqliteLiteral).join(', ');
  const where = `"type" IN (${types}) AND "name" = ${sqliteLiteral(nameOf(query))} COLLATE NOCASE`;
  return ['PRAGMA encoding', `SELECT "type", CAST("rootpage" AS TEXT) FROM "sqlite_master" WHERE ${where}`];
};

/** Why this table cannot be read, if so. A view or a virtual table could be anything, even endless. */
function tableProblem({ lines: [encoding, found] }: Printed, query: TableQuery, { said }: Reading): Failure | undefined {
  if (encoding !== 'UTF-8')
    return { status: 'failed', reason: `${said} has the encoding ${encoding?.slice(0, 20)}, which is read on the machine of preflight only` };
  if (found === undefined) return { status: 'absent', reason: `table ${nameOf(query)} is not there in ${said}` };
  const [type = '', root] = found.split(',');
  if (type === 'table' && root !== '0') return undefined;
  return {
    status: 'failed',
    reason: `${nameOf(query)} in ${said} is a ${type === 'table' ? 'virtual table' : type.slice(0, 20)}, which is not read`,
  };
}

const columnNames = (query: TableQuery): string[] => [`PRAGMA table_xinfo(${doubleQuote(nameOf(query))})`];

/** Those of the asked columns that the table has, whatever their case: `2,oid,INTEGER,0,,0,0`. */
function columnsOf({ lines }: Printed, query: TableQuery, { said }: Reading): Column[] | Failure {
  if (lines.length === 0)
    return {
      status: 'failed',
      reason: `table ${nameOf(query)} of ${said}: the program sqlite3 of that host is too old to tell its columns (3.26 of 2018 is enough)`,
    };
  const names = new Set(lines.flatMap(line => /^\d+,([A-Za-z_][A-Za-z0-9_]*),/.exec(line)?.[1]?.toLowerCase() ?? []));
  return columnsToRead(query)
    .filter(column => names.has(column.toLowerCase()))
    .map(column => ({ asked: column, actual: column, kind: 'plain' as const }));
}

function rowsOf({ lines, at }: Printed, query: TableQuery, columns: readonly Column[], { said, limits }: Reading): TableAnswer {
  const rows = valuesOf(lines, columns.length, `table ${nameOf(query)} in ${said}`, limits);
  return isFailure(rows) ? rows : { status: 'ok', at, body: tableBody(query, columns, rows) };
}

/** Each line is `integer,37,text,2F64617461,null,`: two fields for each column. */
function valuesOf(lines: readonly string[], columns: number, what: string, { maxRows, maxBytes }: TableLimits): (string | null)[][] | Failure {
  if (lines.length > maxRows) return { status: 'too-large', reason: `${what} has more than ${maxRows} rows, which is the limit` };
  let bytes = 0;
  const rows: (string | null)[][] = [];
  for (const line of lines) {
    const fields = line.split(',');
    if (fields.length !== 2 * columns || !/^[a-z0-9A-F,]*$/.test(line))
      return { status: 'failed', reason: `${what}: the program sqlite3 answers in a form that is not known` };
    const row = Array.from({ length: columns }, (_, index) => decoded(fields[2 * index]!, fields[2 * index + 1]!));
    bytes += row.reduce((sum, value) => sum + (value === null ? 1 : Buffer.byteLength(value)), 0);
    if (bytes > maxBytes) return { status: 'too-large', reason: `${what} has more than ${maxBytes} bytes to tell, which is the limit` };
    rows.push(row);
  }
  return rows;
}

function decoded(type: string, hex: string): string | null {
  if (type === 'null') return null;
  return type === 'blob' ? hex : Buffer.from(hex, 'hex').toString('utf8');
}
