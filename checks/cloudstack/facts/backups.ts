import { fact, file, flag, path as pathInput, paths, type Redacted } from '../../../src/index.ts';
import { secondsSince } from './times.ts';

/** The two schemas that are dumped, by their usual names. */
export type Schema = 'cloud' | 'cloud_usage';

const words = (schema: Schema) => ({
  title: `Where is the dump of ${schema} (an absolute path, on a management server or on the database server)?`,
  default: '',
  reason: `empty: it is looked for as ${DEFAULTS[schema].join(', ')}`,
});

/** The names of the guides, in the home of root. */
export const DEFAULTS: Readonly<Record<Schema, readonly string[]>> = {
  cloud: ['/root/cloudstack-backup.sql', '/root/cloud-backup.sql', '/root/cloud-backup.dmp'],
  cloud_usage: ['/root/cloud_usage-backup.sql', '/root/cloud_usage-backup.dmp', '/root/cloud-usage-backup.dmp'],
};

export const backupInput: Readonly<Record<Schema, ReturnType<typeof pathInput>>> = {
  cloud: pathInput('cloud-backup', words('cloud')),
  cloud_usage: pathInput('usage-backup', words('cloud_usage')),
};

export const backupsTested = flag('backups-tested', {
  title:
    'Has somebody tested the dumps that cannot be looked into (compressed by another program than gzip, or made with --compact) to their last line?',
  default: false,
  reason: 'the end of a dump that was made with --compact does not show that it is complete, and only gzip is on every host',
});

type Inputs = Readonly<Record<string, unknown>>;

/** The one that the operator names, or those of the guides. A path that is not absolute cannot be asked for. */
export function dumpPaths(inputs: Inputs, schema: Schema): readonly string[] {
  const given = inputs[backupInput[schema].name];
  return typeof given === 'string' && given.startsWith('/') ? [given] : DEFAULTS[schema];
}

/** What the two ends of a file say. `last` is for a dump with its comments: `completed`, in the `middle`, or before its first `table`. */
export type Dump = { readonly path: string } & (
  | { readonly is: 'empty' | 'other' }
  | { readonly is: 'compact' }
  | { readonly is: 'compressed'; readonly by: string }
  | { readonly is: 'uncommented' }
  | { readonly is: 'error'; readonly error: string }
  | {
      readonly is: 'dump';
      readonly database: string;
      readonly isOfSeveral: boolean;
      readonly last: 'completed' | 'middle' | 'table';
      readonly finished: string | undefined;
    }
);

