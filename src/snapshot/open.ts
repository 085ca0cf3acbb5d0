import { stat } from 'node:fs/promises';
import type { Answer, Source } from '../model/answer.ts';
import { keyOf, type Query, type TableQuery } from '../model/query.ts';
import { columnsOfWhere } from '../model/where.ts';
import { archiveFiles } from './archive.ts';
import { decodeAnswer } from './decode.ts';
import { directoryFiles } from './directory.ts';
import type { SnapshotFiles } from './files.ts';
import { type Manifest, readManifest, SnapshotError, type StoredAnswer } from './manifest.ts';
import { filtered, narrowed, notTaken } from './narrow.ts';

/** An opened snapshot: a source that answers the questions it was taken for, and nothing else. */
export interface Snapshot extends Source {
  readonly name: string;
  readonly manifest: Manifest;
}

/** Opens a snapshot, a directory or a `.tar.gz`. Throws `SnapshotError` with one sentence. */
export async function openSnapshot(path: string): Promise<Snapshot> {
  const files = await filesAt(path);
  const stored = await files.read('manifest.json');
  if (!stored) throw new SnapshotError(`${path} is not a snapshot: it has no manifest.json. Name the directory or .tar.gz that holds it.`);
  if ('problem' in stored) throw new SnapshotError(`${path} cannot be opened: ${stored.problem}.`);
  const manifest = readManifest(stored.bytes, `${path}/manifest.json`);
  return { name: path, manifest, ask: answersOf(manifest, files) };
}

async function filesAt(path: string): Promise<SnapshotFiles> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => error);
  if (found instanceof Error)
    throw new SnapshotError(`The snapshot ${path} ${found.code === 'ENOENT' ? 'does not exist' : `cannot be opened (${found.code})`}.`);
  if (found.isDirectory()) return directoryFiles(path);
  if (found.isFile()) return archiveFiles(path);
  throw new SnapshotError(`${path} is neither a directory nor a file.`);
}

function answersOf(manifest: Manifest, files: SnapshotFiles): Source['ask'] {
  const stored = new Map(manifest.answers.map(answer => [slot(answer.host, answer.query), answer]));
  return (host, queries) => Promise.all(queries.map(query => answer(host, query)));

  async function answer(host: string, query: Query): Promise<Answer> {
    const found = stored.get(slot(host, query));
    if (found) return decode(found, query);
    const whole = query.kind === 'table' && query.where ? stored.get(slot(host, wholeTable(query))) : undefined;
    if (whole) return filtered(query as TableQuery, await decode(whole, wholeTable(query as TableQuery)));
    return { status: 'failed', reason: `is not in this snapshot, which was taken ${manifest.takenAt}` };
  }

  async function decode(found: StoredAnswer, query: Query): Promise<Answer> {
    const missing = found.status === 'ok' ? notTaken(query, found.query) : undefined;
    if (missing !== undefined) return { status: 'failed', reason: `this snapshot was taken without ${missing} of ${keyOf(query)}` };
    return narrowed(query, await decodeAnswer(found, files, manifest.takenAt));
  }
}

/** The same table without its filter, and with the columns that the filter looks at. */
const wholeTable = ({ name, columns, where, xml }: TableQuery): TableQuery => ({
  kind: 'table',
  name,
  columns: [...new Set([...columns, ...columnsOfWhere(where)])],
  ...(xml && { xml }),
});

const slot = (host: string, query: Query): string => `${host} ${keyOf(query)}`;
