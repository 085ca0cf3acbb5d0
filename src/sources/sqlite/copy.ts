import { constants, copyFile, mkdtemp, rm, stat, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Failure } from '../../model/answer.ts';
import { type DatabaseFile, fileFailure, headOf, sizeOf } from './file.ts';

export interface CopyLimits {
  /** How large a database in WAL mode may be, with its log. */
  readonly maxCopyBytes: number;
  /** How long to try for a copy that no writer disturbed. */
  readonly answerSeconds: number;
}

export interface Copy {
  readonly path: string;
  remove(): Promise<void>;
}

const WAL_HEADER = 32;

/**
 * A consistent copy of a database in WAL mode and its log, in a folder that only this user can enter: SQLite cannot read such a
 * database without writing beside it. First the database, then the log: what a checkpoint changed in between is in the log too,
 * as long as the log was not begun anew, which its header shows.
 */
export async function copyOf(database: DatabaseFile, { maxCopyBytes, answerSeconds }: CopyLimits): Promise<Copy | Failure> {
  const { path } = database;
  try {
    const needed = database.size + ((await sizeOf(`${path}-wal`)) ?? 0);
    const problem = await roomFor(needed, maxCopyBytes, path);
    if (problem) return problem;
    const folder = await mkdtemp(join(tmpdir(), 'preflight-sqlite-'));
    const copy: Copy = { path: join(folder, 'copy.db'), remove: () => rm(folder, { recursive: true, force: true }) };
    if (await copyQuiet(path, copy.path, Date.now() + answerSeconds * 1000).catch(error => copy.remove().then(() => Promise.reject(error))))
      return copy;
    await copy.remove();
    return { status: 'timeout', reason: `${path} was written so often that no consistent copy could be made within ${answerSeconds} s` };
  } catch (error) {
    return fileFailure(error, path);
  }
}

async function copyQuiet(from: string, to: string, deadline: number): Promise<boolean> {
  do {
    const before = await stateOf(from);
    await copyFile(from, to, constants.COPYFILE_FICLONE);
    await rm(`${to}-wal`, { force: true });
    if (before.wal !== '') await copyFile(`${from}-wal`, `${to}-wal`, constants.COPYFILE_FICLONE).catch(ignoreAbsence);
    if (isSame(before, await stateOf(from))) return true;
    await new Promise(resolve => setTimeout(resolve, Math.random() * 50));
  } while (Date.now() < deadline);
  return false;
}

interface State {
  /** The header of the log in hex: its salt and its count change when it is begun anew. Empty where there is no log. */
  readonly wal: string;
  readonly database: string;
}

async function stateOf(path: string): Promise<State> {
  const { size, mtimeNs, ino } = await stat(path, { bigint: true });
  const wal = await headOf(`${path}-wal`, WAL_HEADER).catch(ignoreAbsence);
  return { wal: wal?.toString('hex') ?? '', database: `${ino} ${size} ${mtimeNs}` };
}

/** Without a log nothing makes good for a database that was changed while it was copied. */
const isSame = (before: State, after: State): boolean => before.wal === after.wal && (before.wal !== '' || before.database === after.database);

async function roomFor(bytes: number, maxBytes: number, path: string): Promise<Failure | undefined> {
  const folder = tmpdir();
  if (bytes > maxBytes)
    return { status: 'too-large', reason: `${path} is in WAL mode and must be copied to be read, but has ${bytes} bytes; the limit is ${maxBytes}` };
  const { bavail, bsize } = await statfs(folder);
  if (bytes > bavail * bsize)
    return {
      status: 'failed',
      reason: `${path} is in WAL mode and must be copied to be read, but ${folder} has no room for ${bytes} bytes: set TMPDIR`,
    };
  return undefined;
}

function ignoreAbsence(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}
