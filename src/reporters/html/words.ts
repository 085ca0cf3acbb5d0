import type { Overall, ReportedFinding, Verdict } from '../../model/report.ts';
import { countOf, isKnown, isWaived } from '../words.ts';
import { type Child, el, type Markup } from './element.ts';

/** Colour is never alone: each has a sign and a word too. */
export const OVERALL = {
  GO: { sign: '✓', tone: 'good' },
  'NO-GO': { sign: '✗', tone: 'bad' },
  UNKNOWN: { sign: '?', tone: 'warn' },
} as const satisfies Record<Overall, unknown>;

export const CELL = {
  fail: { sign: '✗', tone: 'bad' },
  unknown: { sign: '?', tone: 'warn' },
  pass: { sign: '✓', tone: 'good' },
  skip: { sign: '–', tone: 'dim' },
  waived: { sign: '~', tone: 'calm' },
} as const satisfies Record<Verdict | 'waived', unknown>;

export const SEVERITY = {
  blocker: { sign: '✗', tone: 'bad' },
  warning: { sign: '!', tone: 'warn' },
  advice: { sign: '·', tone: 'calm' },
  note: { sign: 'i', tone: 'dim' },
} as const;

/** A sign that a screen reader need not spell. */
export const sign = (of: string): Markup => el('span', { 'aria-hidden': 'true' }, `${of} `);

export const badge = (tone: string, mark: string, word: string): Markup => el('span', { class: `badge ${tone}` }, mark !== '' && sign(mark), word);

/** What became of a finding, as one word. */
export const stateOf = (finding: ReportedFinding): 'waived' | 'known' | 'new' | undefined =>
  isWaived(finding) ? 'waived' : isKnown(finding) ? 'known' : finding.known === false ? 'new' : undefined;

/** `9,980 more findings`, folded; nothing where there is nothing. */
export const folded = (summary: string, ...children: readonly Child[]): Markup =>
  el('details', { class: 'inner' }, el('summary', {}, summary), ...children);

/** The first `most` as they are, the rest folded: there, but not in the way. */
export function foldedAfter(most: number, noun: string, items: readonly Markup[], wrap: (some: readonly Markup[]) => Markup): Child[] {
  if (items.length <= most) return items.length === 0 ? [] : [wrap(items)];
  return [wrap(items.slice(0, most)), folded(`${countOf(items.length - most, `more ${noun}`)}`, wrap(items.slice(most)))];
}

export const list = (items: readonly Markup[]): Markup => el('ul', { class: 'plain' }, items);
