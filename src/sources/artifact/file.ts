import { constants, type Stats } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import type { Failure, FailureStatus } from '../../model/answer.ts';

/** The bytes of a small file, or why there are none. */
export type SmallFile = { readonly bytes: Buffer } | Failure;

/** Reads a regular file of at most `limit` bytes. */
export const readSmall = (path: string, limit: number): Promise<SmallFile> =>
  withFile<SmallFile>(path, async (file, stat) => {
    if (!stat.isFile()) return { status: 'failed', reason: `${path} is not a file` };
    const bytes = await readUpTo(file, limit + 1);
    return bytes.length > limit ? { status: 'too-large', reason: `${path} is larger than ${limit >> 10} KiB` } : { bytes };
  });

/** Opens for reading what may be anything (a pipe that nobody writes to does not stop us), and closes it again. */
export async function withFile<T>(path: string, use: (file: FileHandle, stat: Stats) => Promise<T>): Promise<T | Failure> {
  try {
    const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      return await use(file, await file.stat());
    } finally {
      await file.close();
    }
  } catch (error) {
    return failureOf(path, error as NodeJS.ErrnoException);
  }
}

/** The first `most` bytes, or fewer where the file ends before. */
export async function readUpTo(file: FileHandle, most: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for (let left = most; left > 0; ) {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(Math.min(left, 1 << 16)), 0, null, null);
    if (bytesRead === 0) break;
    left -= bytesRead;
    chunks.push(buffer.subarray(0, bytesRead));
  }
  return Buffer.concat(chunks);
}

const BY_CODE: Readonly<Record<string, { status: FailureStatus; words: string }>> = {
  ENOENT: { status: 'absent', words: 'there is no such file' },
  ENOTDIR: { status: 'absent', words: 'there is no such file' },
  EACCES: { status: 'denied', words: 'it may not be read' },
  EPERM: { status: 'denied', words: 'it may not be read' },
};

/** What an error of the file system means for the one who asked for this path. */
export function failureOf(path: string, { code = 'an unknown error' }: { readonly code?: string | undefined }): Failure {
  const { status, words } = BY_CODE[code] ?? { status: 'failed', words: `it could not be read: ${code}` };
  return { status, reason: `${path}: ${words}` };
}
