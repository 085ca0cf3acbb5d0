import type { Entry } from '../model/evidence.ts';
import { writeArchive } from './archive.ts';
import { writeDirectory } from './directory.ts';
import { encodeEntry } from './encode.ts';
import { scanForLeaks } from './leaks.ts';
import type { Manifest } from './manifest.ts';

export interface SnapshotOptions {
  /** A directory, or a file whose name ends in `.tar.gz` or `.tgz`. */
  readonly path: string;
  readonly manifest: Omit<Manifest, 'format' | 'answers'>;
  /** Every secret value that redaction met: none of them may be in what is written. */
  readonly secrets: ReadonlySet<string>;
}

/** Writes evidence as one readable file per answer, plus the manifest. It can only write what was collected. Throws before it writes a leak. */
export async function writeSnapshot(entries: readonly Entry[], { path, manifest, secrets }: SnapshotOptions): Promise<void> {
  const encoded = entries.map(encodeEntry).sort((a, b) => (sortKey(a.stored) < sortKey(b.stored) ? -1 : 1));
  const index: Manifest = { format: 1, ...manifest, answers: encoded.map(({ stored }) => stored) };
  const files = new Map<string, Buffer>([
    ['manifest.json', Buffer.from(`${JSON.stringify(index, null, 2)}\n`)],
    ...encoded.flatMap(one => [...one.files]),
  ]);
  scanForLeaks(files, secrets);
  const isArchive = /\.(?:tar\.gz|tgz)$/.test(path);
  await (isArchive ? writeArchive(path, files, new Date(manifest.takenAt)) : writeDirectory(path, files));
}

const sortKey = ({ host, query, file = '' }: Manifest['answers'][number]): string => `${host} ${file} ${JSON.stringify(query)}`;
