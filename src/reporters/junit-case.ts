import type { Report, ReportedFinding, Result } from '../model/report.ts';
import { findingsText, messageOf, type Seen, unknownsText } from './junit-text.ts';
import { oneLine } from './printable.ts';
import { type Spot, spotOf } from './spot.ts';
import { bySeverity, counter, cut, gatesIn, isKnown, isOpen, isWaived, MOST_FINDINGS, perHost, sayWaived } from './words.ts';

/** The names of the elements, but for `pass`. */
export type Outcome = 'pass' | 'failure' | 'error' | 'skipped';

export interface Problem {
  /** One line, and the first line of `text`. */
  readonly message: string;
  /** Always `preflight.…`: GitLab takes some plain words, such as `array`, for a type of data. */
  readonly type?: string;
  readonly text: string;
}

/** One check on one host; `host` is empty where it has none. */
export interface Case {
  readonly host: string;
  readonly classname: string;
  readonly name: string;
  readonly outcome: Outcome;
  readonly problem?: Problem;
  readonly out?: string;
  /** Where the host stands in the target file, for readers that link there. */
  readonly spot?: Spot;
  readonly properties: readonly (readonly [string, string | undefined])[];
}

interface CaseOptions {
  readonly warnings: 'pass' | 'skip' | 'fail';
  readonly all: boolean;
}

/** All cases, in the order of the checks. Their names are unique, and the same from run to run. */
export function casesOf(report: Report, options: CaseOptions): Case[] {
  const numbered = counter();
  return report.results
    .flatMap(result => seenBy(result).map(seen => caseOf(report, seen, options)))
    .map(one => ({ ...one, name: numbered(one.name, ' #') }));
}

/** What no other case says: that nothing ran, or nothing was decided. */
export function runCase({ platform, verdict, reasons }: Report): Case {
  const reason = oneLine(reasons.join('; ')) || `the verdict is ${verdict}`;
  const at = { host: '', classname: classOf(platform.id, ''), name: 'preflight run', properties: [] };
  switch (verdict) {
    case 'GO':
      return { ...at, outcome: 'pass', out: reason };
    case 'NO-GO':
      return { ...at, outcome: 'failure', problem: { message: reason, type: 'preflight.blocker', text: reason } };
    case 'UNKNOWN':
      return { ...at, outcome: 'error', problem: { message: reason, type: 'preflight.collection', text: reason } };
  }
}

/** One check, host by host. */
function seenBy(result: Result): Seen[] {
  const [findings, unknowns, looked] = [perHost(result.findings), perHost(result.unknowns), perHost(result.looked)];
  const alone = result.cells.length === 1;
  return result.cells.map(({ host, verdict }) => ({
    result,
    host,
    verdict,
    findings: bySeverity(findings(host)),
    unknowns: unknowns(host),
    looked: alone ? result.looked : looked(host),
  }));
}

function caseOf(report: Report, seen: Seen, options: CaseOptions): Case {
  const { result, host } = seen;
  const { outcome, told, problem } = judged(seen, report, options);
  const said = new Set(told);
  const untold = seen.findings.filter(finding => !said.has(finding));
  return {
    host,
    classname: classOf(report.platform.id, host),
    name: nameOf(result, host),
    outcome,
    ...(problem && { problem }),
    ...(report.inventory && { spot: spotOf(report, host) }),
    ...(untold.length > 0 && { out: findingsText(seen, untold, options.all) }),
    properties: propertiesOf(result, seen.findings),
  };
}

interface Judged {
  readonly outcome: Outcome;
  /** The findings that the problem tells; the others go to `system-out`. */
  readonly told: readonly ReportedFinding[];
  readonly problem?: Problem;
}

/** What could not be looked at is never a pass, whatever else was found. */
function judged(seen: Seen, report: Report, { warnings, all }: CaseOptions): Judged {
  const gating = seen.findings.filter(finding => gatesIn(report, finding));
  const milder = seen.findings.filter(finding => isOpen(finding) && !gatesIn(report, finding));
  const waived = seen.findings.filter(isWaived);
  if (gating.length > 0) return failed(gating, seen, all);
  if (seen.unknowns.length > 0 || seen.verdict === 'unknown') return { outcome: 'error', told: [], problem: couldNotLook(seen) };
  if (milder.length > 0 && warnings === 'fail') return failed(milder, seen, all);
  if (waived.length > 0) return { outcome: 'skipped', told: [], problem: inOneLine(waivedMessage(seen, waived)) };
  if (milder.length > 0 && warnings === 'skip') return { outcome: 'skipped', told: [], problem: inOneLine(messageOf(seen, milder)) };
  if (seen.verdict === 'skip') return { outcome: 'skipped', told: [], problem: inOneLine(oneLine(seen.result.skipped ?? '') || 'not applicable') };
  return { outcome: 'pass', told: [] };
}

/** `waived until 2026-12-01 by ops, CHG-123: the pool is empty (cloudstack/x blocker: Storage pool …)` */
const waivedMessage = (seen: Seen, waived: readonly ReportedFinding[]): string => `${sayWaived(waived[0]!.waived!)} (${messageOf(seen, waived)})`;

const failed = (told: readonly ReportedFinding[], seen: Seen, all: boolean): Judged => ({
  outcome: 'failure',
  told,
  problem: { message: messageOf(seen, told), type: `preflight.${told[0]!.severity}`, text: findingsText(seen, told, all) },
});

/** Some readers show the attribute of a skipped case, some its text. */
const inOneLine = (message: string): Problem => ({ message, text: message });

function couldNotLook(seen: Seen): Problem {
  const { status } = seen.unknowns[0] ?? {};
  const cause = status === 'timeout' ? 'timeout' : status === 'error' ? 'internal' : 'collection';
  const [message, text] = unknownsText(seen);
  return { message, type: `preflight.${cause}`, text };
}

const propertiesOf = ({ check, severity }: Result, findings: readonly ReportedFinding[]): Case['properties'] => [
  ['preflight.check', check],
  ['preflight.severity', severity],
  ['preflight.findings', idsOf(findings)],
  ['preflight.waived', idsOf(findings.filter(isWaived))],
  ['preflight.known', idsOf(findings.filter(isKnown))],
];

const idsOf = (findings: readonly ReportedFinding[]): string | undefined =>
  findings
    .slice(0, MOST_FINDINGS)
    .map(({ fingerprint }) => fingerprint)
    .join(' ') || undefined;

/** Dots would be packages to Jenkins and a file name to others. */
const classOf = (platform: string, host: string): string => `preflight.${word(platform)}.${word(host)}`;
const word = (text: string): string => text.replace(/[^A-Za-z0-9]/g, '_') || '_';

/** Azure keeps 512 characters. Check and host are what must not be lost, so it is the title that is cut. */
const LONGEST_NAME = 512;

function nameOf({ check, title }: Result, host: string): string {
  const where = host && ` [${cut(oneLine(host), 260)}]`;
  const id = cut(oneLine(check), 200);
  return `${id} ${cut(oneLine(title), LONGEST_NAME - ROOM_FOR_COUNT - id.length - where.length - 1)}${where}`;
}

const ROOM_FOR_COUNT = 12;
