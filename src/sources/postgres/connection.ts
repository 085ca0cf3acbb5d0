import type { Failure } from '../../model/answer.ts';
import type { TableQuery } from '../../model/query.ts';
import { splitName, type TableAnswer, type TableConnection } from '../sql/body.ts';
import { DEFAULT_LIMITS, type TableLimits } from '../sql/limits.ts';
import { answerTable } from './answer.ts';
import { type Catalog, readCatalog } from './catalog.ts';
import { failureOf, isCut, isLost, type PostgresError } from './errors.ts';
import { type PostgresOptions, placeOf } from './options.ts';
import { login, type Session } from './session.ts';

/** PostgreSQL: a connection that is opened at the first question, and that answers one table after the other. */
export function postgresConnection(options: PostgresOptions): TableConnection {
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const place = placeOf(options);
  let opened: Session | undefined;
  let isClosed = false;
  let last: Promise<unknown> = Promise.resolve();
  const open = async (): Promise<Session | Failure> => {
    if (isClosed) return { status: 'unreachable', reason: `${place} was not asked: the connection is closed` };
    if (opened?.isAlive()) return opened;
    const next = await openSession(options, limits, place);
    if ('run' in next) opened = next;
    return next;
  };
  return {
    ask(queries) {
      const answers = last.then(() => askAll(queries, { place, maxRows: limits.maxRows, open, losses: 0 }));
      last = answers.catch(() => undefined);
      return answers;
    },
    async close() {
      isClosed = true;
      await last;
      await opened?.close();
    },
  };
}

interface Server {
  readonly place: string;
  readonly maxRows: number;
  open(): Promise<Session | Failure>;
  /** How often the server broke off. After the second time it is not asked again. */
  losses: number;
}

async function askAll(queries: readonly TableQuery[], server: Server): Promise<TableAnswer[]> {
  const answers: TableAnswer[] = [];
  const names = queries.map(({ name }) => splitName(name));
  const catalog = await inSession(server, 'the list of columns', session => readCatalog(session, names), 1);
  for (const query of queries) answers.push('status' in catalog ? catalog : await answerOne(query, catalog, server));
  return answers;
}

const answerOne = (query: TableQuery, catalog: Catalog, server: Server): Promise<TableAnswer> =>
  inSession(server, `table ${query.name}`, session => answerTable(query, { session, catalog, place: server.place, maxRows: server.maxRows }), 0);

/** What is done in a session that is alive, or why it could not be; `again` where the server may have closed an idle connection. */
async function inSession<T>(server: Server, what: string, work: (session: Session) => Promise<T>, again: number): Promise<T | Failure> {
  if (server.losses > 1) return { status: 'unreachable', reason: `${server.place} was not asked: it had broken off twice before` };
  const session = await server.open();
  if ('status' in session) return session;
  try {
    return await work(session);
  } catch (error) {
    const isBroken = isLost(error as PostgresError) && !isCut(error as PostgresError);
    if (isBroken) server.losses += 1;
    return isBroken && again > 0 ? inSession(server, what, work, again - 1) : failureOf(error, server.place, what);
  }
}

async function openSession(options: PostgresOptions, limits: TableLimits, place: string): Promise<Session | Failure> {
  let password: string | undefined;
  try {
    password = await options.password?.();
  } catch (error) {
    return { status: 'failed', reason: `the password of ${options.user} for ${place} is not known: ${(error as Error).message}` };
  }
  let session: Session | undefined;
  try {
    session = await login(options, limits, password);
    for (const sql of setUp(limits)) await session.run({ sql, values: [] });
    return session;
  } catch (error) {
    await session?.close();
    return failureOf(error, place, `logging in as ${options.user} to ${options.database}`, password);
  }
}

/** Read-only and limited in time; times in UTC; only operators of the server itself, because tables of others may have some of their own. */
const setUp = ({ answerSeconds }: TableLimits): string[] => [
  'SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY',
  "SET search_path = 'pg_catalog'",
  "SET TimeZone = 'UTC'",
  "SET DateStyle = 'ISO, YMD'",
  "SET IntervalStyle = 'postgres'",
  `SET statement_timeout = ${Math.max(1, Math.ceil(answerSeconds)) * 1000}`,
  `SET lock_timeout = ${Math.max(1, Math.ceil(answerSeconds * 0.8)) * 1000}`,
];
