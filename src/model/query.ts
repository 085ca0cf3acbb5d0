import { assertAllowed } from './commands.ts';

/** A value in a `where`: compared exactly, as text or as a whole number. */
export type Scalar = string | number;

/** A small structured filter. It is structured so that a database, a dump and a snapshot can all answer it. */
export type Where =
  | { readonly column: string; readonly equals: Scalar }
  | { readonly column: string; readonly in: readonly Scalar[] }
  | { readonly column: string; readonly is: 'null' | 'not null' }
  | { readonly all: readonly Where[] };

/** What to keep of a file: the values of these keys only, or this many bytes of its beginning and its end. */
export type Keep = { readonly keys: readonly string[] } | { readonly head: number; readonly tail: number };

export interface FileQuery {
  readonly kind: 'file';
  readonly path: string;
  readonly keep?: Keep;
}
export interface PathsQuery {
  readonly kind: 'paths';
  readonly globs: readonly string[];
}
export interface CommandQuery {
  readonly kind: 'command';
  readonly argv: readonly string[];
}
export interface TableQuery {
  readonly kind: 'table';
  readonly name: string;
  readonly columns: readonly string[];
  readonly where?: Where;
}
export interface HttpQuery {
  readonly kind: 'http';
  readonly path: string;
}
/** Companions that are not named are looked for beside the artifact, by their usual names. */
export interface ArtifactQuery {
  readonly kind: 'artifact';
  readonly path: string;
  readonly keys?: string;
  readonly signature?: string;
  readonly checksums?: readonly string[];
}

/** The only things preflight can ask. The set is closed, and every member only reads. */
export type Query = FileQuery | PathsQuery | CommandQuery | TableQuery | HttpQuery | ArtifactQuery;
export type Kind = Query['kind'];
export type QueryOf<K extends Kind> = Extract<Query, { kind: K }>;

/** The text of one file, at most 1 MiB; with `keep`, only some keys or only its two ends. */
export const file = (path: string, options: { readonly keep?: Keep } = {}): FileQuery => ({
  kind: 'file',
  path: absolute(path),
  ...options,
});

/** Which files are there (type, mode, owner, size, times), never what is in them. */
export const paths = (...globs: string[]): PathsQuery => ({ kind: 'paths', globs: globs.map(absolute).sort() });

/** A program of the allow-list in `commands.ts`, run without a shell. */
export function command(...argv: string[]): CommandQuery {
  assertAllowed(argv);
  return { kind: 'command', argv };
}

/** Named columns of one table, `schema.table`. A table or column that this version does not have is an answer, not an error. */
export function table(name: string, { columns, where }: { readonly columns: readonly string[]; readonly where?: Where }): TableQuery {
  for (const identifier of [...name.split('.'), ...columns]) assertIdentifier(identifier);
  return { kind: 'table', name, columns: [...columns].sort(), ...(where && { where }) };
}

/** One GET on the platform's own API. */
export const http = (path: string): HttpQuery => ({ kind: 'http', path });

/** A release file beside the operator: size, digests and what each signature says. */
export const artifact = (path: string, companions: Omit<ArtifactQuery, 'kind' | 'path'> = {}): ArtifactQuery => ({
  kind: 'artifact',
  path,
  ...companions,
});

/** What a query is about. Two queries with one key are asked once, as their union, and stored once. */
export function keyOf(query: Query): string {
  switch (query.kind) {
    case 'file':
      return `${isCut(query.keep) ? 'ends of file' : 'file'} ${query.path}`;
    case 'paths':
      return `paths ${query.globs.join(' ')}`;
    case 'command':
      return `command ${JSON.stringify(query.argv)}`;
    case 'table':
      return `table ${query.name}${query.where ? ` where ${sayWhere(query.where)}` : ''}`;
    case 'http':
      return `http ${query.path}`;
    case 'artifact':
      return `artifact ${query.path}`;
  }
}

/** The query as a sentence for people: what is read, and how much of it. */
export function describe(query: Query): string {
  switch (query.kind) {
    case 'file':
      return `file ${query.path}${sayKeep(query.keep)}`;
    case 'command':
      return `command ${query.argv.join(' ')}`;
    case 'table':
      return `table ${query.name} (${query.columns.join(', ')})${query.where ? ` where ${sayWhere(query.where)}` : ''}`;
    default:
      return keyOf(query);
  }
}

/** The one query that answers both. Both must have the same key. */
export function widen(a: Query, b: Query): Query {
  if (a.kind === 'table' && b.kind === 'table') return { ...a, columns: [...new Set([...a.columns, ...b.columns])].sort() };
  if (a.kind === 'file' && b.kind === 'file') return widenFile(a, b);
  return a;
}

export const isCut = (keep: Keep | undefined): keep is { readonly head: number; readonly tail: number } => keep !== undefined && 'head' in keep;

function widenFile(a: FileQuery, b: FileQuery): FileQuery {
  if (isCut(a.keep) && isCut(b.keep)) {
    return { ...a, keep: { head: Math.max(a.keep.head, b.keep.head), tail: Math.max(a.keep.tail, b.keep.tail) } };
  }
  if (a.keep && b.keep && !isCut(a.keep) && !isCut(b.keep)) {
    return { ...a, keep: { keys: [...new Set([...a.keep.keys, ...b.keep.keys])].sort() } };
  }
  return { kind: 'file', path: a.path };
}

/** The filter in the words of SQL, for people and for keys; never sent to a database. */
export function sayWhere(where: Where): string {
  if ('all' in where) return where.all.map(sayWhere).join(' and ');
  if ('equals' in where) return `${where.column} = ${sayScalar(where.equals)}`;
  if ('in' in where) return `${where.column} in (${where.in.map(sayScalar).join(', ')})`;
  return `${where.column} is ${where.is}`;
}

const sayScalar = (value: Scalar): string => (typeof value === 'number' ? String(value) : `'${value.replaceAll("'", "''")}'`);

function sayKeep(keep: Keep | undefined): string {
  if (!keep) return '';
  return isCut(keep) ? ` (first ${keep.head} and last ${keep.tail} bytes)` : ` (only ${keep.keys.join(', ')})`;
}

function absolute(path: string): string {
  if (!path.startsWith('/')) throw new Error(`A path on a host must be absolute: ${path}`);
  return path;
}

function assertIdentifier(name: string): void {
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) throw new Error(`Not a plain SQL identifier: ${name}`);
}
