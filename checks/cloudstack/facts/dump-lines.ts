import { command, fact } from '../../../src/index.ts';
import { dumpPaths, type Schema } from './backups.ts';

/** What the comments in the whole of a dump say, compressed or not. */
export interface DumpLines {
  /** The databases that are in it, as far as it names them. */
  readonly databases: readonly string[];
  /** Whether the table of `TABLE_OF` is in it. */
  readonly isWhole: boolean;
  readonly hasRoutines: boolean;
  readonly isCompleted: boolean;
  /** Whether gzip came to no end. */
  readonly isBroken: boolean;
}

/** A table that every such database has. */
export const TABLE_OF: Readonly<Record<Schema, string>> = { cloud: 'version', cloud_usage: 'cloud_usage' };

/** Stands in the list of commands too, word for word. */
const LINES = '^-- (Dump completed|Host: .*Database: |Current Database: |Dumping routines for database ).*|^CREATE TABLE `(version|cloud_usage)` ';
/** Beside a second file, every line is told with its file. */
const NO_FILE = '/dev/null';

/**
 * These lines of all files that may be the dump, by path. Values of a dump are on lines that begin with INSERT or with a bracket.
 *
 *     /root/cloudstack-backup.sql.gz:-- Host: localhost    Database: cloud
 *     /root/cloudstack-backup.sql.gz:CREATE TABLE `version`
 *     /root/cloudstack-backup.sql.gz:-- Dump completed on 2026-11-21  1:56:39
 *     gzip: /root/other.sql.gz: unexpected end of file
 */
const dumpLines = (schema: Schema, role: string) =>
  fact({
    id: `cloudstack.lines-of-${schema.replace('_', '-')}-dump-on-${role}`,
    title: `comments in the dump of ${schema}`,
    role,
    query: inputs => [command('zgrep', '-a', '-o', '-E', LINES, NO_FILE, ...dumpPaths(inputs, schema))],
    parse({ stdout, stderr }, { query }): ReadonlyMap<string, DumpLines> {
      const paths = query.kind === 'command' ? query.argv.slice(query.argv.indexOf(NO_FILE) + 1) : [];
      return new Map(paths.flatMap(path => linesIn(path, { stdout, stderr, table: TABLE_OF[schema] })));
    },
  });

interface Said {
  readonly stdout: string;
  readonly stderr: string;
  readonly table: string;
}

function linesIn(path: string, { stdout, stderr, table }: Said): [string, DumpLines][] {
  const own = stdout.split('\n').flatMap(line => (line.startsWith(`${path}:`) ? [line.slice(path.length + 1).trimEnd()] : []));
  const isBroken = stderr
    .split('\n')
    .some(line => line.includes(`${path}:`) && /unexpected end of file|crc error|invalid compressed data/i.test(line));
  if (own.length === 0 && !isBroken) return [];
  const after = (words: RegExp): string[] => own.flatMap(line => words.exec(line)?.[1]?.trim() ?? []).filter(Boolean);
  const hosts = after(/^-- Host: .*\sDatabase: ?(.*)$/);
  return [
    [
      path,
      {
        databases: [...new Set([...hosts, ...after(/^-- Current Database: `(.+)`$/)])],
        isWhole: own.includes(`CREATE TABLE \`${table}\``),
        hasRoutines: own.some(line => line.startsWith('-- Dumping routines')),
        isCompleted: /^-- Dump completed/.test(own.at(-1) ?? ''),
        isBroken,
      },
    ],
  ];
}

const factsOf = (schema: Schema) => ({ linesOnDatabase: dumpLines(schema, 'database'), linesOnManagement: dumpLines(schema, 'management') });

export const cloudBackupLines = factsOf('cloud');
export const usageBackupLines = factsOf('cloud_usage');
