import type { BigIntStats } from 'node:fs';
import { open, realpath, stat } from 'node:fs/promises';
import type { Failure } from '../../model/answer.ts';

/** A database file as it lies there, before SQLite opens it. */
export interface DatabaseFile {
  /** Without symbolic links: SQLite keeps its journals beside this one. */
  readonly path: string;
  readonly size: number;
  /** Whether SQLite would write `-shm` and `-wal` beside the file even to read it. */
  readonly isWal: boolean;
}

export const MAGIC = 'SQLite format 3\0';
const WAL_VERSION = 2;

/** By bytes 18 and 19, the versions that are needed to write and to read. */
export const isWalHead = (write: number | undefined, read: number | undefined): boolean => write === WAL_VERSION || read === WAL_VERSION;

/** Looks without opening it as a database: SQLite would wait for a pipe, and take an empty file for an empty database. */
export async function inspect(given: string): Promise<DatabaseFile | Failure> {
  try {
    const path = await realpath(given);
    const { size, kind } = kindOf(await stat(path, { bigint: true }));
    if (kind !== 'file') return { status: 'failed', reason: `${given} is ${kind}, not an SQLite database` };
    if (size === 0)
      return {
        status: 'failed',
        reason: `${given} is empty (0 bytes), so it is no SQLite database: has something created it in place of the real one?`,
      };
    const head = await headOf(path);
    if (head.toString('latin1', 0, MAGIC.length) !== MAGIC)
      return { status: 'failed', reason: `${given} is not an SQLite database: it does not begin as one` };
    const wal = await sizeOf(`${path}-wal`);
    return { path, size, isWal: isWalHead(head[18], head[19]) || wal !== undefined };
  } catch (error) {
    return fileFailure(error, given);
  }
}

/** A file that cannot be read as a failure. */
export function fileFailure(error: unknown, path: string): Failure {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT' || code === 'ENOTDIR') return notThere(path);
  if (code === 'EACCES' || code === 'EPERM') return { status: 'denied', reason: `${path} may not be read by this user` };
  return { status: 'failed', reason: `${path} cannot be read: ${message}` };
}

/** No answer: that the file is not where the operator says does not mean that the tables are not there. */
export const notThere = (path: string): Failure => ({
  status: 'failed',
  reason: `${path} is not there; name the file of the database in the target`,
});

/** Undefined where there is no such file. */
export async function sizeOf(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** The first bytes of a file; fewer where it is shorter. */
export async function headOf(path: string, length = 100): Promise<Buffer> {
  const handle = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

function kindOf(stats: BigIntStats): { readonly size: number; readonly kind: string } {
  const kind = stats.isFile() ? 'file' : stats.isDirectory() ? 'a folder' : 'a device, pipe or socket';
  return { size: Number(stats.size), kind };
}
