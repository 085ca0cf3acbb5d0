import type { Failure } from '../../model/answer.ts';
import type { TableQuery } from '../../model/query.ts';
import type { TableAnswer } from '../sql/body.ts';
import { answerTable } from './answer.ts';
import { type Catalog, readCatalog, type TableName } from './catalog.ts';
import { failureOf, isCut, isLost, type MysqlError } from './errors.ts';
import type { Prepared } from './set-up.ts';

export interface Server {
  /** In words, for reasons. */
  readonly place: string;
  readonly maxRows: number;
  /** A session that is alive: the one before, or a new one. */
  open(): Promise<Prepared | Failure>;
  nameOf(query: TableQuery): TableName;
}

/** Asks one table after the other. A lost connection costs the answer that was under way; the others are asked in one more, and never in a third. */
export async function askAll(queries: readonly TableQuery[], server: Server): Promise<TableAnswer[]> {
  const losses = { count: 0 };
  const answers: TableAnswer[] = [];
  const catalog = await catalogOf(queries, server, losses);
  for (const query of queries) answers.push('status' in catalog ? catalog : await answerOne(query, catalog, server, losses));
  return answers;
}

interface Losses {
  count: number;
}

async function answerOne(query: TableQuery, catalog: Catalog, server: Server, losses: Losses): Promise<TableAnswer> {
  const prepared = await session(server, losses);
  if ('status' in prepared) return prepared;
  try {
    return await answerTable(query, { ...prepared, catalog, place: server.place, maxRows: server.maxRows, table: server.nameOf(query) });
  } catch (error) {
    note(error, losses);
    return failureOf(error, server.place, `table ${query.name}`);
  }
}

/** Once more where the server had closed an idle connection. */
async function catalogOf(queries: readonly TableQuery[], server: Server, losses: Losses): Promise<Catalog | Failure> {
  const prepared = await session(server, losses);
  if ('status' in prepared) return prepared;
  try {
    return await readCatalog(prepared.session, queries.map(server.nameOf), prepared.charset);
  } catch (error) {
    note(error, losses);
    if (losses.count === 1) return catalogOf(queries, server, losses);
    return failureOf(error, server.place, 'the list of columns');
  }
}

async function session(server: Server, { count }: Losses): Promise<Prepared | Failure> {
  return count > 1 ? { status: 'unreachable', reason: `${server.place} was not asked: it had broken off twice before` } : server.open();
}

/** What we broke off ourselves because it was too much is not the server's fault. */
function note(error: unknown, losses: Losses): void {
  if (isLost(error as MysqlError) && !isCut(error as MysqlError)) losses.count += 1;
}
