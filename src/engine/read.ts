import type { FailureStatus } from '../model/answer.ts';
import type { Context } from '../model/check.ts';
import type { Evidence, EvidenceSet } from '../model/evidence.ts';
import type { Attempt, Fact, Need, OnHost, Origin } from '../model/fact.ts';
import type { Inputs } from '../model/input.ts';
import type { Query } from '../model/query.ts';
import type { Looked, Unknown } from '../model/report.ts';

/** One place to look: the installation now, or the snapshot taken before the upgrade. */
export interface Site {
  readonly evidence: EvidenceSet;
  hosts(role: string): readonly string[];
}

/** What a run may look at. */
export interface Known {
  readonly now: Site;
  readonly before?: Site;
  readonly inputs: Inputs;
  readonly context: Context;
  /** How a role is called, and whether a target must have it. */
  role(role: string): { readonly title: string; readonly required: boolean };
}

/** There is no value, and why. It becomes an unknown. */
export class Missing extends Error {
  readonly unknown: Unknown;
  constructor(unknown: Unknown) {
    super(unknown.reason);
    this.unknown = unknown;
  }
}

/** The target has no such host, and need not have one. It becomes a skip. */
export class NotHere extends Error {}

/** The value of one need, or the reason there is none, thrown. */
export function read(need: Need<unknown>, known: Known, unknowns: Unknown[], looked: Looked[]): unknown {
  const fact = need.fact as Fact<unknown>;
  const site = need.when === 'now' ? known.now : known.before;
  if (!site) throw new Missing({ fact: fact.title, status: 'absent', reason: 'needs the snapshot taken before the upgrade: give it with --before' });
  const hosts = site.hosts(fact.role);
  if (hosts.length === 0) return nowhere();
  const readOn = (host: string): unknown => {
    const where = { host, site, known, optional: need.optional, looked };
    return need.attempt ? attempted(() => readFact(fact, where)) : readFact(fact, where);
  };
  switch (need.how) {
    case 'each':
      return hosts.flatMap(host => orUnknown(() => [{ host, value: readOn(host) }], unknowns));
    case 'any':
      return firstOf(hosts, readOn);
    case 'one':
      if (hosts.length > 1)
        throw new Missing({ fact: fact.title, status: 'failed', reason: `expected one ${fact.role} host, the target names ${hosts.length}` });
      return readOn(hosts[0]!);
  }

  function nowhere(): unknown {
    const { title, required } = known.role(fact.role);
    if (need.optional || (need.attempt && need.how === 'each')) return need.how === 'each' ? [] : undefined;
    if (need.attempt) return { status: 'absent', reason: `the target names no ${title} (role ${fact.role})` } satisfies Attempt<unknown>;
    if (required) throw new Missing({ fact: fact.title, status: 'absent', reason: `the target names no ${title} (role ${fact.role})` });
    throw new NotHere(`the target names no ${title} (role ${fact.role})`);
  }
}

interface Where {
  readonly host: string;
  readonly site: Site;
  readonly known: Known;
  readonly optional: boolean;
  readonly looked: Looked[];
}

function readFact(fact: Fact<unknown>, { host, site, known, optional, looked }: Where): unknown {
  const answers: Answered[] = fact.queries(known.inputs).map(query => ({ query, evidence: site.evidence.get(host, query) }));
  const { query, evidence } = answers.find(one => one.evidence.status !== 'absent') ?? answers[0] ?? noQuery;
  looked.push({
    fact: fact.title,
    host,
    query: describeShort(query),
    status: evidence.status,
    ...(evidence.at !== undefined && { at: evidence.at }),
  });
  if (evidence.status === 'absent' && optional) return undefined;
  if (evidence.status !== 'ok') {
    const reason =
      answers.length > 1 && evidence.status === 'absent'
        ? `${answers.map(one => describeShort(one.query)).join(' and ')} are not there`
        : evidence.reason;
    throw new Missing({ fact: fact.title, host, status: evidence.status, reason });
  }
  try {
    return fact.parse(evidence.body, { host, at: evidence.at, query } satisfies Origin);
  } catch (cause) {
    throw new Missing({
      fact: fact.title,
      host,
      status: 'unreadable',
      reason: `${describeShort(query)} could not be read: ${(cause as Error).message}`,
    });
  }
}

const noQuery: Answered = { query: { kind: 'file', path: '' }, evidence: { status: 'absent', reason: 'no input names it' } };

interface Answered {
  readonly query: Query;
  readonly evidence: Evidence;
}

function describeShort(query: Query): string {
  switch (query.kind) {
    case 'file':
    case 'http':
    case 'artifact':
      return query.path;
    case 'paths':
      return query.globs.length > 3 ? `${query.globs.slice(0, 2).join(' ')} and ${query.globs.length - 2} more patterns` : query.globs.join(' ');
    case 'command':
      return query.argv.join(' ');
    case 'table':
      return `table ${query.name}`;
  }
}

function orUnknown(get: () => OnHost<unknown>[], unknowns: Unknown[]): OnHost<unknown>[] {
  try {
    return get();
  } catch (error) {
    if (!(error instanceof Missing)) throw error;
    unknowns.push(error.unknown);
    return [];
  }
}

function attempted(get: () => unknown): Attempt<unknown> {
  try {
    return { value: get() };
  } catch (error) {
    if (!(error instanceof Missing)) throw error;
    const { status, reason } = error.unknown;
    return { status: status as FailureStatus | 'unreadable', reason };
  }
}

function firstOf(hosts: readonly string[], readOn: (host: string) => unknown): OnHost<unknown> {
  let first: Missing | undefined;
  for (const host of hosts) {
    try {
      return { host, value: readOn(host) };
    } catch (error) {
      if (!(error instanceof Missing)) throw error;
      first ??= error;
    }
  }
  throw first;
}

/** The value of one need outside a check, or `fallback` where it cannot be had. */
export function valueOr<T>(need: Need<T>, known: Known, fallback: T): T {
  try {
    return read(need, known, [], []) as T;
  } catch {
    return fallback;
  }
}
