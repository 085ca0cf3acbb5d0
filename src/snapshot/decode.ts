import type { Answer, Bodies, CommandBody, FileBody, HttpBody, PathEntry, Row, TableBody } from '../model/answer.ts';
import { isCut, type TableQuery } from '../model/query.ts';
import { decodeText, decodeUtf8 } from '../parsers/text-encoding.ts';
import type { SnapshotFiles, StoredFile } from './files.ts';
import type { StoredAnswer } from './manifest.ts';

/** An answer as the host gave it, from what the snapshot stores. What cannot be read becomes a failure with its reason. */
export async function decodeAnswer(stored: StoredAnswer, files: SnapshotFiles, takenAt: string): Promise<Answer> {
  const { status, at = takenAt } = stored;
  if (status !== 'ok') return { status, reason: stored.reason ?? 'the snapshot gives no reason', ...(stored.at !== undefined && { at }) };
  const content = await files.read(stored.file ?? '');
  const tail = stored.tail === undefined ? undefined : await files.read(stored.tail);
  const problem = problemOf(stored.file, content) ?? (stored.tail === undefined ? undefined : problemOf(stored.tail, tail));
  if (problem) return problem;
  try {
    return { status: 'ok', at, body: bodyOf(stored, (content as { bytes: Buffer }).bytes, (tail as { bytes: Buffer } | undefined)?.bytes) };
  } catch (error) {
    return { status: 'failed', reason: `${stored.file} of the snapshot could not be read: ${(error as Error).message}` };
  }
}

function problemOf(path: string | undefined, file: StoredFile | undefined): Answer | undefined {
  if (!file) return { status: 'failed', reason: `the manifest names ${path}, which the snapshot does not have` };
  return 'problem' in file ? { status: file.status, reason: file.problem } : undefined;
}

function bodyOf(stored: StoredAnswer, bytes: Buffer, tail: Buffer | undefined): Bodies[keyof Bodies] {
  switch (stored.query.kind) {
    case 'file':
      return fileBody(stored, bytes, tail);
    case 'command':
      return { stdout: decodeUtf8(bytes), stderr: stored.stderr ?? '', exit: need(stored.exit, 'the exit code') } satisfies CommandBody;
    case 'http':
      return { body: decodeUtf8(bytes), status: need(stored.httpStatus, 'the HTTP status') } satisfies HttpBody;
    case 'table':
      return tableBody(stored.query, stored.absentColumns ?? [], json(bytes));
    case 'paths':
      return { entries: list(json(bytes)) as PathEntry[] };
    case 'artifact':
      return json(bytes) as Bodies['artifact'];
  }
}

function fileBody({ query, encoding, size }: StoredAnswer, bytes: Buffer, tail: Buffer | undefined): FileBody {
  const { text, encoding: found } = decodeText(bytes);
  const marked = encoding ?? found;
  const common = marked === undefined ? {} : { encoding: marked };
  // A file that is shorter than what is kept of it is stored whole, and was answered so.
  if (query.kind !== 'file' || !isCut(query.keep) || tail === undefined) return { text, ...common };
  const end = decodeText(tail).text;
  return { text: `${text}\n${end}`, ...common, cut: { size: size ?? bytes.length + tail.length, head: text, tail: end } };
}

const json = (bytes: Buffer): unknown => JSON.parse(decodeUtf8(bytes));

function list(data: unknown): object[] {
  if (!Array.isArray(data) || data.some(one => typeof one !== 'object' || one === null)) throw new Error('it is not a list of objects');
  return data as object[];
}

function tableBody({ columns }: TableQuery, absentColumns: readonly string[], data: unknown): TableBody {
  const present = columns.filter(column => !absentColumns.includes(column));
  return { columns: present, rows: list(data).map((row, index) => readRow(row, present, index)) };
}

const readRow = (row: object, columns: readonly string[], index: number): Row =>
  Object.fromEntries(
    columns.map(column => [column, readValue(Object.hasOwn(row, column) ? (row as Record<string, unknown>)[column] : undefined, column, index)]),
  );

function readValue(value: unknown, column: string, index: number): string | null {
  if (value === null || typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? '1' : '0';
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  throw new Error(`row ${index + 1} has ${value === undefined ? 'no' : 'an unreadable'} ${column}`);
}

function need<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`the manifest lacks ${what}`);
  return value;
}
