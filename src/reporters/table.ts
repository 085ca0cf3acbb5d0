import { SEVERITIES } from '../model/check.ts';
import type { Phase } from '../model/phase.ts';
import type { Report } from '../model/report.ts';
import { labelled, type Page, pageOf } from './layout.ts';
import { oneLine } from './printable.ts';
import type { Reporter } from './reporter.ts';
import { changeSection } from './table-changes.ts';
import { failedSection, knownSection } from './table-failed.ts';
import { restSections } from './table-rest.ts';
import { summary } from './table-summary.ts';
import { unknownSection } from './table-unknown.ts';
import { waivedSection, waiverSection } from './table-waived.ts';
import { VERDICT_STYLE } from './verdict-style.ts';
import { sayBaseline, sayTime } from './words.ts';

/** For people: what is wrong and how to mend it first, the sum last, because the last lines are those one sees. */
export const table: Reporter = (report, options) => {
  const page = pageOf(options);
  const sections = [
    headline(report, page),
    ...SEVERITIES.map(severity => failedSection(severity, report.results, page)),
    knownSection(report, page),
    unknownSection(report.results, page),
    waivedSection(report.results, page),
    waiverSection(report, page),
    changeSection(report, page),
    ...restSections(report, page),
    summary(report, page),
  ];
  const text = sections.filter(lines => lines.length > 0).map(lines => lines.join('\n'));
  return `${text.join('\n\n')}\n`;
};

const PHASE_WORDS: Readonly<Record<Phase, string>> = {
  pre: 'before the upgrade, everything still runs',
  stopped: 'services are down, packages are still the old ones',
  installed: 'new packages are installed, nothing is started yet',
  post: 'after the upgrade, everything runs again',
};

const headline = (report: Report, page: Page): string[] => [
  page.paint('bold', `preflight ${oneLine(report.tool.version)}`),
  '',
  ...labelled('Platform', `${oneLine(report.platform.title)}${pathOf(report)}`, page, ''),
  ...(report.evidence.kind === 'artifact' ? [] : labelled('Phase', `${report.phase}: ${PHASE_WORDS[report.phase]}`, page, '')),
  ...labelled('Evidence', evidenceOf(report), page, ''),
  ...labelled(
    'Verdict',
    `${page.paint(VERDICT_STYLE[report.verdict], report.verdict)}: ${oneLine(report.reasons.join('; ')) || 'no reason was given'}`,
    page,
    '',
  ),
  ...labelled('Baseline', baselineOf(report), page, ''),
];

function pathOf({ from, to }: Report): string {
  if (from !== undefined && to !== undefined) return ` ${oneLine(from)} → ${oneLine(to)}`;
  if (from !== undefined) return `, from ${oneLine(from)}`;
  return to === undefined ? '' : `, to ${oneLine(to)}`;
}

const evidenceOf = ({ evidence, time }: Report): string =>
  `${evidence.kind === 'artifact' ? 'artifact ' : ''}${oneLine(evidence.name)}, taken ${sayTime(time)}`;

const baselineOf = ({ baseline }: Report): string => (baseline === undefined ? '' : sayBaseline(baseline));

/** For a run that could not give a report. */
export const crashedTable = (message: string): string => `preflight could not run: ${oneLine(message) || 'no reason was given'}.\n`;
