import { constants } from 'node:fs';
import { lstat, mkdir, open, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isInside, type SnapshotFiles, type StoredFile } from './files.ts';
import { LIMITS, mebibytes } from './limits.ts';
import { SnapshotError } from './manifest.ts';

/** A snapshot that lies in a directory. Links are not followed, nothing outside the directory is read, and each file is read once: what is judged is what the digest is of. */
export async function directoryFiles(directory: string): Promise<SnapshotFiles> {
  const root = await realpath(directory);
  const known = new Map<string, Promise<StoredFile | undefined>>();
  const read = (path: string): Promise<StoredFile | undefined> => {
    const stored = known.get(path) ?? readInside(root, path);
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

/** Writes the files under a temporary name and renames the whole: a crash leaves nothing under the final name. */
export async function writeDirectory(directory: string, files: ReadonlyMap<string, Buffer>): Promise<void> {
  if (await stat(directory).catch(() => undefined))
    throw new SnapshotError(`${directory} exists already; a snapshot is never written over something else. Choose another name.`);
  const temporary = `${directory}.${process.pid}.tmp`;
  try {
    await mkdir(temporary, { recursive: true, mode: 0o700 });
    for (const [path, bytes] of files) {
      await mkdir(dirname(join(temporary, path)), { recursive: true, mode: 0o700 });
      await writeFile(join(temporary, path), bytes, { mode: 0o600, flush: true });
    }
    await rename(temporary, directory);
  } catch (error) {
    await rm(temporary, { recursive: true, force: true });
    throw error;
  }
}
