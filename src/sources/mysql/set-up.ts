import type { TableLimits } from '../sql/limits.ts';
import type { Charset } from '../sql/statement.ts';
import { isLost, type MysqlError, said } from './errors.ts';
import type { Session } from './session.ts';

/** A session that is read-only and limited as far as the server can. */
export interface Prepared {
  readonly session: Session;
  readonly charset: Charset;
  /** What the server could not do, in sentences. */
  readonly notes: readonly string[];
}

/**
 * Prepares the session. Servers before MySQL 5.6 and MariaDB 10.0 know neither read-only transactions nor time limits: that is noted,
 * and the allow-list of statements and the grants of the account hold alone. TIMESTAMP columns are told in UTC, like the clock.
 */
export async function prepare(session: Session, { answerSeconds }: TableLimits): Promise<Prepared> {
  const notes: string[] = [];
  const attempt = async (sql: string, otherwise?: string): Promise<boolean> => {
    try {
      await session.run(sql);
      return true;
    } catch (error) {
      if (isLost(error as MysqlError)) throw error;
      if (otherwise) notes.push(`${otherwise} (${said(error as MysqlError)})`);
      return false;
    }
  };
  const seconds = Math.max(1, Math.ceil(answerSeconds));
  const charset: Charset = (await attempt('SET NAMES utf8mb4')) ? 'utf8mb4' : 'utf8';
  if (charset === 'utf8') await attempt('SET NAMES utf8', 'the server does not speak UTF-8');
  await attempt("SET SESSION time_zone = '+00:00'", 'the server cannot tell times in UTC');
  await attempt('SET SESSION TRANSACTION READ ONLY', 'the server has no read-only transactions');
  await attempt(await timeLimit(session, seconds), 'the server cannot limit the time of a statement');
  await attempt(`SET SESSION lock_wait_timeout = ${seconds}`, 'the server cannot limit the wait for a lock');
  return { session, charset, notes };
}

async function timeLimit(session: Session, seconds: number): Promise<string> {
  const [[version = ''] = []] = (await session.run('SELECT VERSION()')) as readonly (readonly string[])[];
  return /mariadb/i.test(version) ? `SET SESSION max_statement_time = ${seconds}` : `SET SESSION max_execution_time = ${seconds * 1000}`;
}
