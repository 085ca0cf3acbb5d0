import { createReadStream, createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { extract, type Header, pack } from 'tar-stream';
import { isInside, type SnapshotFiles, type StoredFile } from './files.ts';
import { LIMITS, mebibytes } from './limits.ts';
import { SnapshotError } from './manifest.ts';

/** A snapshot in one `.tar.gz`, read into memory within the limits. Nothing is ever unpacked to disk. */
export async function archiveFiles(archive: string): Promise<SnapshotFiles> {
  const files = await readArchive(archive).catch(error => {
    if (error instanceof SnapshotError) throw error;
    throw new SnapshotError(`${archive} could not be read as a .tar.gz: ${(error as Error).message}.`);
  });
  return { name: archive, read: async path => files.get(path) };
}

async function readArchive(archive: string): Promise<Map<string, StoredFile>> {
  const files = new Map<string, StoredFile>();
  let total = 0;
  const entries = extract();
  const unpacked = pipeline(createReadStream(archive), createGunzip(), entries);
  unpacked.catch(() => {}); // the loop below reports it; this only keeps it from being unhandled meanwhile
  for await (const entry of entries) {
    const { header } = entry;
    if (header.type === 'directory') {
      entry.resume();
      continue;
    }
    const path = checkEntry(header, archive, files);
    total += header.size ?? 0;
    if (total > LIMITS.total) throw new SnapshotError(`${archive} unpacks to more than ${mebibytes(LIMITS.total)}.`);
    files.set(path, await readEntry(entry, path, header));
  }
  await unpacked;
  return files;
}

/** The path inside the snapshot. A leading folder that `tar` wrote (`./`) is left out. Throws for what no snapshot has. */
function checkEntry({ name, type }: Header, archive: string, files: ReadonlyMap<string, StoredFile>): string {
  const path = name.replace(/^(?:\.\/)+/, '');
  if (!isInside(path))
    throw new SnapshotError(
      `${archive} has the entry ${JSON.stringify(name)}, which leads out of it. It was not made by preflight; do not unpack it.`,
    );
  if (type !== 'file' && type !== 'contiguous-file')
    throw new SnapshotError(`${archive} has ${JSON.stringify(name)} as ${type}; a snapshot has only files and directories.`);
  if (files.has(path)) throw new SnapshotError(`${archive} has two entries called ${JSON.stringify(name)}.`);
  if (files.size >= LIMITS.files) throw new SnapshotError(`${archive} has more than ${LIMITS.files} files.`);
  return path;
}

async function readEntry(entry: AsyncIterable<unknown>, path: string, { size = 0 }: Header): Promise<StoredFile> {
  const limit = path === 'manifest.json' ? LIMITS.manifest : LIMITS.answer;
  const chunks: Buffer[] = [];
  for await (const chunk of entry) if (size <= limit) chunks.push(chunk as Buffer);
  if (size > limit) return { status: 'too-large', problem: `${path} has ${mebibytes(size)}, more than the limit of ${mebibytes(limit)}` };
  return { bytes: Buffer.concat(chunks) };
}

/** Writes a `.tar.gz`, and flushes it to the disk. Equal files give equal bytes. */
export const writeArchive = (archive: string, files: ReadonlyMap<string, Buffer>, { takenAt, signal }: ArchiveOptions): Promise<void> =>
  pipeline(Readable.from(packed(files, takenAt)), createGzip(), createWriteStream(archive, { mode: 0o600, flush: true, flags: 'wx' }), {
    ...(signal && { signal }),
  });

interface ArchiveOptions {
  readonly takenAt: Date;
  readonly signal: AbortSignal | undefined;
}

async function* packed(files: ReadonlyMap<string, Buffer>, mtime: Date): AsyncGenerator<Buffer> {
  const tar = pack();
  for (const [name, bytes] of files) tar.entry({ name, mtime, mode: 0o600 }, bytes);
  tar.finalize();
  yield* tar as AsyncIterable<Buffer>;
}
