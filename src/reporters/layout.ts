import { stripVTControlCharacters, styleText } from 'node:util';
import stringWidth from 'string-width';
import wrapAnsi from 'wrap-ansi';
import type { ReporterOptions } from './reporter.ts';
import { cut } from './words.ts';

/** What `styleText` knows, or several of it. */
type Styles = Parameters<typeof styleText>[0];
type Style = Styles | readonly Exclude<Styles, readonly unknown[]>[];

/** Where a text report is written: how wide, whether everything, and how to colour. */
export interface Page {
  readonly width: number;
  readonly all: boolean;
  paint(style: Style, text: string): string;
}

const NARROWEST = 40;
/** Longer lines of prose are hard to read. */
const WIDEST = 120;
const USUAL = 80;

export const pageOf = ({ columns, color, all }: ReporterOptions): Page => ({
  width: Math.min(Math.max(columns > 0 ? Math.floor(columns) : USUAL, NARROWEST), WIDEST),
  all,
  paint: (style, text) => (color && text !== '' ? styleText(style as Styles, text, { validateStream: false }) : text),
});

/** More than this is no prose, and takes the wrapper long. */
const LONGEST = 10_000;

function bounded(text: string): string {
  if (text.length <= LONGEST) return text;
  const plain = stripVTControlCharacters(text);
  return plain.length <= LONGEST ? plain : `${cut(plain, LONGEST)} (cut short: see --report json)`;
}

/** Prose in lines that fit, each behind `rest`, the first behind `first`. Words that fit nowhere are cut. */
export function wrapped(text: string, { width }: Page, first: string, rest = ' '.repeat(stringWidth(first))): string[] {
  const lines = wrapAnsi(bounded(text), width - stringWidth(rest), { hard: true }).split('\n');
  return lines.map((line, index) => `${index === 0 ? first : rest}${line}`.trimEnd());
}

/** The widest label is `Evidence`. */
const LABEL = 10;

/** `  Why       The upgraded agent …`, with the following lines below the text. */
export function labelled(label: string, text: string, page: Page, indent = '  '): string[] {
  if (text === '') return [];
  const rest = ' '.repeat(indent.length + LABEL);
  return wrapped(text, page, `${indent}${page.paint('bold', label)}${' '.repeat(Math.max(LABEL - label.length, 1))}`, rest);
}

/** `── Blockers: 2 checks ─────────` over the whole width. */
export function heading(text: string, { width, paint }: Page, style: Style = 'bold'): string {
  const line = `── ${shortened(text, width - 4)} `;
  return paint(style, line + '─'.repeat(Math.max(width - stringWidth(line), 0)));
}

/** Text that takes at most so many cells, with `…` where its end was cut off. */
export function shortened(text: string, cells: number): string {
  const start = cut(text, cells * 40);
  if (stringWidth(start) <= cells) return start;
  let kept = '';
  for (const { segment } of new Intl.Segmenter('en').segment(start)) {
    if (stringWidth(kept + segment) >= cells) break;
    kept += segment;
  }
  return `${kept}…`;
}
