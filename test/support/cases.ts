import { describe, expect, test } from 'vitest';
import { platforms } from '../../checks/index.ts';
import { run } from '../../src/engine/run.ts';
import type { AnyPlatform } from '../../src/index.ts';
import type { Answer, Bodies, Failure } from '../../src/model/answer.ts';
import type { AnyCheck, Check, DeclaredInputs, Finding, InputValues, Messages, Needs } from '../../src/model/check.ts';
import type { Fact, Need } from '../../src/model/fact.ts';
import type { Phase } from '../../src/model/phase.ts';
import { keyOf, type Query } from '../../src/model/query.ts';
import type { Result } from '../../src/model/report.ts';
import { memorySource } from './memory-source.ts';

type Cell = string | number | boolean | null;

/**
 * What a host answers to a fact, before redaction: text for a file or an HTTP body, rows for a table, `{ stdout, stderr, exit }`
 * for a command, a list of paths, a body as in `model/answer.ts`, a failure; or a function of the query for a fact with several.
 */
type Given = string | readonly Readonly<Record<string, Cell>>[] | Partial<Bodies[keyof Bodies]> | Failure | ((query: Query) => Given | undefined);

/** By host where the need is for each or any, or where the host's name matters. */
export interface PerHost {
  readonly [host: string]: Given;
}

type FilesByPath = Readonly<Record<string, string>>;

interface Case<N extends Needs, I extends DeclaredInputs> {
  /** By the name of the need. A need that is not given is absent on its host. */
  readonly given: { readonly [K in keyof N]?: Given | { readonly on: PerHost } };
  /** Files for a classifier, by path; on the first host of the role, or by host. */
  readonly keyFiles?: FilesByPath | { readonly on: Readonly<Record<string, FilesByPath>> };
  readonly from?: string;
  readonly to?: string;
  readonly phase?: Phase;
  readonly inputs?: Partial<InputValues<I>>;
}

type Expected<M extends Messages> = Omit<Finding, 'message'> & { readonly message: keyof M & string; readonly remedy?: string };

interface Cases<N extends Needs, M extends Messages, I extends DeclaredInputs> {
  /** Versions and phase for all cases, unless a case says otherwise. */
  readonly on: { readonly from: string; readonly to: string; readonly phase: Phase };
  readonly passes: Readonly<Record<string, Case<N, I>>>;
  /** Passes, and says these notes. */
  readonly notes?: Readonly<Record<string, Case<N, I> & { readonly finds: readonly Expected<M>[] }>>;
  /** The exact findings, in their order; a host only where it is given; `remedy` is a part of the commands or text that mend it. */
  readonly fails: Readonly<Record<string, Case<N, I> & { readonly finds: readonly Expected<M>[] }>>;
  /** The reason contains this. */
  readonly skips?: Readonly<Record<string, Case<N, I> & { readonly because: string }>>;
  /** The cause contains this. */
  readonly unknown?: Readonly<Record<string, Case<N, I> & { readonly because: string }>>;
}

/** Runs a table of cases through the real line: answer, redaction, parser, judge. It refuses a table that proves too little. */
export function cases<N extends Needs, M extends Messages, I extends DeclaredInputs>(check: Check<N, M, I>, table: Cases<N, M, I>): void {
  const judge = (one: Case<N, I>): Promise<Result> =>
    judgeCase(check as unknown as AnyCheck, { ...table.on, ...one } as Case<Needs, DeclaredInputs> & Cases<N, M, I>['on']);
  describe(check.id, () => {
    for (const [name, one] of Object.entries(table.passes)) {
      test(`passes: ${name}`, async () => expect(await judge(one)).toMatchObject({ verdict: 'pass', unknowns: [], findings: [] }));
    }
    for (const [name, one] of Object.entries(table.notes ?? {})) {
      test(`notes: ${name}`, async () => {
        const result = await judge(one);
        expect(result.verdict).toBe('pass');
        expectFindings(result, one.finds);
      });
    }
    for (const [name, one] of Object.entries(table.fails)) {
      test(`fails: ${name}`, async () => {
        const result = await judge(one);
        expectFindings(result, one.finds);
        expect(result.verdict).toBe('fail');
      });
    }
    for (const [name, one] of Object.entries(table.skips ?? {})) {
      test(`skips: ${name}`, async () => {
        const result = await judge(one);
        expect(result).toMatchObject({ verdict: 'skip' });
        expect(result.skipped).toContain(one.because);
      });
    }
    for (const [name, one] of Object.entries(table.unknown ?? {})) {
      test(`unknown: ${name}`, async () => {
        const result = await judge(one);
        expect(result).toMatchObject({ verdict: 'unknown' });
        expect(result.unknowns.map(({ fact, host, reason }) => `${fact} on ${host}: ${reason}`).join('\n')).toContain(one.because);
      });
    }
    test('the table is complete', () => expect(shortcomings(check as unknown as AnyCheck, table)).toEqual([]));
  });
}

