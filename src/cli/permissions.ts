import { loadPacks, matching } from '../engine/packs.ts';
import { exampleAccount, grantsOf, type Permissions, permissionsOf } from '../engine/permissions.ts';
import type { AnyPlatform } from '../model/platform.ts';
import { printable } from '../reporters/printable.ts';
import { type Streams, UsageError } from './streams.ts';

export interface PermissionsFlags {
  readonly platform: string;
  readonly check?: readonly string[];
  readonly grants?: boolean;
  /** As the database writes it. */
  readonly account?: string;
}

/** `preflight permissions`: what may be read, by role; with `--grants` the SQL that allows exactly that. */
export async function permissions({ platform: id, check, grants, account }: PermissionsFlags, { stdout }: Streams): Promise<number> {
  if (account !== undefined && !grants) throw new UsageError('--account is for the statements of --grants: give both.');
  const { platform, checks } = await (await loadPacks()).pack(id);
  const all = permissionsOf(platform, matching(checks, check ?? []));
  const text = grants ? grantsText(all, accountOf(platform, account)) : [platform.title, ...all.flatMap(permissionsText)];
  stdout.write(`${text.join('\n')}\n`);
  return 0;
}

/** A comment of SQL where there is nothing to allow: who runs it is told so, and nothing fails. */
function grantsText(all: readonly Permissions[], account: string): string[] {
  const statements = all.flatMap(one => grantsOf(one, account));
  return statements.length > 0 ? statements : ['-- No table is read.'];
}

/** One word, so that what was pasted into a variable is no statement of its own. */
function accountOf(platform: AnyPlatform, account = exampleAccount(platform)): string {
  const postgres = platform.database?.via === 'postgres';
  const shape = postgres
    ? /^(?:[A-Za-z_][A-Za-z0-9_$]*|"[^"\p{Cc}]+")$/u
    : /^(?:[A-Za-z0-9_]+|'[^'\\\p{Cc}]+')(?:@(?:[A-Za-z0-9_.-]+|'[^'\\\p{Cc}]+'))?$/u;
  if (shape.test(account)) return account;
  throw new UsageError(
    `--account must be an account as ${postgres ? 'PostgreSQL writes it, such as preflight' : "MySQL writes it, such as 'preflight'@'10.0.0.5'"}; it is ${printable(account)}.`,
  );
}

const permissionsText = ({ role, title, files, paths, commands, tables, requests }: Permissions): string[] => [
  '',
  `${title} (role ${role})`,
  ...section('files', files),
  ...section('names, modes and times of', paths),
  ...section(
    'commands',
    commands.map(
      ({ argv, reason, trace }) =>
        `${argv.join(' ')}\n        ${reason}${trace === undefined ? '' : `; leaves a trace (${trace}), so only with --allow-traces`}`,
    ),
  ),
  ...section(
    'tables',
    tables.map(
      ({ name, columns, secret }) =>
        `${name} (${columns.join(', ')})${secret.length > 0 ? `\n        secret, of which only what it is goes on: ${secret.join(', ')}` : ''}`,
    ),
  ),
  ...section('GET requests', requests),
];

const section = (heading: string, items: readonly string[]): string[] =>
  items.length === 0 ? [] : [`  ${heading}`, ...items.map(item => `    ${item}`)];
