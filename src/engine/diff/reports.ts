import { hostsOf, type Report, type Result, type Verdict } from '../../model/report.ts';
import { countOf } from '../verdict.ts';
import { type Paired, type PlacedFinding, pairFindings } from './findings.ts';

export interface VerdictChange {
  readonly check: string;
  readonly before: Verdict | 'not run';
  readonly after: Verdict | 'not run';
}

/** What is different between two reports. Findings are the same where their fingerprints are; notes are left out. */
export interface ReportDiff {
  readonly fixed: readonly PlacedFinding[];
  readonly broke: readonly PlacedFinding[];
  /** Of the first report; whether they are fixed the second cannot tell. */
  readonly unseen: readonly PlacedFinding[];
  readonly stayed: number;
  readonly verdicts: readonly VerdictChange[];
  /** Hosts, versions and the like, a sentence each. */
  readonly circumstances: readonly string[];
}

/** Compares two reports of one platform. */
export function compareReports(before: Report, after: Report): ReportDiff {
  const paired = pairFindings(before, after);
  return {
    fixed: paired.gone,
    broke: paired.fresh,
    unseen: paired.unseen,
    stayed: paired.both.size,
    verdicts: verdictChanges(before, after),
    circumstances: [...circumstancesOf(before, after), ...waiverChanges(paired)],
  };
}

/** Why a verdict is another one although no finding is. */
function waiverChanges({ both }: Paired): string[] {
  const pairs = [...both];
  const [now, before] = [pairs.filter(([is, was]) => is.waived && !was.waived), pairs.filter(([is, was]) => was.waived && !is.waived)];
  return [
    ...(now.length > 0 ? [`waived since: ${countOf(now.length, 'finding')}`] : []),
    ...(before.length > 0 ? [`waived no more: ${countOf(before.length, 'finding')}`] : []),
  ];
}

function verdictChanges(before: Report, after: Report): VerdictChange[] {
  const [old, now] = [byCheck(before), byCheck(after)];
  return [...new Set([...old.keys(), ...now.keys()])]
    .map(check => ({ check, before: old.get(check)?.verdict ?? ('not run' as const), after: now.get(check)?.verdict ?? ('not run' as const) }))
    .filter(change => change.before !== change.after);
}

const byCheck = ({ results }: Report): Map<string, Result> => new Map(results.map(result => [result.check, result]));

function circumstancesOf(before: Report, after: Report): string[] {
  const pairs: [string, string | undefined, string | undefined][] = [
    ['verdict', before.verdict, after.verdict],
    ['phase', before.phase, after.phase],
    ['version before the upgrade', before.from, after.from],
    ['target version', before.to, after.to],
    ['installation', before.evidence.name, after.evidence.name],
    ['version of preflight', before.tool.version, after.tool.version],
    ['threshold', before.threshold, after.threshold],
  ];
  const [old, now] = [hostsOf(before), hostsOf(after)];
  const [was, is] = [new Set(old), new Set(now)];
  return [
    ...pairs.filter(([, a, b]) => a !== b).map(([what, a, b]) => `${what}: ${a ?? 'not known'} → ${b ?? 'not known'}`),
    ...(before.tool.checks === after.tool.checks ? [] : ['the checks themselves are not the same']),
    ...old.filter(host => !is.has(host)).map(host => `host ${host}: was looked at before only`),
    ...now.filter(host => !was.has(host)).map(host => `host ${host}: was looked at after only`),
  ];
}
