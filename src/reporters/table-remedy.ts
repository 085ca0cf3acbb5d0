import type { ReportedFinding } from '../model/report.ts';
import { labelled, type Page, wrapped } from './layout.ts';
import { type Mending, mendings, type Paste } from './remedies.ts';

/** Blocks of lines: what to do about these findings, ready to paste. */
export const remedyLines = (findings: readonly ReportedFinding[], page: Page): string[][] => mendings(findings).flatMap(one => blocksOf(one, page));

const blocksOf = ({ names, text, down, note, undo, pastes }: Mending, page: Page): string[][] => [
  [...labelled('For', names, page), ...labelled('Fix', text, page), ...labelled('Stop', down, page)],
  ...pastes.map(paste => pasteBlock(paste, page)),
  [...labelled('Undo', undo, page), ...labelled('Note', note, page)],
];

/** Lines to paste start in the first column and are never wrapped: indentation would break a here-document, and a copy would carry it. */
const pasteBlock = ({ title, lines, warning }: Paste, page: Page): string[] => [
  ...wrapped(page.paint('bold', title), page, '  '),
  ...lines.map(line => page.paint('cyan', line)),
  ...(warning ? wrapped(warning, page, '  ') : []),
];
