import { gates, SEVERITIES, type Severity } from '../model/check.ts';
import type { BaselineState, Report, ReportedFinding, Result } from '../model/report.ts';
import { oneLine, printable } from './printable.ts';

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
export const placeOf = (finding: ReportedFinding): string => partsOf(finding).map(printable).join(', ');

/** Host, object and file, each once: an object that is the file says it already. */
export function partsOf({ host, object, path, line }: ReportedFinding): string[] {
  const said = path !== undefined && line === undefined && (object ?? '').includes(path);
  const file = path === undefined || said ? undefined : line === undefined ? path : `${path}:${line}`;
  return [host, object, file].filter(part => part !== undefined && part !== '') as string[];
}

/** A time as UTC to the second, `2026-11-21T02:00:00Z`; undefined where the text is no time. */
export function utcOf(time: string): string | undefined {
  const at = new Date(time);
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString().replace(/\.\d+Z$/, 'Z');
}

export const isNote = ({ severity }: ReportedFinding): boolean => severity === 'note';

/** `2026-11-21 02:00:00 UTC`, or the text as it is where it is no time. */
export const sayTime = (time: string): string => utcOf(time)?.replace('T', ' ').replace('Z', ' UTC') ?? oneLine(time);

/** `friday.json of 2026-11-20 02:00:00 UTC: 2 new, 1 known, 3 gone` */
export const sayBaseline = ({ name, time, new: fresh, known, gone }: BaselineState): string =>
  `${oneLine(name)} of ${sayTime(time)}: ${say(fresh)} new, ${say(known)} known, ${say(gone)} gone`;

/** Wrong, and nobody has accepted it. */
export const isOpen = (finding: ReportedFinding): boolean => !isNote(finding) && finding.waived === undefined;

/** Wrong, not accepted, and already in the baseline. */
export const isKnown = (finding: ReportedFinding): boolean => isOpen(finding) && finding.known === true;

/** Wrong, not accepted, and not in the baseline, if there is one. */
export const isFresh = (finding: ReportedFinding): boolean => isOpen(finding) && finding.known !== true;

export const isWaived = (finding: ReportedFinding): boolean => !isNote(finding) && finding.waived !== undefined;

/** Whether a finding stands in the way here: nobody has accepted it, and where only new ones count the baseline has not got it. */
export const gatesIn = ({ threshold, baseline }: Pick<Report, 'threshold' | 'baseline'>, finding: ReportedFinding): boolean =>
  isOpen(finding) && gates(finding.severity, threshold) && !(baseline?.onlyNew && isKnown(finding));

/** Whether all that is wrong on a host has been accepted. Its cell stays a failed one, because it is. */
export function isWaivedCell(findings: readonly ReportedFinding[]): boolean {
  const wrong = findings.filter(finding => !isNote(finding));
  return wrong.length > 0 && wrong.every(isWaived);
}

/** How many cells failed for nothing but what has been accepted. */
export const waivedCells = (results: readonly Result[]): number =>
  results.reduce((sum, { findings, cells }) => {
    if (!findings.some(isWaived)) return sum;
    const here = perHost(findings);
    return sum + cells.filter(({ host, verdict }) => verdict === 'fail' && isWaivedCell(here(host))).length;
  }, 0);

/** `12 checks on 5 hosts: 20 decided (14 pass, 6 fail, 1 of them waived), 3 skipped, 2 unknown` */
export function coverageLine({ results, coverage: { pass, fail, skip, unknown } }: Pick<Report, 'results' | 'coverage'>): string {
  if (results.length === 0) return 'No check was run';
  const hosts = unique(results.flatMap(({ cells }) => cells.flatMap(({ host }) => (host ? [host] : []))));
  const where = hosts.length === 0 ? '' : ` on ${countOf(hosts.length, 'host')}`;
  const waived = waivedCells(results);
  const decided = `${say(pass + fail)} decided (${say(pass)} pass, ${say(fail)} fail${waived > 0 ? `, ${say(waived)} of them waived` : ''})`;
  return `${countOf(results.length, 'check')}${where}: ${decided}, ${say(skip)} skipped, ${say(unknown)} unknown`;
}

/** `waived until 2026-12-01 by ops, CHG-123: the pool is empty`, on one line. */
export const sayWaived = ({ owner, reason, ticket, until }: NonNullable<ReportedFinding['waived']>): string =>
  oneLine(`waived until ${until} by ${owner}${ticket === undefined ? '' : `, ${ticket}`}: ${reason}`);

const RANKED = [...SEVERITIES, 'note'] as const;

/** The worst first; equal ones in the order of the report. */
export const bySeverity = (findings: readonly ReportedFinding[]): ReportedFinding[] =>
  [...findings].sort((a, b) => RANKED.indexOf(a.severity) - RANKED.indexOf(b.severity));

/** How bad a failed check is: as the worst of these findings; undefined where nothing failed. A failure without any finding counts as the check. */
export function badness({ verdict, severity, findings }: Result, counts: (finding: ReportedFinding) => boolean): Severity | undefined {
  const [worst] = bySeverity(findings.filter(counts));
  if (worst) return worst.severity as Severity;
  return verdict === 'fail' && findings.every(isNote) ? severity : undefined;
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

/** Makes texts unique: the second `a` is `a-2`. */
export function counter(): (text: string, separator: string) => string {
  const taken = new Map<string, number>();
  return function numbered(text, separator): string {
    const count = (taken.get(text) ?? 0) + 1;
    taken.set(text, count);
    return count === 1 ? text : numbered(`${text}${separator}${count}`, separator);
  };
}