function expectFindings({ findings }: Result, finds: readonly Expected<Messages>[]): void {
  const bare = findings.map(({ message, data, host, object, path, line }, index) =>
    JSON.parse(JSON.stringify({ message, data, ...(finds[index]?.host !== undefined && { host }), object, path, line })),
  );
  expect(bare).toEqual(finds.map(({ remedy: _, ...finding }) => finding));
  for (const [index, { remedy }] of finds.entries()) {
    if (remedy === undefined) continue;
    const { text = '', commands = [] } = findings[index]!.remedy ?? {};
    expect([text, ...commands.map(snippet => snippet.text)].join('\n')).toContain(remedy);
  }
}

/** What a table of cases lacks, a sentence each. */
export function shortcomings(check: AnyCheck, table: Cases<Needs, Messages, DeclaredInputs>): string[] {
  const { passes, fails, notes = {}, skips = {}, unknown = {} } = table;
  const shown = new Set([...Object.values(fails), ...Object.values(notes)].flatMap(({ finds }) => finds.map(({ message }) => message)));
  const all = Object.entries({
    ...prefixed('passes', passes),
    ...prefixed('fails', fails),
    ...prefixed('notes', notes),
    ...prefixed('skips', skips),
    ...prefixed('unknown', unknown),
  });
  const seen = new Map<string, string>();
  const twins = all.flatMap(([name, one]) => {
    const key = JSON.stringify({ ...(one as object), finds: undefined, because: undefined }, (_, value) =>
      typeof value === 'function' ? String(value) : value,
    );
    const twin = seen.get(key);
    seen.set(key, name);
    return twin === undefined ? [] : [`two cases are alike: ${twin} and ${name}`];
  });
  return [
    ...(Object.keys(passes).length === 0 && Object.keys(notes).length === 0 ? ['no case passes'] : []),
    ...(Object.keys(fails).length === 0 ? ['no case fails'] : []),
    ...Object.entries(fails).flatMap(([name, { finds }]) => (finds.length === 0 ? [`a case that fails finds nothing: ${name}`] : [])),
    ...(Object.keys(unknown).length === 0 ? ['no case is unknown: show what happens when the evidence cannot be had'] : []),
    ...Object.keys(check.messages).flatMap(message => (shown.has(message) ? [] : [`no case shows the message ${message}`])),
    ...twins,
  ];
}

const prefixed = (prefix: string, table: object): object =>
  Object.fromEntries(Object.entries(table).map(([name, one]) => [`${prefix}: ${name}`, one]));

async function judgeCase(check: AnyCheck, one: Case<Needs, DeclaredInputs> & { from: string; to: string; phase: Phase }): Promise<Result> {
  const platform = platforms.find(({ id }) => id === check.applies.platform) as AnyPlatform;
  const inputs = Object.fromEntries(Object.entries(one.inputs ?? {}).map(([name, value]) => [(check.inputs as DeclaredInputs)[name]!.name, value]));
  const world: World = { now: { hosts: {}, answers: {} }, before: { hosts: {}, answers: {} } };
  for (const [name, need] of Object.entries(check.needs as Needs)) place(world, need, one.given[name], inputs);
  for (const need of Object.values(check.needs as Needs)) placeKeyFiles(world, need, one.keyFiles ?? {});
  const report = await run({
    platform,
    checks: [check],
    allChecks: [check],
    now: { source: memorySource(world.now.answers), hosts: world.now.hosts },
    ...(Object.keys(world.before.hosts).length > 0 && { before: { source: memorySource(world.before.answers), hosts: world.before.hosts } }),
    phase: one.phase,
    from: one.from,
    to: one.to,
    inputs,
    threshold: 'blocker',
    evidence: { kind: 'installation', name: 'a case' },
    time: AT,
    toolVersion: '0.0.0',
  });
  const [result] = report.results;
  if (!result) throw new Error(`the check does not apply here: ${report.excluded[0]?.reason}`);
  return result;
}

const AT = '2026-11-21T02:00:00Z';

