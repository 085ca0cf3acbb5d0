import type { Report, Result } from '../model/report.ts';
import { heading, type Page, wrapped } from './layout.ts';
import { oneLine, printable } from './printable.ts';
import { countOf, isNote, listOf, placeOf } from './words.ts';

/** What needs no action: remarks always, the rest only on demand, counted otherwise. */
export function restSections(report: Report, page: Page): string[][] {
  const rest = [notes(report), passes(report), skips(report), excluded(report)].filter(({ entries }) => entries.length > 0);
  const remarks = { title: 'Remarks', mark: '•', entries: report.remarks.map(oneLine) };
  if (page.all) return [remarks, ...rest].map(part => sectionOf(part, page));
  return [sectionOf(remarks, page), hidden(rest, page)];
}

interface Part {
  readonly title: string;
  readonly mark: string;
  readonly entries: readonly string[];
  /** What the entries are called where they are only counted. */
  readonly noun?: string;
}

const notes = ({ results }: Report): Part => ({
  title: 'Notes',
  mark: '•',
  entries: results.flatMap(result =>
    result.findings.filter(isNote).map(note => `${oneLine(result.check)}: ${said(placeOf(note))}${printable(note.text)}`),
  ),
  noun: 'note',
});

const said = (place: string): string => place && `${place}: `;

const passes = ({ results }: Report): Part => ({
  title: 'Passed',
  mark: '✓',
  entries: results.filter(({ verdict }) => verdict === 'pass').map(result => `${oneLine(result.check)}: ${oneLine(result.title)}`),
  noun: 'passed check',
});

const skips = ({ results }: Report): Part => ({
  title: 'Skipped',
  mark: '-',
  entries: results.filter(({ verdict }) => verdict === 'skip').map(result => `${oneLine(result.check)}: ${skipReason(result)}`),
  noun: 'skipped check',
});

const skipReason = ({ skipped }: Result): string => oneLine(skipped ?? '') || 'no reason was given';

const excluded = ({ excluded: out }: Report): Part => ({
  title: 'Not for this path or phase',
  mark: '-',
  entries: out.map(({ check, reason }) => `${oneLine(check)}: ${oneLine(reason)}`),
  noun: 'check',
});

const sectionOf = ({ title, mark, entries, noun }: Part, page: Page): string[] =>
  entries.length === 0
    ? []
    : [
        heading(noun === undefined ? title : `${title}: ${countOf(entries.length, noun.split(' ').at(-1)!)}`, page),
        '',
        ...entries.flatMap(entry => wrapped(entry, page, `${mark} `)),
      ];

function hidden(parts: readonly Part[], page: Page): string[] {
  const counts = parts.map(({ entries, noun, title }) => `${countOf(entries.length, noun!)}${noun === 'check' ? ` ${title.toLowerCase()}` : ''}`);
  return counts.length === 0 ? [] : wrapped(page.paint('dim', `Not shown: ${listOf(counts)}. See them with --all.`), page, '', '');
}
