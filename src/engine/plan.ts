import type { AnyCheck } from '../model/check.ts';
import type { Fact, Need } from '../model/fact.ts';
import type { Inputs } from '../model/input.ts';
import { keyOf, type Query, widen } from '../model/query.ts';
import type { SecretRule } from '../model/secret.ts';

/** One question to one host. */
export interface Step {
  readonly host: string;
  /** What the source is asked. */
  readonly ask: Query;
  /** The same where the answer becomes evidence. Undefined where a classifier reads it and drops it. */
  readonly query?: Query;
  readonly secrets: readonly SecretRule[];
}

/** Hosts of a role, by name. */
export type Hosts = (role: string) => readonly string[];

export interface PlanOptions {
  readonly hosts: Hosts;
  readonly inputs: Inputs;
  /** `before` too in a capture, so that the snapshot can serve as the one before. */
  readonly when?: readonly Need<unknown>['when'][];
}

/** The needs of these checks, as they are planned and judged. */
export const needsOf = (checks: readonly AnyCheck[]): Need<unknown>[] => checks.flatMap(check => Object.values(check.needs) as Need<unknown>[]);

/** The exact list of questions behind these needs, each once. */
export function plan(needs: readonly Need<unknown>[], { hosts, inputs, when = ['now'] }: PlanOptions): Step[] {
  const steps = new Map<string, Step>();
  const facts = new Set(needs.filter(need => when.includes(need.when)).map(need => need.fact as Fact<unknown>));
  for (const fact of facts) {
    for (const host of hosts(fact.role)) for (const query of fact.queries(inputs)) addEvidence(host, query, fact.secrets);
  }
  for (const { role, query } of [...facts].flatMap(keyFilesOf)) for (const host of hosts(role)) addKeyFile(host, query);
  return [...steps.values()];

  function addEvidence(host: string, query: Query, secrets: readonly SecretRule[]): void {
    const known = steps.get(slot(host, query));
    const wide = known?.query ? widen(known.query, query) : query;
    steps.set(slot(host, query), { host, query: wide, ask: wide, secrets: [...new Set([...(known?.secrets ?? []), ...secrets])] });
  }

  /** A question of its own, also where a fact wants parts of the same file: a snapshot has those parts, and never the keys. */
  function addKeyFile(host: string, ask: Query): void {
    steps.set(`key ${slot(host, ask)}`, { host, ask, secrets: [] });
  }
}

/** The files that the classifiers of a fact read and drop. */
export const keyFilesOf = (fact: Fact<unknown>) => fact.secrets.flatMap(({ by }) => by?.keyFiles ?? []);

const slot = (host: string, query: Query): string => `${host} ${keyOf(query)}`;