interface Side {
  readonly hosts: Record<string, string[]>;
  readonly answers: Record<string, Answer>;
}
type World = Readonly<Record<Need<unknown>['when'], Side>>;

function place(world: World, need: Need<unknown>, given: unknown, inputs: Readonly<Record<string, unknown>>): void {
  const fact = need.fact as Fact<unknown>;
  const { hosts, answers } = world[need.when];
  const role = (hosts[fact.role] ??= []);
  for (const [host, value] of Object.entries(perHost(given, fact.role))) {
    if (!role.includes(host)) role.push(host);
    for (const query of fact.queries(inputs as never)) {
      const answer = toAnswer(query, value);
      if (answer) answers[`${host} ${keyOf(query)}`] = merge(answers[`${host} ${keyOf(query)}`], answer);
    }
  }
}

/** Two facts of one table: the rows of both are the same rows, seen with different columns. */
function merge(known: Answer | undefined, added: Answer): Answer {
  if (known?.status !== 'ok' || added.status !== 'ok' || !('rows' in known.body) || !('rows' in added.body)) return added;
  const [a, b] = [known.body, added.body];
  return {
    ...added,
    body: { columns: [...new Set([...a.columns, ...b.columns])], rows: b.rows.map((row, index) => ({ ...a.rows[index], ...row })) },
  };
}

function placeKeyFiles({ now }: World, need: Need<unknown>, keyFiles: NonNullable<Case<Needs, DeclaredInputs>['keyFiles']>): void {
  for (const { role, query } of (need.fact as Fact<unknown>).secrets.flatMap(({ by }) => by?.keyFiles ?? [])) {
    const hosts = (now.hosts[role] ??= [role]);
    for (const [host, files] of isByHost(keyFiles) ? Object.entries(keyFiles.on) : [[hosts[0] ?? role, keyFiles] as const]) {
      if (!hosts.includes(host)) hosts.push(host);
      const text = files[query.path];
      if (text !== undefined) now.answers[`${host} ${keyOf(query)}`] = { status: 'ok', at: AT, body: { text } };
    }
  }
}

const isByHost = (files: NonNullable<Case<Needs, DeclaredInputs>['keyFiles']>): files is { readonly on: Readonly<Record<string, FilesByPath>> } =>
  typeof files.on === 'object';

const perHost = (given: unknown, role: string): Readonly<Record<string, unknown>> =>
  typeof given === 'object' && given !== null && 'on' in given ? (given as { on: Record<string, unknown> }).on : { [role]: given };

function toAnswer(query: Query, given: unknown): Answer | undefined {
  const value = typeof given === 'function' ? given(query) : given;
  if (value === undefined) return undefined;
  if (typeof value === 'object' && value !== null && 'reason' in value) return value as Failure;
  return { status: 'ok', at: AT, body: toBody(query, value) };
}

function toBody(query: Query, value: unknown): Bodies[keyof Bodies] {
  switch (query.kind) {
    case 'file':
      return typeof value === 'string' ? { text: value } : (value as Bodies['file']);
    case 'http':
      return typeof value === 'string' ? { status: 200, body: value } : (value as Bodies['http']);
    case 'command':
      return { stdout: '', stderr: '', exit: 0, ...(typeof value === 'string' ? { stdout: value } : (value as object)) };
    case 'paths':
      return { entries: (value as (string | object)[]).map(toPathEntry) };
    case 'table':
      return toTable(query.columns, value as readonly Readonly<Record<string, Cell>>[]);
    case 'artifact':
      return value as Bodies['artifact'];
  }
}

const toPathEntry = (entry: string | object): Bodies['paths']['entries'][number] => ({
  path: typeof entry === 'string' ? entry : '',
  type: 'file',
  mode: '0644',
  owner: 'root',
  group: 'root',
  size: 1,
  mtime: AT,
  ...(typeof entry === 'object' ? entry : {}),
});

/** A column that no row has is a column that the table has not; a table without rows has them all. */
function toTable(columns: readonly string[], given: readonly Readonly<Record<string, Cell>>[]): Bodies['table'] {
  const present = given.length === 0 ? columns : columns.filter(column => given.some(row => Object.hasOwn(row, column)));
  const cell = (value: Cell | undefined): string | null =>
    value === undefined || value === null ? null : typeof value === 'boolean' ? String(Number(value)) : String(value);
  return { columns: present, rows: given.map(row => Object.fromEntries(present.map(column => [column, cell(row[column])]))) };
}
