import type { Bodies, FailureStatus } from './answer.ts';
import type { Inputs } from './input.ts';
import type { Kind, Query, QueryOf } from './query.ts';
import type { Redacted } from './redacted.ts';
import type { SecretRule } from './secret.ts';

declare const value: unique symbol;

/** How many hosts of the role answer: `one` (the only one), `each`, or `any` (the first that can). */
export type How = 'one' | 'each' | 'any';

/** What a check asks for. `V` is the type `judge` receives. */
export interface Need<V> {
  // biome-ignore lint/suspicious/noExplicitAny: a need forgets the type of its fact and keeps that of its value
  readonly fact: Fact<any, any>;
  readonly how: How;
  /** An absent file, table or endpoint is `undefined` instead of unknown. */
  readonly optional: boolean;
  /** What could not be looked at reaches the check as an `Attempt` instead of making it unknown. */
  readonly attempt: boolean;
  readonly when: 'now' | 'before';
  readonly [value]?: V;
}

/** Where an answer came from, for a parser that needs it. */
export interface Origin {
  readonly host: string;
  /** ISO 8601, by the clock of the host that answered. */
  readonly at: string;
  readonly query: Query;
}

/** A named piece of knowledge about a platform: where it is, and how to read it. */
export interface Fact<T, K extends Kind = Kind> extends Need<T> {
  /** `cloudstack.storage-pools` */
  readonly id: string;
  /** A noun phrase that reads well in "storage pools on db1: denied". */
  readonly title: string;
  readonly role: string;
  /** In order of preference: the first that is not absent answers. */
  queries(inputs: Inputs): readonly QueryOf<K>[];
  readonly secrets: readonly SecretRule[];
  parse(body: Redacted<Bodies[K]>, origin: Origin): T;
}

/** A value, or why there is none: for a second witness, without which the check can still decide. */
export type Attempt<T> = { readonly value: T } | { readonly status: FailureStatus | 'unreadable'; readonly reason: string };

/** A value and the host that gave it. */
export interface OnHost<T> {
  readonly host: string;
  readonly value: T;
}

export interface FactDefinition<T, K extends Kind> {
  readonly id: string;
  readonly title: string;
  readonly role: string;
  /** One query, several in order of preference, or a function of the operator's inputs. */
  readonly query: QueryOf<K> | readonly QueryOf<K>[] | ((inputs: Inputs) => readonly QueryOf<K>[]);
  readonly secrets?: readonly SecretRule[];
  parse(body: Redacted<Bodies[K]>, origin: Origin): T;
}

/** Defines a fact. Importing it and naming it in `needs` is all a check does to ask for it. */
export function fact<T, K extends Kind>(definition: FactDefinition<T, K>): Fact<T, K> {
  const { query, ...rest } = definition;
  const queries: Fact<T, K>['queries'] =
    typeof query === 'function' ? query : () => (Array.isArray(query) ? query : [query]) as readonly QueryOf<K>[];
  const made: Fact<T, K> = {
    secrets: [],
    ...rest,
    queries,
    how: 'one',
    optional: false,
    attempt: false,
    when: 'now',
    get fact() {
      return made;
    },
  };
  return made;
}

/** The fact on every host of its role. */
export const each = <T>(of: Need<T>): Need<readonly OnHost<T>[]> => ({ ...plain(of), how: 'each' });

/** The fact on the first host of its role that can answer, for what is equal on all of them. */
export const any = <T>(of: Need<T>): Need<OnHost<T>> => ({ ...plain(of), how: 'any' });

/** The fact, or undefined where the file, table or endpoint is not there. Write `each(optional(fact))`. */
export const optional = <T>(of: Need<T>): Need<T | undefined> => ({ ...plain(of), optional: true });

/** The fact, or why it could not be had. Only for what the check can do without: it must not pass because it could not look. */
export const attempt = <T, K extends Kind>(of: Fact<T, K>): Need<Attempt<T>> => ({ ...plain(of), attempt: true });

/** The same need, answered by the snapshot taken before the upgrade. */
export const before = <V>(need: Need<V>): Need<V> => ({ ...plain(need), when: 'before' });

const plain = ({ fact, how, optional, attempt, when }: Need<unknown>): Omit<Need<never>, typeof value> => ({ fact, how, optional, attempt, when });
