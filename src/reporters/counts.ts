import type { Result, Verdict } from '../model/report.ts';
import { oneLine } from './printable.ts';
import { byName } from './words.ts';

/** The worst first. */
export const VERDICTS = ['fail', 'unknown', 'pass', 'skip'] as const;
export type Counts = Readonly<Record<Verdict, number>>;

/** How the checks of one host ended; `host` is empty for those that have none. */
export interface HostCounts {
  readonly host: string;
  readonly counts: Counts;
}

/** Hosts, the worst first. */
export function countsByHost(results: readonly Result[]): HostCounts[] {
  const byHost = new Map<string, Record<Verdict, number>>();
  for (const { host, verdict } of results.flatMap(({ cells }) => cells)) {
    const counts = byHost.get(host) ?? { pass: 0, fail: 0, skip: 0, unknown: 0 };
    counts[verdict]++;
    byHost.set(host, counts);
  }
  const all = [...byHost].map(([host, counts]): HostCounts => ({ host, counts }));
  return all.sort((a, b) => b.counts.fail - a.counts.fail || b.counts.unknown - a.counts.unknown || byName(oneLine(a.host), oneLine(b.host)));
}

export function sumOf(all: readonly Counts[]): Counts {
  const sum = { pass: 0, fail: 0, skip: 0, unknown: 0 };
  for (const counts of all) for (const verdict of VERDICTS) sum[verdict] += counts[verdict];
  return sum;
}
