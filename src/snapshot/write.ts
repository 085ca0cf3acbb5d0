import { createHash } from 'node:crypto';
import type { Entry } from '../model/evidence.ts';
import { keyOf } from '../model/query.ts';
import { writeArchive } from './archive.ts';
import { writeDirectory } from './directory.ts';
import { answerPath, type Encoded, encodeEntry } from './encode.ts';
import { scanForLeaks } from './leaks.ts';
import { LIMITS, mebibytes } from './limits.ts';
import { type Manifest, SnapshotError } from './manifest.ts';
import { isArchive, type PlaceOptions, place } from './place.ts';

export interface SnapshotOptions extends PlaceOptions {
  /** A directory, or a file whose name ends in `.tar.gz` or `.tgz`. */
  readonly path: string;
  readonly manifest: Omit<Manifest, 'format' | 'answers'>;
  /** Every secret value that redaction met: none of them may be in what is written. */
  readonly secrets: ReadonlySet<string>;
}

/** Writes evidence as one readable file per answer, plus the manifest. It can only write what was collected. Throws before it writes a leak. */
export async function writeSnapshot(entries: readonly Entry[], { path, manifest, secrets, ...options }: SnapshotOptions): Promise<void> {
  const encoded = encodeAll(entries);
  const index: Manifest = { format: 1, ...manifest, answers: encoded.map(({ stored }) => stored) };
  const files = new Map<string, Buffer>([
    ['manifest.json', Buffer.from(`${JSON.stringify(index, null, 2)}\n`)],
    ...encoded.flatMap(one => [...one.files]),
  ]);
  assertReadable(files, path);
  scanForLeaks(files, secrets);
  const write = (temporary: string): Promise<void> =>
    isArchive(path)
      ? writeArchive(temporary, files, { takenAt: new Date(manifest.takenAt), signal: options.signal })
      : writeDirectory(temporary, files, options.signal);
  await place(path, write, options);
}

/** In one order, whatever was answered first; and no two answers in one file, however alike the names of their hosts are. */
function encodeAll(entries: readonly Entry[]): Encoded[] {
  const taken = new Set<string>();
  const sorted = entries.map(entry => [`${entry.host} ${keyOf(entry.query)}`, entry] as const).sort(([a], [b]) => (a < b ? -1 : 1));
  return sorted.map(([key, entry]) => {
    const usual = answerPath(entry.host, entry.query);
    // Some file systems do not tell `A` from `a`.
    const free = taken.has(usual.toLowerCase()) ? `${usual}-${createHash('sha256').update(key).digest('hex').slice(0, 12)}` : usual;
    const encoded = within(encodeEntry(entry, free));
    for (const file of encoded.files.keys()) taken.add(file.toLowerCase());
    return encoded;
  });
}

/** An answer that no reader would take is stored as what it would be read as. */
function within(encoded: Encoded): Encoded {
  const { host, query, at } = encoded.stored;
  const size = Math.max(0, ...[...encoded.files.values()].map(({ length }) => length));
  if (size <= LIMITS.answer) return encoded;
  const reason = `has ${mebibytes(size)} as text, more than the ${mebibytes(LIMITS.answer)} that a snapshot keeps of one answer`;
  return { stored: { host, query, status: 'too-large', reason, ...(at !== undefined && { at }) }, files: new Map() };
}

/** What would be refused when it is opened is not written. */
function assertReadable(files: ReadonlyMap<string, Buffer>, path: string): void {
  const total = [...files.values()].reduce((sum, { length }) => sum + length, 0);
  const index = files.get('manifest.json')!.length;
  const tooLarge = (what: string, most: string): SnapshotError =>
    new SnapshotError(
      `The snapshot ${path} was not written: it would have ${what}, and a snapshot has at most ${most}. Capture some checks or hosts at a time.`,
    );
  if (files.size > LIMITS.files) throw tooLarge(`${files.size} files`, `${LIMITS.files}`);
  if (index > LIMITS.manifest) throw tooLarge(`a manifest of ${mebibytes(index)}`, mebibytes(LIMITS.manifest));
  if (total > LIMITS.total) throw tooLarge(mebibytes(total), mebibytes(LIMITS.total));
}
