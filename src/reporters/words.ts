import { SEVERITIES, type Severity } from '../model/check.ts';
import type { ReportedFinding, Result } from '../model/report.ts';
import { printable } from './printable.ts';

/** So many findings of one check tell the story; the rest is for a program to read. */
export const MOST_FINDINGS = 20;

/** `9,980` */
export const say = (count: number): string => count.toLocaleString('en-US');

/** `1 finding`, `2 findings`. */
export const countOf = (count: number, noun: string): string => `${say(count)} ${noun}${count === 1 ? '' : 's'}`;

/** `a`, `a and b`, `a, b and c`; at most `most` of them, and how many more. */
export function listOf(names: readonly string[], most = Number.POSITIVE_INFINITY): string {
  const shown = names.length > most ? [...names.slice(0, most), `${say(names.length - most)} more`] : names;
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}

/** At most so many UTF-16 units, with `…` where the end was cut off; no surrogate is left alone. */
export const cut = (text: string, length: number): string =>
  text.length <= length ? text : `${text.slice(0, length - 1).replace(/[\ud800-\udbff]$/, '')}…`;

/** Where a finding is, `db1, storage pool 8, /etc/x.conf:12`, printable; empty where it says nothing. */
export function placeOf({ host, object, path, line }: ReportedFinding): string {
  const file = path === undefined ? undefined : line === undefined ? path : `${path}:${line}`;
  return [host, object, file].flatMap(part => (part ? [printable(part)] : [])).join(', ');
}

/** A time as UTC to the second, `2026-11-21T02:00:00Z`; undefined where the text is no time. */
export function utcOf(time: string): string | undefined {
  const at = new Date(time);
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString().replace(/\.\d+Z$/, 'Z');
}

export const isNote = ({ severity }: ReportedFinding): boolean => severity === 'note';

const RANKED = [...SEVERITIES, 'note'] as const;

/** The worst first; equal ones in the order of the report. */
export const bySeverity = (findings: readonly ReportedFinding[]): ReportedFinding[] =>
  [...findings].sort((a, b) => RANKED.indexOf(a.severity) - RANKED.indexOf(b.severity));

/** How bad a failed check is: as its worst finding; undefined where nothing failed. */
export function badness({ verdict, severity, findings }: Result): Severity | undefined {
  const [worst] = bySeverity(findings.filter(finding => !isNote(finding)));
  if (worst) return worst.severity as Severity;
  return verdict === 'fail' ? severity : undefined;
}

/** Groups in the order of their first member. */
export function groupBy<T>(all: readonly T[], keyOf: (one: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const key = keyOf(one);
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return [...groups.values()];
}

/** Those that name a host, and those that name none and so are about every host. Looks at each only once, for thousands of hosts. */
export function perHost<T extends { readonly host?: string }>(all: readonly T[]): (host: string) => readonly T[] {
  const anywhere = all.filter(({ host }) => host === undefined);
  const hosts = new Map(
    groupBy(
      all.filter(({ host }) => host !== undefined),
      ({ host }) => host!,
    ).map(group => [group[0]!.host!, group]),
  );
  return host => [...anywhere, ...(hosts.get(host) ?? [])];
}

/** Each once, in the order of first appearance. */
export const unique = (all: readonly string[]): string[] => [...new Set(all)];

/** By code units, so that the order is the same in every locale. */
export const byName = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
