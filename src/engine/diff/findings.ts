import { hostsOf, type Report, type ReportedFinding, type Result } from '../../model/report.ts';

/** A finding, and the check that has it. */
export interface PlacedFinding {
  readonly check: string;
  readonly finding: ReportedFinding;
}

/** What one look at a site found, and at which hosts it looked. */
export type Findings = Pick<Report, 'results' | 'hosts'>;

/** The findings of two looks, without notes. */
export interface Paired {
  /** Those of the later look, and as which of the earlier they were known. */
  readonly both: ReadonlyMap<ReportedFinding, ReportedFinding>;
  readonly fresh: readonly PlacedFinding[];
  /** The later look would have found them. */
  readonly gone: readonly PlacedFinding[];
  /** The later look could not tell: the check did not run, could not be decided, or the host was not looked at. */
  readonly unseen: readonly PlacedFinding[];
}

/**
 * Findings are the same where their fingerprints are, each once: two of one fingerprint are not known by one of before. Those that
 * say the same are paired first.
 */
export function pairFindings(before: Findings, after: Findings): Paired {
  const [old, now] = [placedIn(before.results), placedIn(after.results)];
  const both = new Map<ReportedFinding, ReportedFinding>();
  const left = new Set(old);
  pairBy(({ fingerprint, text }) => `${fingerprint} ${text}`);
  pairBy(({ fingerprint }) => fingerprint);
  const couldSee = sightOf(before, after);
  return {
    both,
    fresh: now.filter(({ finding }) => !both.has(finding)),
    gone: [...left].filter(couldSee),
    unseen: [...left].filter(placed => !couldSee(placed)),
  };

  function pairBy(key: (finding: ReportedFinding) => string): void {
    const waiting = new Map<string, PlacedFinding[]>();
    for (const placed of [...left].reverse()) listIn(waiting, key(placed.finding)).push(placed);
    for (const { finding } of now) {
      const partner = both.has(finding) ? undefined : waiting.get(key(finding))?.pop();
      if (!partner) continue;
      both.set(finding, partner.finding);
      left.delete(partner);
    }
  }
}

const placedIn = (results: readonly Result[]): PlacedFinding[] =>
  results.flatMap(({ check, findings }) => findings.filter(({ severity }) => severity !== 'note').map(finding => ({ check, finding })));

function listIn<K, V>(lists: Map<K, V[]>, key: K): V[] {
  const list = lists.get(key) ?? [];
  lists.set(key, list);
  return list;
}

/** Whether the later look could have seen a finding of the earlier one: what is unknown, or was not looked at, is not mended. */
function sightOf(before: Findings, after: Findings): (placed: PlacedFinding) => boolean {
  const hosts = new Set(hostsOf(after));
  const lost = new Set(hostsOf(before).filter(host => !hosts.has(host)));
  const sights = new Map(after.results.map(result => [result.check, once(sightIn(result))]));
  return ({ check, finding: { host = '' } }) => !lost.has(host) && (sights.get(check)?.(host) ?? false);
}

/** Asked for each finding, worked out for each host. */
function once(sight: (host: string) => boolean): (host: string) => boolean {
  const known = new Map<string, boolean>();
  return host => known.get(host) ?? known.set(host, sight(host)).get(host)!;
}

/** A fact that one of five hosts did not tell leaves the four decided; one that this host does not tell itself leaves nothing decided. */
function sightIn({ verdict, unknowns, looked }: Result): (host: string) => boolean {
  if (unknowns.length === 0) return () => verdict !== 'unknown';
  const told = new Set(looked.filter(({ status }) => status === 'ok').map(({ fact, host }) => placeOf(fact, host)));
  const missing = new Set(unknowns.flatMap(({ fact }) => fact ?? []));
  const undecided = new Set(unknowns.flatMap(({ fact, host }) => host ?? (fact === undefined ? '' : [])));
  return host => !undecided.has('') && !undecided.has(host) && [...missing].every(fact => told.has(placeOf(fact, host)));
}

const placeOf = (fact: string, host: string): string => JSON.stringify([fact, host]);
