import { createHash } from 'node:crypto';
import type { CommandBody, FileBody, HttpBody, PathsBody, TableBody } from '../model/answer.ts';
import type { Entry } from '../model/evidence.ts';
import { keyOf, type Query, type TableQuery } from '../model/query.ts';
import type { StoredAnswer } from './manifest.ts';

/** An answer as a snapshot stores it: its line in the manifest, and the files it names. */
export interface Encoded {
  readonly stored: StoredAnswer;
  readonly files: ReadonlyMap<string, Buffer>;
}

/** Only evidence can be encoded, and evidence is redacted: no other way leads into a snapshot. */
export function encodeEntry({ host, query, evidence }: Entry, file: string = answerPath(host, query)): Encoded {
  if (evidence.status !== 'ok') return { stored: { host, query, ...evidence }, files: new Map() };
  const { text, tail, ...rest } = contentOf(query, evidence.body);
  const files = new Map([[file, Buffer.from(text)]]);
  if (tail !== undefined) files.set(`${file}.tail`, Buffer.from(tail));
  return { stored: { host, query, status: 'ok', at: evidence.at, file, ...(tail !== undefined && { tail: `${file}.tail` }), ...rest }, files };
}

type Content = { readonly text: string; readonly tail?: string } & Omit<StoredAnswer, 'host' | 'query' | 'status' | 'tail'>;

function contentOf(query: Query, body: unknown): Content {
  switch (query.kind) {
    case 'file':
      return fileContent(body as FileBody);
    case 'command': {
      const { stdout, stderr, exit } = body as CommandBody;
      return { text: stdout, stderr, exit };
    }
    case 'http': {
      const { body: text, status } = body as HttpBody;
      return { text, httpStatus: status };
    }
    case 'table':
      return tableContent(query, body as TableBody);
    case 'paths':
      return { text: rowsAsText((body as PathsBody).entries) };
    case 'artifact':
      return { text: `${JSON.stringify(body, null, 2)}\n` };
  }
}

function fileContent({ text, encoding, cut }: FileBody): Content {
  const latin1 = encoding === undefined ? {} : { encoding };
  return cut ? { text: cut.head, tail: cut.tail, size: cut.size, ...latin1 } : { text, ...latin1 };
}

function tableContent({ columns }: TableQuery, body: TableBody): Content {
  const absentColumns = columns.filter(column => !body.columns.includes(column));
  return { text: rowsAsText(body.rows), ...(absentColumns.length > 0 && { absentColumns }) };
}

/** One row a line, so that `less` and `diff` show rows. */
const rowsAsText = (rows: readonly object[]): string =>
  rows.length === 0 ? '[]\n' : `[\n${rows.map(row => `  ${JSON.stringify(row)}`).join(',\n')}\n]\n`;

/** Where an answer lies in a snapshot. */
export const answerPath = (host: string, query: Query): string => `answers/${fileSafe(host)}/${pathOf(query)}`;

/** A readable name: a file keeps its path, the rest is named by its words and six digits of its key. */
function pathOf(query: Query): string {
  const key = keyOf(query);
  const mark = createHash('sha256').update(key).digest('hex').slice(0, 6);
  if (query.kind === 'file')
    return isPlain(query.path) ? `file${query.path}${query.keep && 'head' in query.keep ? '.ends' : ''}` : `file/${fileSafe(query.path)}-${mark}`;
  if (query.kind === 'table' && !query.where) return `table/${query.name}.json`;
  const extension = query.kind === 'command' || query.kind === 'http' ? 'txt' : 'json';
  return `${query.kind}/${fileSafe(key.slice(query.kind.length + 1))}-${mark}.${extension}`;
}

const isPlain = (path: string): boolean =>
  path.length < 200 &&
  path
    .split('/')
    .slice(1)
    .every(part => /^[A-Za-z0-9_][A-Za-z0-9_.+-]*$/.test(part));

const fileSafe = (text: string): string =>
  text
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[-.]+|-$/g, '')
    .slice(0, 60);
