import { SEVERITIES } from '../model/check.ts';
import type { Phase } from '../model/phase.ts';
import type { Report } from '../model/report.ts';
import { labelled, type Page, pageOf } from './layout.ts';
import { oneLine } from './printable.ts';
import type { Reporter } from './reporter.ts';
import { failedSection } from './table-failed.ts';
import { restSections } from './table-rest.ts';
import { summary } from './table-summary.ts';
import { unknownSection } from './table-unknown.ts';
import { VERDICT_STYLE } from './verdict-style.ts';
import { utcOf } from './words.ts';

/** For people: what is wrong and how to mend it first, the sum last, because the last lines are those one sees. */
export const table: Reporter = (report, options) => {
  const page = pageOf(options);
  const sections = [
    headline(report, page),
    ...SEVERITIES.map(severity => failedSection(severity, report.results, page)),
    unknownSection(report.results, page),
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
];

function pathOf({ from, to }: Report): string {
  if (from !== undefined && to !== undefined) return ` ${oneLine(from)} → ${oneLine(to)}`;
  if (from !== undefined) return `, from ${oneLine(from)}`;
  return to === undefined ? '' : `, to ${oneLine(to)}`;
}

const evidenceOf = ({ evidence, time }: Report): string =>
  `${evidence.kind} ${oneLine(evidence.name)}, taken ${utcOf(time)?.replace('T', ' ').replace('Z', ' UTC') ?? oneLine(time)}`;
