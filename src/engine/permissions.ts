import type { AnyCheck } from '../model/check.ts';
import { reasonOf, traceOf } from '../model/commands.ts';
import type { Need } from '../model/fact.ts';
import type { AnyPlatform } from '../model/platform.ts';
import { type CommandQuery, describe, type Query, type TableQuery } from '../model/query.ts';
import type { SecretRule } from '../model/secret.ts';
import { columnsOfWhere } from '../model/where.ts';
import { completeInputs } from './inputs.ts';
import { needsOf, plan, type Step } from './plan.ts';

/** What preflight may read on the hosts of one role, for the person who has to approve it. */
export interface Permissions {
  readonly role: string;
  readonly title: string;
  /** Whole files, keys of files, or their two ends; each with what is done with it where that is special. */
  readonly files: readonly string[];
  /** Patterns whose names, owners, modes, sizes and times are read, and never what is in the files. */
  readonly paths: readonly string[];
  readonly commands: readonly { readonly argv: readonly string[]; readonly reason: string; readonly trace?: string }[];
  /** `secret` says of which columns only what they are goes on, and in which rows. */
  readonly tables: readonly { readonly name: string; readonly columns: readonly string[]; readonly secret: readonly string[] }[];
  readonly requests: readonly string[];
}

/** Everything that these checks can ask, in any phase and on any path, by role. */
export function permissionsOf({ roles, version, database }: AnyPlatform, checks: readonly AnyCheck[]): Permissions[] {
  const needs = [...needsOf(checks), ...(Object.values(version.needs) as Need<unknown>[])];
  const steps = plan(needs, { hosts: role => [role], inputs: completeInputs(checks, {}), when: ['now', 'before'] });
  const stepsOf = (role: string): Step[] => steps.filter(step => step.host === role);
  const loginsOf = (role: string): readonly Query[] => (database?.configuredOn === role ? database.files : []);
  return Object.entries(roles)
    .map(([role, { title }]) => permissionsOn({ role, title }, stepsOf(role), loginsOf(role)))
    .filter(({ files, paths, commands, tables, requests }) => [files, paths, commands, tables, requests].some(({ length }) => length > 0));
}

function permissionsOn(named: Pick<Permissions, 'role' | 'title'>, steps: readonly Step[], logins: readonly Query[]): Permissions {
  const asked = steps.map(({ ask }) => ask);
  const files = steps.filter(({ ask }) => ask.kind === 'file').map(sayFile);
  return {
    ...named,
    files: [...files, ...logins.map(sayLogin)].sort(),
    paths: [...new Set(asked.flatMap(query => (query.kind === 'paths' ? query.globs : [])))].sort(),
    commands: asked.filter(isCommand).map(commandOf),
    tables: tablesOf(steps),
    requests: asked.flatMap(query => (query.kind === 'http' ? [query.path] : [])).sort(),
  };
}

const isCommand = (query: Query): query is CommandQuery => query.kind === 'command';

function commandOf({ argv }: CommandQuery): Permissions['commands'][number] {
  const trace = traceOf(argv);
  return { argv, reason: reasonOf(argv), ...(trace !== undefined && { trace }) };
}

/** A file with keys is read whole where it is, to tell what a secret is; only that goes on. */
const sayFile = ({ ask, query }: Step): string =>
  query === ask ? describe(ask).replace(/^file /, '') : `${describe(ask).replace(/^file /, '')} (to tell what secrets are; dropped at once)`;

const sayLogin = (query: Query): string =>
  `${describe(query).replace(/^file /, '')} (to log in to the database, where the target names no account; dropped at once)`;

/** One entry for each table, with the columns of all its questions. */
function tablesOf(steps: readonly Step[]): Permissions['tables'] {
  const tables = new Map<string, { columns: Set<string>; secret: Set<string> }>();
  for (const { ask, secrets } of steps) if (ask.kind === 'table') add(ask, secrets.flatMap(saySecret));
  return [...tables]
    .map(([name, { columns, secret }]) => ({ name, columns: [...columns].sort(), secret: [...secret].sort() }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));

  /** A filter reads its columns too. */
  function add({ name, columns, where }: TableQuery, secret: readonly string[]): void {
    const known = tables.get(name) ?? { columns: new Set(), secret: new Set() };
    tables.set(name, { columns: new Set([...known.columns, ...columns, ...columnsOfWhere(where)]), secret: new Set([...known.secret, ...secret]) });
  }
}

const saySecret = ({ column, when }: SecretRule): string[] =>
  column === undefined ? [] : [when ? `${column} where ${when.column} is ${when.equals}` : column];

/** Of the server itself: every account may read them, as far as it may read what they describe. MariaDB does not have the second. */
const OPEN = /^(?:information_schema|performance_schema|pg_catalog)[.]/i;

/** The statements that give an account exactly this, and nothing else. `account` is as the database writes it: `'preflight'@'%'`, or `preflight` in PostgreSQL. */
export const grantsOf = ({ tables }: Permissions, account: string): string[] =>
  tables.filter(({ name }) => !OPEN.test(name)).map(({ name, columns }) => `GRANT SELECT (${columns.join(', ')}) ON ${name} TO ${account};`);

/** An account for `grantsOf` where nobody named one. */
export const exampleAccount = ({ database }: Pick<AnyPlatform, 'database'>): string =>
  database?.via === 'postgres' ? 'preflight' : "'preflight'@'%'";
