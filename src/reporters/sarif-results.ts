import type { Report, ReportedFinding, Result } from '../model/report.ts';
import { printable } from './printable.ts';
import { LEVEL, locationOf, type SarifResult, sarifText } from './sarif-parts.ts';
import { type Blind, blindSpots } from './unknowns.ts';
import { counter, isNote, isWaived, sayWaived } from './words.ts';

const WEIGHT = ['error', 'warning', 'note', 'none'];

/** All alerts, the worst first, because the end is cut off. Notes only where everything is wanted. */
export function resultsOf(report: Report, all: boolean): SarifResult[] {
  const found = report.results.flatMap(result =>
    result.findings.filter(finding => all || !isNote(finding)).map(finding => alertOf(finding, result, report)),
  );
  const numbered = counter();
  const suppressed = found.some(({ suppressions }) => suppressions !== undefined);
  return [...blindSpots(report).map(blind => blindAlert(blind, report)), ...found]
    .map(result => (suppressed ? { ...result, suppressions: result.suppressions ?? [] } : result))
    .sort((a, b) => WEIGHT.indexOf(a.level) - WEIGHT.indexOf(b.level))
    .map(result => ({
      ...result,
      partialFingerprints: { primaryLocationLineHash: `${numbered(result.partialFingerprints.primaryLocationLineHash, ':')}` },
    }));
}

function alertOf(finding: ReportedFinding, { check }: Result, report: Report): SarifResult {
  const place = [finding.host, finding.object].flatMap(part => (part ? [printable(part)] : [])).join(', ');
  return {
    ruleId: sarifText(check, 'check'),
    level: LEVEL[finding.severity],
    ...(isNote(finding) && { kind: 'informational' as const }),
    message: { text: sarifText(`${place && `${place}: `}${finding.text}${fixOf(finding)}`) },
    locations: [locationOf(report, finding.host)],
    partialFingerprints: { primaryLocationLineHash: sarifText(finding.fingerprint, '-') },
    ...stateOf(report, finding.known === true),
    ...(isWaived(finding) && {
      suppressions: [{ kind: 'external' as const, status: 'accepted' as const, justification: sarifText(sayWaived(finding.waived!)) }],
    }),
    properties: propertiesOf(finding),
  };
}

/** What to do in a sentence; the commands are too long for an alert. */
const fixOf = ({ remedy }: ReportedFinding): string => (remedy?.text ? ` Fix: ${remedy.text}` : '');

const stateOf = ({ baseline }: Report, known: boolean): Pick<SarifResult, 'baselineState'> =>
  baseline === undefined ? {} : { baselineState: known ? 'unchanged' : 'new' };

const propertiesOf = ({ severity, fingerprint, host, object, path, line }: ReportedFinding): Readonly<Record<string, string>> => ({
  'preflight.severity': severity,
  'preflight.fingerprint': sarifText(fingerprint),
  ...(host && { 'preflight.host': sarifText(host) }),
  ...(object && { 'preflight.object': sarifText(object) }),
  ...(path && { 'preflight.path': sarifText(line === undefined ? path : `${path}:${line}`) }),
});

const blindAlert = ({ host, check, text, fingerprint }: Blind, report: Report): SarifResult => ({
  ruleId: check,
  level: 'error',
  message: { text: sarifText(text) },
  locations: [locationOf(report, host)],
  partialFingerprints: { primaryLocationLineHash: fingerprint },
  ...stateOf(report, false),
});