const MAGIC: readonly (readonly [string, string])[] = [
  ['\x1f\x8b', 'gzip'],
  ['\xfd7zXZ', 'xz'],
  ['\x28\xb5\x2f\xfd', 'zstd'],
  ['BZh', 'bzip2'],
  ['\x04\x22\x4d\x18', 'lz4'],
  ['PK\x03\x04', 'zip'],
];
const HEADER = /^-- (?:MySQL|MariaDB) dump /m;
const HOST = /^-- Host: .*?\s+Database: ?(.*)$/m;
const TRAILER = /^-- Dump completed(?: on (.{1,30}))?$/;
const SQL = /^\s*(?:\/\*[!M]|--|CREATE |DROP |INSERT |USE |SET )/;
const ERROR = /^(?:\S*\/)?(?:mysqldump|mariadb-dump): (?:Got errno|Got error|Error|Couldn't) ?.*$/im;
const LONGEST = 200;

/**
 * Only the ends of a dump are read, as short as will do: where it broke off, its end is the data of a table.
 *
 *     -- MySQL dump 10.13  Distrib 5.1.73, for redhat-linux-gnu (x86_64)
 *     --
 *     -- Host: localhost    Database: cloud
 *     …
 *     /\*!40111 SET SQL_NOTES=@OLD_SQL_NOTES *\/;
 *
 *     -- Dump completed on 2026-11-21  1:56:39
 */
function dumpOf(path: string, { text, cut }: Body): Dump {
  const head = (cut?.head ?? text).replace(/^\uFEFF/, '');
  const tail = cut?.tail ?? text;
  if (text.trim() === '') return { path, is: 'empty' };
  const by = MAGIC.find(([magic]) => head.startsWith(magic))?.[1];
  if (by) return { path, is: 'compressed', by };
  const error = (ERROR.exec(head) ?? ERROR.exec(tail))?.[0];
  if (error) return { path, is: 'error', error: error.trim().slice(0, LONGEST) };
  const last = tail.trimEnd().split(/\r?\n/).at(-1) ?? '';
  const trailer = TRAILER.exec(last);
  if (HEADER.test(head)) {
    const isOfSeveral = /^-- Current Database: /m.test(head);
    const database = HOST.exec(head)?.[1]?.trim() ?? '';
    return { path, is: 'dump', database, isOfSeveral, last: trailer ? 'completed' : lastOf(last), finished: trailer?.[1] };
  }
  if (!SQL.test(head)) return { path, is: 'other' };
  return {
    path,
    is: /^\/\*!\d+ SET SQL_NOTES=@OLD_SQL_NOTES \*\/;$|^\/\*M!\d+ SET NOTE_VERBOSITY=@OLD_NOTE_VERBOSITY \*\/;$/.test(last)
      ? 'uncommented'
      : 'compact',
  };
}

type Body = Redacted<{ readonly text: string; readonly cut?: { readonly head: string; readonly tail: string } }>;

/** The last settings that a dump makes before its first table. */
const lastOf = (line: string): 'middle' | 'table' => (/SET @OLD_(?:SQL_NOTES|NOTE_VERBOSITY)=@@/.test(line) ? 'table' : 'middle');

const ends = { keep: { head: 1024, tail: 96 } } as const;

const dump = (schema: Schema, role: string) =>
  fact({
    id: `cloudstack.dump-of-${schema.replace('_', '-')}-on-${role}`,
    title: `dump of ${schema}`,
    role,
    query: inputs => dumpPaths(inputs, schema).map(path => file(path, ends)),
    parse: (body, { query }) => dumpOf(query.kind === 'file' ? query.path : '', body),
  });

/** One file that may be a dump. `age` in seconds by the clock of its host. */
export interface DumpFile {
  readonly path: string;
  readonly size: number;
  readonly mode: string;
  readonly mtime: string;
  readonly age: number;
}

/** A path as a glob that means this path alone. */
export const escapeGlob = (path: string): string => path.replace(/[\\*?[\]]/g, '\\$&');

/** Names of the newer guides carry a date: `cloud-backup_2026-11-21.sql.gz`. */
const globs = (inputs: Inputs, schema: Schema): string[] => {
  const given = dumpPaths(inputs, schema);
  if (given !== DEFAULTS[schema]) return given.map(escapeGlob);
  return schema === 'cloud' ? ['/root/cloudstack-backup*', '/root/cloud-backup*'] : ['/root/cloud_usage-backup*', '/root/cloud-usage-backup*'];
};

const listing = (schema: Schema, role: string) =>
  fact({
    id: `cloudstack.files-of-${schema.replace('_', '-')}-dumps-on-${role}`,
    title: `files that may be dumps of ${schema}`,
    role,
    query: inputs => [paths(...globs(inputs, schema))],
    parse: ({ entries }, { at }): DumpFile[] =>
      entries
        .filter(({ type }) => type === 'file')
        .map(({ path, size, mode, mtime }) => ({ path, size, mode, mtime, age: secondsSince(mtime, at) ?? 0 })),
  });

const factsOf = (schema: Schema) => ({
  dumpOnDatabase: dump(schema, 'database'),
  dumpOnManagement: dump(schema, 'management'),
  filesOnDatabase: listing(schema, 'database'),
  filesOnManagement: listing(schema, 'management'),
});

export const cloudBackup = factsOf('cloud');
export const usageBackup = factsOf('cloud_usage');
