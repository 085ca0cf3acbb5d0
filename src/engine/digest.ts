import { createHash, type Hash } from 'node:crypto';
import type { Entry } from '../model/evidence.ts';
import { keyOf } from '../model/query.ts';

/**
 * `sha256:…` over everything that a run looked at: two runs with one digest were told the same, whether the answers came from the
 * hosts or from a snapshot of them. So it is taken of the evidence and not of a file, and leaves out what differs between two
 * equal captures: the order of the answers, when each was given, and the marks of secrets, which every capture salts anew.
 * They are numbered instead, in the order in which they are met, so that equal secrets stay equal. Times that an answer
 * tells, such as when a file was changed, are part of it.
 */
export function digestOf(entries: readonly Entry[]): string {
  const hash = createHash('sha256');
  const numbers = new Map<string, number>();
  const sorted = entries.map(entry => [`${entry.host} ${keyOf(entry.query)}`, entry] as const).sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [, { host, query, evidence }] of sorted) {
    const { at: _, ...said } = evidence;
    add(hash, [host, query, said], numbers);
  }
  return `sha256:${hash.digest('hex')}`;
}

const MARK = /‹secret:([^:›]+):([^:›]+)›/g;

/** Every value with its type and length before it, and the keys of an object in one order. `undefined` is no value, as in JSON. */
function add(hash: Hash, value: unknown, numbers: Map<string, number>): void {
  if (typeof value === 'string') {
    const text = value.includes('‹secret:') ? value.replace(MARK, (_, form: string, mark: string) => `‹secret:${form}:${numberOf(mark)}›`) : value;
    hash.update(`s${text.length}:`).update(text);
  } else if (Array.isArray(value)) {
    hash.update(`a${value.length}:`);
    for (const one of value) add(hash, one, numbers);
  } else if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).filter(([, one]) => one !== undefined);
    hash.update(`o${entries.length}:`);
    for (const [key, one] of entries.sort(([a], [b]) => (a < b ? -1 : 1))) add(hash.update(`${key.length}:${key}`), one, numbers);
  } else hash.update(`${JSON.stringify(value)};`);

  function numberOf(mark: string): number {
    if (!numbers.has(mark)) numbers.set(mark, numbers.size + 1);
    return numbers.get(mark)!;
  }
}
