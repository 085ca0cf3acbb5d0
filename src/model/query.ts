import { assertAllowed, traceOf } from './commands.ts';

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
  readonly xml?: XmlPaths;
}
/**
 * Of columns that hold XML documents, what is kept of them: the text of the elements at these paths below the root element, and of
 * attributes that are named: `{ body: ['STATE', 'TEMPLATE/DISK/IMAGE_ID', 'SERVER/@id'] }`. Everything else is dropped at collection.
 */
export type XmlPaths = Readonly<Record<string, readonly string[]>>;
/** With `xml`, the answer is asked for in XML, and only the elements at these paths below its root are kept of it, as of a column. */
export interface HttpQuery {
  readonly kind: 'http';
  readonly path: string;
  readonly xml?: readonly string[];
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
export function table(name: string, { columns, where, xml }: Omit<TableQuery, 'kind' | 'name'>): TableQuery {
  for (const identifier of [...name.split('.'), ...columns]) assertIdentifier(identifier);
  const reduced = xml && pathsOf(Object.entries(xml).map(([column, paths]) => [assertXml(column, paths, columns), paths]));
  return { kind: 'table', name, columns: [...columns].sort(), ...(where && { where }), ...(reduced && { xml: reduced }) };
}

/** One GET on the platform's own API. */
export function http(path: string, { xml }: Pick<HttpQuery, 'xml'> = {}): HttpQuery {
  assertPaths(xml ?? []);
  return { kind: 'http', path, ...(xml && { xml: sortedSet(xml) }) };
}

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
      return `command ${query.argv.join(' ')}${sayTrace(query)}`;
    case 'table':
      return `table ${query.name} (${sayColumns(query)})${query.where ? ` where ${sayWhere(query.where)}` : ''}`;
    default:
      return keyOf(query);
  }
}

/** The one query that answers both. Both must have the same key. */
export function widen(a: Query, b: Query): Query {
  if (a.kind === 'table' && b.kind === 'table') return widenTable(a, b);
  if (a.kind === 'file' && b.kind === 'file') return widenFile(a, b);
  if (a.kind === 'http' && b.kind === 'http') return widenHttp(a, b);
  return a;
}

export const isCut = (keep: Keep | undefined): keep is { readonly head: number; readonly tail: number } => keep !== undefined && 'head' in keep;

/** A column is reduced where both want it reduced: who wants all of it gets all of it. */
function widenTable(a: TableQuery, b: TableQuery): TableQuery {
  const { xml: _, ...rest } = a;
  const columns = [...new Set([...a.columns, ...b.columns])].sort();
  const wholly = columns.filter(column => [a, b].some(one => one.columns.includes(column) && xmlPaths(one, column) === undefined));
  const reduced = columns.filter(column => !wholly.includes(column));
  const xml = pathsOf(reduced.map(column => [column, [...(xmlPaths(a, column) ?? []), ...(xmlPaths(b, column) ?? [])]]));
  return { ...rest, columns, ...(reduced.length > 0 && { xml }) };
}

/** Who wants all of the answer gets all of it. */
const widenHttp = (a: HttpQuery, b: HttpQuery): HttpQuery =>
  a.xml && b.xml ? { ...a, xml: sortedSet([...a.xml, ...b.xml]) } : { kind: 'http', path: a.path };

/** What is kept of the XML in one column; undefined where all of it is. */
export const xmlPaths = ({ xml }: TableQuery, column: string): readonly string[] | undefined =>
  xml && Object.hasOwn(xml, column) ? xml[column] : undefined;

/** What one query wants of the columns that both have, and another was not asked for: `TEMPLATE/DISK in body`. */
export const xmlMissing = (wanted: TableQuery, asked: TableQuery): string[] =>
  asked.columns
    .filter(column => wanted.columns.includes(column))
    .flatMap(column => {
      const [want, had] = [xmlPaths(wanted, column), xmlPaths(asked, column)];
      if (had === undefined) return [];
      return want === undefined ? [`all of ${column}`] : want.filter(path => !had.includes(path)).map(path => `${path} in ${column}`);
    });

const pathsOf = (entries: readonly (readonly [string, readonly string[]])[]): XmlPaths =>
  Object.fromEntries(entries.map(([column, paths]) => [column, sortedSet(paths)]));

const sortedSet = (paths: readonly string[]): string[] => [...new Set(paths)].sort();

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

const sayColumns = (query: TableQuery): string =>
  query.columns
    .map(column => {
      const paths = xmlPaths(query, column);
      return paths ? `${column}: only ${paths.join(' and ')}` : column;
    })
    .join(', ');

function sayTrace({ argv }: CommandQuery): string {
  const trace = traceOf(argv);
  return trace === undefined ? '' : ` (leaves a trace: ${trace}; only with --allow-traces)`;
}

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

const XML_PATH = /^(?:[A-Za-z_][\w.-]*\/){0,20}@?[A-Za-z_][\w.-]*$/;

function assertXml(column: string, paths: readonly string[], columns: readonly string[]): string {
  if (!columns.includes(column)) throw new Error(`The column ${column} is to be reduced and is not asked for`);
  assertPaths(paths);
  return column;
}

function assertPaths(paths: readonly string[]): void {
  for (const path of paths) if (!XML_PATH.test(path)) throw new Error(`Not a path of XML elements below the root: ${path}`);
}
