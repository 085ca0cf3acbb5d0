import { homedir } from 'node:os';
import { join } from 'node:path';
import type { SqliteReach } from '../target/target.ts';
import { askOnly } from './only.ts';
import type { Asker, Shared } from './open.ts';

/** A database file on the machine that preflight runs on, or on a host behind SSH, where the program sqlite3 reads it. */
export async function sqliteAsker({ path, through }: SqliteReach, shared: Shared): Promise<Asker> {
  const connection = through === undefined ? await here(path, shared) : await there(path, through, shared);
  return { ask: queries => askOnly('table', queries, tables => connection.ask(tables)), close: () => connection.close() };
}

async function here(path: string, { limits }: Shared) {
  const { sqliteConnection } = await import('../sources/sqlite/connection.ts');
  return sqliteConnection(path.startsWith('~/') ? join(homedir(), path.slice(2)) : path, limits);
}

async function there(path: string, through: string, { limits, ssh }: Shared) {
  const { remoteSqlite } = await import('../sources/sqlite/remote.ts');
  const host = ssh(through)!;
  return remoteSqlite(path, { name: through, ask: (queries, changes) => host.ask(queries, changes) }, limits);
}
