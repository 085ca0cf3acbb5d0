import { stat } from 'node:fs/promises';
import type { Answer, Source, TableBody } from '../model/answer.ts';
import { keyOf, type Query, type TableQuery } from '../model/query.ts';
import { columnsOfWhere, matches } from '../model/where.ts';
import { archiveFiles } from './archive.ts';
import { decodeAnswer } from './decode.ts';
import { directoryFiles } from './directory.ts';
import { digestOf, type SnapshotFiles } from './files.ts';
import { LIMITS, mebibytes } from './limits.ts';
import { type Manifest, readManifest, SnapshotError, type StoredAnswer } from './manifest.ts';

/** An opened snapshot: a source that answers the questions it was taken for, and nothing else. */
export interface Snapshot extends Source {
  readonly name: string;
  readonly manifest: Manifest;
  /** `sha256:…` over the manifest and every stored answer. */
  readonly digest: string;
}

/** Opens a snapshot, a directory or a `.tar.gz`. Throws `SnapshotError` with one sentence. */
export async function openSnapshot(path: string): Promise<Snapshot> {
  const files = await filesAt(path);
  const stored = await files.read('manifest.json');
  if (!stored) throw new SnapshotError(`${path} is not a snapshot: it has no manifest.json. Name the directory or .tar.gz that holds it.`);
  if ('problem' in stored) throw new SnapshotError(`${path} cannot be opened: ${stored.problem}.`);
  const manifest = readManifest(stored.bytes, `${path}/manifest.json`);
  const digest = await digestAll(files, manifest, stored.bytes);
  return { name: path, manifest, digest, ask: answersOf(manifest, files) };
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
    const missing = query.kind === 'table' && found.query.kind === 'table' ? notIn(query.columns, found.query.columns) : [];
    if (missing.length > 0 && found.status === 'ok')
      return { status: 'failed', reason: `this snapshot was taken without the column ${missing.join(', ')} of ${keyOf(query)}` };
    return decodeAnswer(found, files, manifest.takenAt);
  }
}

/** The same table without its filter, and with the columns that the filter looks at. */
const wholeTable = ({ name, columns, where }: TableQuery): TableQuery => ({
  kind: 'table',
  name,
  columns: [...new Set([...columns, ...columnsOfWhere(where)])],
});

/** A table that was stored whole answers for any part of it. */
function filtered({ where }: TableQuery, answer: Answer): Answer {
  if (answer.status !== 'ok') return answer;
  const { columns, rows } = answer.body as TableBody;
  return { ...answer, body: { columns, rows: rows.filter(row => matches(where!, row)) } };
}

const slot = (host: string, query: Query): string => `${host} ${keyOf(query)}`;

const notIn = (wanted: readonly string[], stored: readonly string[]): string[] => wanted.filter(one => !stored.includes(one));

async function digestAll(files: SnapshotFiles, manifest: Manifest, bytes: Buffer): Promise<string> {
  const contents = new Map([['manifest.json', bytes]]);
  let total = 0;
  for (const path of manifest.answers.flatMap(({ file, tail }) => [file, tail].filter(one => one !== undefined))) {
    const stored = await files.read(path);
    if (!stored || 'problem' in stored) continue;
    contents.set(path, stored.bytes);
    total += stored.bytes.length;
    if (total > LIMITS.total) throw new SnapshotError(`${files.name} has more than ${mebibytes(LIMITS.total)} of answers.`);
  }
  return digestOf(contents);
}
