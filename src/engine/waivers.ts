import { gates, type Severity } from '../model/check.ts';
import type { ReportedFinding, Result, WaiverState } from '../model/report.ts';
import type { Waiver } from '../model/waiver.ts';
import { type Glob, glob } from './glob.ts';

const DAY = 86_400_000;
const SOON_DAYS = 14;

export interface Waived {
  readonly results: readonly Result[];
  readonly waivers: readonly WaiverState[];
}

/**
 * Marks the findings that a waiver covers, and says what became of every waiver. A waived finding stays in the report and does not
 * gate. What is unknown has no finding, so nothing can waive it. `time` is that of the evidence, so equal evidence gives an equal report.
 */
export function applyWaivers(results: readonly Result[], waivers: readonly Waiver[], time: string): Waived {
  const all = waivers.map(readied);
  const open = all.filter(({ waiver }) => !isExpired(waiver, time));
  const marked = results.map(result => {
    const own = open.filter(({ check }) => check.test(result.check));
    return { ...result, findings: result.findings.map(finding => mark(finding, own)) };
  });
  return { results: marked, waivers: all.map(one => stateOf(one, results, time)) };
}

/** A waiver with its patterns, made once for all findings. */
interface Ready {
  readonly waiver: Waiver;
  readonly check: Glob;
  readonly host: Glob;
  readonly object: Glob;
}

const readied = (waiver: Waiver): Ready => ({
  waiver,
  check: glob(waiver.check),
  host: glob(waiver.host ?? '*'),
  object: glob(waiver.object ?? '*'),
});

/** Whether the last day of something is over: it ends with that day, UTC. A day or a time that is none is over, and does not hold for ever. */
export const isExpired = ({ until }: { readonly until: string }, time: string): boolean => !(Date.parse(time) < endOf(until));

const endOf = (day: string): number => Date.parse(`${day}T00:00:00Z`) + DAY;

/** `own` are those of the finding's check. */
function mark(finding: ReportedFinding, own: readonly Ready[]): ReportedFinding {
  const found = own.find(one => isAbout(one, finding) && isWithin(one, finding));
  if (!found) return finding;
  const { owner, reason, ticket, until } = found.waiver;
  return { ...finding, waived: { owner, reason, ...(ticket !== undefined && { ticket }), until } };
}

/** A note needs no waiver: it does not fail. */
const isAbout = ({ host, object }: Ready, finding: ReportedFinding): boolean =>
  finding.severity !== 'note' && host.test(finding.host ?? '') && object.test(finding.object ?? '');

const isWithin = ({ waiver: { most, least } }: Ready, finding: ReportedFinding): boolean =>
  bounded(most, finding, (value, bound) => value <= bound) && bounded(least, finding, (value, bound) => value >= bound);

const NUMBER = /^-?\d+(?:\.\d+)?$/;

/** A value that the finding does not have, or that is no number, is not within any bound. */
function bounded(bounds: Waiver['most'] = {}, { data }: ReportedFinding, holds: (value: number, bound: number) => boolean): boolean {
  return Object.entries(bounds).every(([name, bound]) => {
    const value = Object.hasOwn(data, name) ? String(data[name]) : '';
    return NUMBER.test(value) && holds(Number(value), bound);
  });
}

function stateOf(ready: Ready, results: readonly Result[], time: string): WaiverState {
  const { most: _most, least: _least, ...said } = ready.waiver;
  const own = results.filter(result => ready.check.test(result.check));
  const about = own.flatMap(result => result.findings.filter(finding => isAbout(ready, finding)));
  const covered = about.filter(finding => isWithin(ready, finding));
  const expired = isExpired(said, time);
  return {
    ...said,
    state: expired ? 'expired' : covered.length > 0 ? 'used' : 'unused',
    findings: covered.length,
    remarks: [...soon(said, time, expired), ...wide(said, covered), ...beyond(ready.waiver, about.length - covered.length), ...pointless(own)],
  };
}

function soon({ until }: Waiver, time: string, expired: boolean): string[] {
  const days = Math.floor((endOf(until) - Date.parse(time)) / DAY);
  return expired || days >= SOON_DAYS ? [] : [days === 0 ? 'ends today' : `ends in ${days} ${days === 1 ? 'day' : 'days'}`];
}

/** One waiver that hides many findings hides the next one too. */
function wide({ check, host, object }: Waiver, covered: readonly ReportedFinding[]): string[] {
  if (check.includes('*')) return ['is for every check of a pattern: name one check'];
  if (covered.length < 2) return [];
  const hosts = new Set(covered.map(finding => finding.host)).size;
  const missing = [...(isAny(host) && hosts > 1 ? ['a host'] : []), ...(isAny(object) ? ['an object'] : [])];
  return missing.length > 0 ? [`covers ${covered.length} findings: name ${missing.join(' or ')}`] : [];
}

const isAny = (pattern: string | undefined): boolean => pattern === undefined || /^[*]+$/.test(pattern);

/** Why a waiver does not cover what it names. */
function beyond({ most = {}, least = {} }: Waiver, count: number): string[] {
  if (count === 0) return [];
  const sayBounds = (word: string, bounds: Readonly<Record<string, number>>) =>
    Object.entries(bounds).map(([name, bound]) => `${name} ${word} ${bound}`);
  const bounds = [...sayBounds('at most', most), ...sayBounds('at least', least)].join(', ');
  return [`does not cover ${count} ${count === 1 ? 'finding' : 'findings'} beyond its bound (${bounds})`];
}

function pointless(own: readonly Result[]): string[] {
  if (own.length === 0) return ['its check did not run here'];
  return own.every(({ verdict }) => verdict === 'unknown') ? ['its check is unknown, which cannot be waived'] : [];
}

/** Whether a finding counts against the threshold: not a note, not waived, and where only new ones count, not in the baseline. */
export const counts = (finding: ReportedFinding, threshold: Severity, onlyNew: boolean): boolean =>
  gates(finding.severity, threshold) && finding.waived === undefined && !(onlyNew && finding.known === true);
