import type { Report, ReportedFinding, Result, WaiverState } from '../model/report.ts';
import { heading, type Page, wrapped } from './layout.ts';
import { oneLine, printable } from './printable.ts';
import { waiverEffect, waiverScope, waiversOf, waiversToMend, waiverTerms } from './waivers.ts';
import { bySeverity, countOf, isWaived, MOST_FINDINGS, placeOf, say, sayWaived } from './words.ts';

interface Accepted {
  readonly check: string;
  readonly finding: ReportedFinding;
}

/** What is wrong and has been accepted for a time: it does not gate, and is not forgotten either. */
export function waivedSection(results: readonly Result[], page: Page): string[] {
  const accepted = results.flatMap(({ check, findings }) => bySeverity(findings.filter(isWaived)).map((finding): Accepted => ({ check, finding })));
  if (accepted.length === 0) return [];
  const shown = page.all ? accepted : accepted.slice(0, MOST_FINDINGS);
  return [
    heading(`Waived: ${countOf(accepted.length, 'finding')}`, page),
    '',
    ...shown.flatMap(one => acceptedLines(one, page)),
    ...more(accepted.length - shown.length, page),
  ];
}

const acceptedLines = ({ check, finding }: Accepted, page: Page): string[] => [
  ...wrapped(`${page.paint('bold', `~ WAIVED  ${oneLine(check)}`)} ${finding.severity}${at(finding)}`, page, '', '  '),
  ...wrapped(printable(finding.text), page, '    '),
  ...wrapped(sayWaived(finding.waived!), page, '    '),
];

const at = (finding: ReportedFinding): string => {
  const place = placeOf(finding);
  return place && `: ${place}`;
};

const more = (count: number, page: Page): string[] => (count > 0 ? wrapped(`… and ${say(count)} more: see --report json`, page, '  ') : []);

/** Waivers that somebody should look at; with `all`, every one. */
export function waiverSection(report: Report, page: Page): string[] {
  const waivers = page.all ? waiversOf(report) : waiversToMend(report);
  if (waivers.length === 0) return [];
  const shown = page.all ? waivers : waivers.slice(0, MOST_FINDINGS);
  const title = page.all ? `Waivers: ${say(waivers.length)}` : `Waivers to look at: ${say(waivers.length)}`;
  return [heading(title, page), '', ...shown.flatMap(waiver => waiverLines(waiver, page)), ...more(waivers.length - shown.length, page)];
}

function waiverLines(waiver: WaiverState, page: Page): string[] {
  const line = waiver.line === undefined ? '' : ` (line ${waiver.line})`;
  const style = waiver.state === 'used' ? 'bold' : (['bold', 'yellow'] as const);
  return [
    ...wrapped(`${page.paint(style, `${waiver.state.toUpperCase()}  ${waiverScope(waiver)}`)}${line}`, page, '', '  '),
    ...wrapped(`${waiverEffect(waiver)}; ${waiverTerms(waiver)}`, page, '    '),
    ...waiver.remarks.flatMap(remark => wrapped(oneLine(remark), page, '    ')),
  ];
}
