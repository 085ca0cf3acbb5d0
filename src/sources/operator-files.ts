import { constants } from 'node:fs';
import { type FileHandle, open, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** A file beside the operator. `own`: it belongs to the account that runs preflight. `problem` goes on from the file's name: `does not exist`. */
export type OperatorFile = { readonly text: string; readonly mode: number; readonly own: boolean } | { readonly problem: string };

export const LARGEST_OPERATOR_FILE = 1024 * 1024;

/** Reads one regular file of UTF-8, such as a target file, a password file or an option file; `~/` is the home. Never throws, never waits for a pipe. */
export async function readOperatorFile(path: string, largest = LARGEST_OPERATOR_FILE): Promise<OperatorFile> {
  let file: FileHandle | undefined;
  try {
    file = await open(atHome(path), constants.O_RDONLY | constants.O_NONBLOCK);
    return await readOpen(file, largest);
  } catch (error) {
    return { problem: sayError(error) };
  } finally {
    await file?.close().catch(() => undefined);
  }
}

async function readOpen(file: FileHandle, largest: number): Promise<OperatorFile> {
  const { mode, uid, size } = await file.stat();
  if ((mode & constants.S_IFMT) !== constants.S_IFREG) return { problem: 'is not a regular file' };
  const tooLarge = { problem: `is larger than ${Math.round(largest / 1024)} KiB; is it the right file?` };
  if (size > largest) return tooLarge;
  // One byte more than is wanted shows a file that grows, and those of /proc, whose size is 0.
  const bytes = Buffer.alloc(largest + 1);
  let filled = 0;
  for (let read = -1; read !== 0 && filled < bytes.length; filled += read) read = (await file.read(bytes, filled, bytes.length - filled)).bytesRead;
  if (filled > largest) return tooLarge;
  return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, filled)), mode: mode & 0o7777, own: uid === process.getuid?.() };
}

/** Writes a new file. The half sentence says why not: `exists already`. */
export async function createOperatorFile(path: string, text: string): Promise<'written' | { readonly problem: string }> {
  let file: FileHandle | undefined;
  try {
    file = await open(atHome(path), 'wx');
    await file.writeFile(text);
    return 'written';
  } catch (error) {
    if (file) await rm(atHome(path), { force: true });
    return { problem: sayError(error) };
  } finally {
    await file?.close().catch(() => undefined);
  }
}

const atHome = (path: string): string => (path.startsWith('~/') ? join(homedir(), path.slice(2)) : path);

const PROBLEMS: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist',
  ENOTDIR: 'does not exist',
  EACCES: 'cannot be opened by this account',
  EPERM: 'cannot be opened by this account',
  EISDIR: 'is a directory',
  EEXIST: 'exists already',
  ENXIO: 'is not a regular file',
  EROFS: 'is on a read-only file system',
  ENOSPC: 'does not fit: no space is left',
  ERR_ENCODING_INVALID_ENCODED_DATA: 'is not UTF-8 text',
};
const sayError = (error: unknown): string => {
  const { code = 'an unknown error' } = error as NodeJS.ErrnoException;
  return PROBLEMS[code] ?? `cannot be used: ${code}`;
};
