import { createHash } from 'node:crypto';
import type { Report, Result, Unknown } from '../model/report.ts';
import { oneLine } from './printable.ts';
import { groupBy, listOf, unique } from './words.ts';

/** The rule that stands for everything that could not be looked at. */
export const BLIND = 'preflight/not-decided';

/** One cause of unknowns, and the checks it costs. */
export interface Cause {
  readonly host: string | undefined;
  readonly status: Unknown['status'];
  readonly reason: string;
  readonly checks: readonly string[];
  readonly facts: readonly string[];
}

/** Each cause once, the most expensive first: a dead host is one cause. Texts as they are in the report. */
export function causesOf(results: readonly Result[]): Cause[] {
  const all = results.flatMap(({ check, unknowns }) => unknowns.map(unknown => ({ check, unknown })));
  const groups = groupBy(all, ({ unknown: { host, status, reason } }) => JSON.stringify([host, status, reason]));
  return groups
    .map(group => ({
      host: group[0]!.unknown.host,
      status: group[0]!.unknown.status,
      reason: group[0]!.unknown.reason,
      checks: unique(group.map(({ check }) => check)),
      facts: unique(group.flatMap(({ unknown: { fact } }) => (fact === undefined ? [] : [fact]))),
    }))
    .sort((a, b) => b.checks.length - a.checks.length);
}

/** What a run could not see of one host; or of one check, where no host is to blame. */
export interface Blind {
  readonly host: string | undefined;
  readonly check: string;
  readonly text: string;
  /** Stable between runs. 16 hex digits. */
  readonly fingerprint: string;
}

const MOST_NAMES = 5;

/** For readers that know findings and nothing else: one per host, so that no unknown reads as clean. */
export function blindSpots({ results }: Pick<Report, 'results'>): Blind[] {
  const causes = causesOf(results);
  const hosts = groupBy(
    causes.filter(({ host }) => host),
    ({ host }) => host!,
  ).map(group => blindHost(group[0]!.host!, group));
  const told = new Set(results.filter(({ unknowns }) => unknowns.some(({ host }) => host)).map(({ check }) => check));
  const others = results.filter(
    ({ check, verdict, unknowns }) => unknowns.some(({ host }) => !host) || (verdict === 'unknown' && unknowns.length === 0 && !told.has(check)),
  );
  return [...hosts, ...others.map(blindCheck)];
}

function blindHost(host: string, causes: readonly Cause[]): Blind {
  const checks = unique(causes.flatMap(one => one.checks)).map(oneLine);
  const why = unique(causes.map(({ status, reason }) => oneLine(`${status}, ${reason}`)));
  const text = `${oneLine(host)}: could not decide ${listOf(checks, MOST_NAMES)}: ${listOf(why, MOST_NAMES)}`;
  return { host, check: BLIND, text, fingerprint: idOf('host', host) };
}

function blindCheck({ check, unknowns }: Result): Blind {
  const why = unique(unknowns.filter(({ host }) => !host).map(({ status, reason }) => oneLine(`${status}, ${reason}`)));
  const text = `${oneLine(check)} could not be decided: ${listOf(why, MOST_NAMES) || 'no cause was given'}`;
  return { host: undefined, check: BLIND, text, fingerprint: idOf('check', check) };
}

const idOf = (...parts: string[]): string =>
  createHash('sha256')
    .update(JSON.stringify([BLIND, ...parts]))
    .digest('hex')
    .slice(0, 16);
