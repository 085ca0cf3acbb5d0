import { SEVERITIES, type Severity } from '../model/check.ts';
import type { Report, ReportedFinding, Result } from '../model/report.ts';
import { heading, labelled, type Page, wrapped } from './layout.ts';
import { oneLine, printable, prose } from './printable.ts';
import { remedyLines } from './table-remedy.ts';
import { badness, bySeverity, countOf, isFresh, isKnown, MOST_FINDINGS, placeOf, say } from './words.ts';

const LOOK = {
  blocker: { title: 'Blockers', mark: '✗ BLOCKER', style: ['bold', 'red'] },
  warning: { title: 'Warnings', mark: '! WARNING', style: ['bold', 'yellow'] },
  advice: { title: 'Advice', mark: '· ADVICE', style: ['bold', 'cyan'] },
} as const;

/** The failed checks whose worst finding is of this severity, each once. What a baseline already knew has its own section. */
export function failedSection(severity: Severity, results: readonly Result[], page: Page): string[] {
  const failed = results.filter(result => badness(result, isFresh) === severity);
  if (failed.length === 0) return [];
  const { title, style } = LOOK[severity];
  const findings = failed.flatMap(result => result.findings.filter(isFresh));
  const milder = findings.filter(finding => finding.severity !== severity).length;
  const counts = `${countOf(failed.length, 'check')}, ${countOf(findings.length - milder, 'finding')}${milder > 0 ? ` and ${say(milder)} milder` : ''}`;
  return [heading(`${title}: ${counts}`, page, style), ...failed.flatMap(result => ['', ...checkLines(result, severity, isFresh, page)])];
}

/** What is wrong and was already wrong in the baseline, the worst first. */
export function knownSection({ results, baseline }: Report, page: Page): string[] {
  const failed = SEVERITIES.flatMap(severity =>
    results.filter(result => result.findings.some(isKnown) && badness(result, isKnown) === severity).map(result => ({ result, severity })),
  );
  const count = failed.reduce((sum, { result }) => sum + result.findings.filter(isKnown).length, 0);
  if (count === 0) return [];
  const from = baseline === undefined ? 'the baseline' : oneLine(baseline.name);
  const title = heading(`Known from ${from}: ${countOf(failed.length, 'check')}, ${countOf(count, 'finding')}`, page);
  return [title, ...failed.flatMap(({ result, severity }) => ['', ...checkLines(result, severity, isKnown, page)])];
}

function checkLines(result: Result, severity: Severity, counts: (finding: ReportedFinding) => boolean, page: Page): string[] {
  const { mark, style } = LOOK[severity];
  const findings = bySeverity(result.findings.filter(counts));
  const shown = page.all ? findings : findings.slice(0, MOST_FINDINGS);
  const blocks = [
    [
      ...wrapped(page.paint(style, `${mark}  ${oneLine(result.check)}`), page, '', '  '),
      ...wrapped(`Expected: ${oneLine(result.title)}.`, page, '  '),
    ],
    shown.flatMap(finding => findingLines(finding, severity, page)),
    more(findings.length - shown.length, page),
    labelled('Why', prose(result.why), page),
    ...remedyLines(shown, page),
    leftOut(shown, findings, page),
    result.refs.map(ref => `  ${page.paint('bold', 'See')}       ${printable(ref)}`),
  ];
  return blocks.filter(lines => lines.length > 0).flatMap((lines, index) => (index === 0 ? lines : ['', ...lines]));
}

function findingLines(finding: ReportedFinding, severity: Severity, page: Page): string[] {
  const place = placeOf(finding);
  const milder = finding.severity === severity ? '' : `${finding.severity}: `;
  const text = printable(finding.text);
  if (place === '') return wrapped(milder + text, page, '  • ');
  return [...wrapped(milder + page.paint('bold', place), page, '  • '), ...wrapped(text, page, '    ')];
}

const more = (count: number, page: Page): string[] => (count > 0 ? wrapped(`… and ${say(count)} more: see --report json`, page, '  ') : []);

/** Whoever pastes the commands must know that they do not mend everything. */
const leftOut = (shown: readonly ReportedFinding[], all: readonly ReportedFinding[], page: Page): string[] =>
  shown.length < all.length && shown.some(({ remedy }) => remedy !== undefined)
    ? wrapped(`This mends the first ${say(shown.length)} of ${countOf(all.length, 'finding')}: the rest is in --report json.`, page, '  ')
    : [];
