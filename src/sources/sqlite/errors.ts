import type { Failure } from '../../model/answer.ts';

/** What better-sqlite3 throws. */
export interface SqliteError extends Error {
  readonly code?: string;
}

/** Another process holds a lock; a moment later it may not. */
export const isBusy = ({ code = '' }: SqliteError): boolean => /^SQLITE_(BUSY|LOCKED|PROTOCOL)/.test(code);

/** An error of SQLite as a failure. `path` is what the operator calls the database. */
export function failureOf(error: unknown, path: string, what: string): Failure {
  const { code = 'error', message } = error as SqliteError;
  const detail = `(${code}: ${message.replaceAll(/[\u0000-\u001f]+/g, ' ').slice(0, 200)})`;
  if (isBusy(error as SqliteError))
    return { status: 'timeout', reason: `${what} of ${path}: the database was locked by a writer all the time ${detail}` };
  if (code === 'SQLITE_READONLY_ROLLBACK') {
    return {
      status: 'failed',
      reason: `${what} of ${path}: a writer died in the middle of a change and left ${path}-journal, which must be rolled back first, and that would write: start the service that owns the database, or roll back by hand ${detail}`,
    };
  }
  if (/^SQLITE_READONLY|^SQLITE_CANTOPEN/.test(code))
    return { status: 'failed', reason: `${what} of ${path}: cannot be read without writing beside it ${detail}` };
  if (/^SQLITE_(CORRUPT|NOTADB)/.test(code)) return { status: 'failed', reason: `${what} of ${path}: the database is damaged or cut off ${detail}` };
  if (/^SQLITE_(PERM|AUTH)/.test(code)) return { status: 'denied', reason: `${what} of ${path}: may not be read by this user ${detail}` };
  return { status: 'failed', reason: `${what} of ${path}: cannot be read ${detail}` };
}
