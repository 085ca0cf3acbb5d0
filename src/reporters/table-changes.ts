import type { Change } from '../model/change.ts';
import type { Report } from '../model/report.ts';
import { heading, type Page, wrapped } from './layout.ts';
import { oneLine } from './printable.ts';
import { countOf, say } from './words.ts';

/** Answers that are listed; with `all`, every one. */
const MOST_CHANGES = 10;

/** What is different from the snapshot taken before the upgrade. */
export function changeSection({ changes }: Report, page: Page): string[] {
  if (changes === undefined || changes.length === 0) return [];
  const shown = page.all ? changes : changes.slice(0, MOST_CHANGES);
  const left = changes.length - shown.length;
  return [
    heading(`Changed since before: ${countOf(changes.length, 'answer')}`, page),
    '',
    ...shown.flatMap(change => changeLines(change, page)),
    ...(left > 0 ? wrapped(`… and ${say(left)} more: see --all`, page, '  ') : []),
  ];
}

const changeLines = ({ host, evidence, details, more }: Change, page: Page): string[] => [
  ...wrapped(`${page.paint('bold', oneLine(host))} ${oneLine(evidence)}`, page, '', '  '),
  ...details.flatMap(({ sign, text }) => wrapped(oneLine(text), page, `  ${sign} `, '    ')),
  ...(more > 0 ? wrapped(`… and ${say(more)} more`, page, '    ') : []),
];
