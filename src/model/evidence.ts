import type { Bodies, Failure } from './answer.ts';
import { type Kind, keyOf, type Query, xmlMissing } from './query.ts';
import type { Redacted } from './redacted.ts';

/** One host's answer to one query, redacted; or the reason there is none. */
export type Evidence<K extends Kind = Kind> = { readonly status: 'ok'; readonly at: string; readonly body: Redacted<Bodies[K]> } | Failure;

/** `query` is what was asked: the union of what the facts wanted. */
export interface Entry {
  readonly host: string;
  readonly query: Query;
  readonly evidence: Evidence;
}

/** Everything one run knows. */
export class EvidenceSet {
  readonly #byKey = new Map<string, Entry>();

  constructor(entries: Iterable<Entry>) {
    for (const entry of entries) this.#byKey.set(slot(entry.host, entry.query), entry);
  }

  /** The evidence for a query; `failed` where it was never asked, or asked with less than this. */
  get<K extends Kind>(host: string, query: Extract<Query, { kind: K }>): Evidence<K> {
    const entry = this.#byKey.get(slot(host, query));
    if (!entry) return { status: 'failed', reason: 'was not collected' };
    const missing = neverAsked(query, entry.query);
    if (missing.length > 0) return { status: 'failed', reason: `was collected without ${missing.join(', ')}` };
    return entry.evidence as Evidence<K>;
  }

  entries(): Entry[] {
    return [...this.#byKey.values()];
  }
}

const slot = (host: string, query: Query): string => `${host} ${keyOf(query)}`;

const neverAsked = (wanted: Query, asked: Query): string[] =>
  wanted.kind === 'table' && asked.kind === 'table'
    ? [...wanted.columns.filter(column => !asked.columns.includes(column)), ...xmlMissing(wanted, asked)]
    : [];
