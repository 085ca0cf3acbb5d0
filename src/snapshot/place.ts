import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { access, constants, link, lstat, open, rename, rm, stat, unlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { SnapshotError } from './manifest.ts';

export interface PlaceOptions {
  /** Put it in the place of a snapshot that is there. Never in the place of anything else. */
  readonly force?: boolean;
  /** Ends the writing; nothing is left then. Rejects with the reason of the signal. */
  readonly signal?: AbortSignal;
}

/**
 * Makes something under a temporary name beside its place, and moves it there when it is complete and on the disk: whatever
 * happens, nobody sees half of it, and the temporary is gone, also where the process is told to exit. Throws `SnapshotError`.
 */
export async function place(path: string, write: (temporary: string) => Promise<void>, { force = false, signal }: PlaceOptions = {}): Promise<void> {
  const temporary = `${path}.${randomBytes(4).toString('hex')}.tmp`;
  const forget = (): void => rmSync(temporary, { recursive: true, force: true });
  process.once('exit', forget);
  try {
    await write(temporary);
    signal?.throwIfAborted();
    await (force ? replace(temporary, path) : putNew(temporary, path));
    await syncFolder(dirname(path));
  } catch (error) {
    forget();
    throw signal?.aborted ? signal.reason : explained(error as NodeJS.ErrnoException, path);
  } finally {
    process.removeListener('exit', forget);
  }
}

/** Throws where a snapshot could not be put there, before anybody is asked for one. */
export async function assertPlace(path: string, { force = false }: PlaceOptions = {}): Promise<void> {
  try {
    if (!force) await assertFree(path);
    else await assertReplaceable(path);
    await access(dirname(path), constants.W_OK | constants.X_OK);
  } catch (error) {
    throw explained(error as NodeJS.ErrnoException, path);
  }
}

async function assertFree(path: string): Promise<void> {
  if (await lstat(path).catch(() => undefined))
    throw new SnapshotError(`${path} exists already. Choose another name, or give --force to put the new snapshot in its place.`);
}

/** With --force a mistake in the name must not cost somebody a folder: only what looks like a snapshot gives way. */
async function assertReplaceable(path: string): Promise<void> {
  const found = await lstat(path).catch(() => undefined);
  if (found?.isDirectory() !== isArchive(path)) {
    if (!found?.isDirectory() || (await stat(join(path, 'manifest.json')).catch(() => undefined))) return;
    throw new SnapshotError(`${path} is a folder without a manifest.json, so it is no snapshot and is left alone. Choose another name.`);
  }
  if (found) throw new SnapshotError(`${path} is a ${isArchive(path) ? 'folder' : 'file'}, and stays one. Choose another name.`);
}

/** Whether a snapshot of this name is one file. */
export const isArchive = (path: string): boolean => /\.(?:tar\.gz|tgz)$/.test(path);

/** A link is refused where the name is taken, however late somebody took it; a rename would write over it. */
async function putNew(temporary: string, path: string): Promise<void> {
  await assertFree(path);
  if (!isArchive(path)) return rename(temporary, path);
  try {
    await link(temporary, path);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return assertFree(path);
    // Not every file system has links.
    return rename(temporary, path);
  }
  await unlink(temporary);
}

/** A folder cannot be renamed over another one: the old one steps aside, and comes back where the new one cannot take its place. */
async function replace(temporary: string, path: string): Promise<void> {
  await assertReplaceable(path);
  if (isArchive(path) || !(await stat(path).catch(() => undefined))) return rename(temporary, path);
  const aside = `${temporary}.old`;
  await rename(path, aside);
  try {
    await rename(temporary, path);
  } catch (error) {
    await rename(aside, path);
    throw error;
  }
  await rm(aside, { recursive: true, force: true });
}

/** So that the name, too, is on the disk. Where a folder cannot be flushed, that is not the fault of the snapshot. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, constants.O_RDONLY | constants.O_DIRECTORY).catch(() => undefined);
  try {
    await handle?.sync().catch(() => undefined);
  } finally {
    await handle?.close();
  }
}

const PROBLEMS: Readonly<Record<string, string>> = {
  ENOSPC: 'there is no space left on the device',
  EDQUOT: 'the disk quota is used up',
  EFBIG: 'it is larger than a file may be here (see ulimit -f)',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  ENOENT: 'there is no such folder',
  ENOTDIR: 'what should be a folder is none',
  ENAMETOOLONG: 'the name is too long',
  EIO: 'the disk reports an error',
};

function explained(error: NodeJS.ErrnoException, path: string): Error {
  if (error instanceof SnapshotError || error.code === undefined) return error;
  return new SnapshotError(`The snapshot ${basename(path)} could not be written to ${dirname(path)}: ${PROBLEMS[error.code] ?? error.code}.`);
}
