import type { Failure } from '../model/answer.ts';
import type { SqliteReach } from '../target/target.ts';
import { askOnly } from './only.ts';
import type { Asker, Shared } from './open.ts';

/** A database file on the machine that preflight runs on. */
export async function sqliteAsker({ path, through }: SqliteReach, { limits }: Shared): Promise<Asker> {
  if (through !== undefined) return { ask: async queries => queries.map(() => notThroughSsh(path, through)) };
  const { sqliteConnection } = await import('../sources/sqlite/connection.ts');
  const connection = sqliteConnection(path, limits);
  return { ask: queries => askOnly('table', queries, tables => connection.ask(tables)), close: () => connection.close() };
}

const notThroughSsh = (path: string, through: string): Failure => ({
  status: 'failed',
  reason: `${path} on ${through} was not read: a SQLite file is read on the machine that preflight runs on; run preflight on ${through} itself`,
});
