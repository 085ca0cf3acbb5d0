import { constants } from 'node:fs';
import { lstat, mkdir, open, realpath, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isInside, type SnapshotFiles, type StoredFile } from './files.ts';
import { LIMITS, mebibytes } from './limits.ts';
import { syncFolder } from './place.ts';

/** A snapshot that lies in a directory. Links are not followed, nothing outside the directory is read, each file is read once, and not more than the limit in all. */
export async function directoryFiles(directory: string): Promise<SnapshotFiles> {
  const root = await realpath(directory);
  const known = new Map<string, Promise<StoredFile | undefined>>();
  let total = 0;
  const counted = (stored: StoredFile | undefined): StoredFile | undefined => {
    total += stored && 'bytes' in stored ? stored.bytes.length : 0;
    return total > LIMITS.total ? { status: 'too-large', problem: `${directory} has more than ${mebibytes(LIMITS.total)} of answers` } : stored;
  };
  const read = (path: string): Promise<StoredFile | undefined> => {
    const stored = known.get(path) ?? readInside(root, path).then(counted);
    known.set(path, stored);
    return stored;
  };
  return { name: directory, read };
}

async function readInside(root: string, path: string): Promise<StoredFile | undefined> {
  if (!isInside(path)) return { status: 'failed', problem: `${path} is not a path inside the snapshot` };
  const full = join(root, path);
  const found = await lstat(full).catch(() => undefined);
  if (!found) return undefined;
  if (found.isSymbolicLink() || (await realpath(full)) !== full)
    return { status: 'failed', problem: `${path} is or lies behind a symbolic link, which a snapshot may not have` };
  if (!found.isFile()) return { status: 'failed', problem: `${path} is not a regular file` };
  const limit = path === 'manifest.json' ? LIMITS.manifest : LIMITS.answer;
  if (found.size > limit) return { status: 'too-large', problem: `${path} has ${mebibytes(found.size)}, more than the limit of ${mebibytes(limit)}` };
  return readBounded(full, path, limit);
}

/** Reads at most `limit` bytes, whatever the file has become since it was looked at. */
async function readBounded(full: string, path: string, limit: number): Promise<StoredFile> {
  try {
    const handle = await open(full, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    try {
      const { size } = await handle.stat();
      const buffer = Buffer.alloc(Math.min(size, limit));
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, 0);
      return { bytes: buffer.subarray(0, bytesRead) };
    } finally {
      await handle.close();
    }
  } catch (error) {
    return { status: 'failed', problem: `${path} could not be read: ${(error as NodeJS.ErrnoException).code}` };
  }
}

/** Files that are written and flushed at the same time: the disk is waited for, not the processor. */
const AT_ONCE = 16;

/** Writes a folder that is not there yet, and flushes it to the disk. */
export async function writeDirectory(directory: string, files: ReadonlyMap<string, Buffer>, signal?: AbortSignal): Promise<void> {
  const folders = new Set(['', ...[...files.keys()].flatMap(above)]);
  for (const folder of folders) await mkdir(join(directory, folder), { mode: 0o700 });
  const all = [...files];
  for (let first = 0; first < all.length; first += AT_ONCE) {
    signal?.throwIfAborted();
    // All of them have ended before one failure is told, so that none writes into a folder that is being removed.
    const written = await Promise.allSettled(
      all.slice(first, first + AT_ONCE).map(([path, bytes]) => writeFile(join(directory, path), bytes, { mode: 0o600, flush: true, flag: 'wx' })),
    );
    for (const one of written) if (one.status === 'rejected') throw one.reason;
  }
  for (const folder of folders) await syncFolder(join(directory, folder));
}

/** `a/b/c` lies in `a` and `a/b`. */
const above = (path: string): string[] => {
  const parts = path.split('/').slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
};
