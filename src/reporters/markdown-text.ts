import { oneLine, printableLines } from './printable.ts';

const MARKUP = /[\\`*_[\]|~$]/g;
const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** What makes a heading, a list or a line of something else, where it stands first. */
const BLOCK = /^(?=[#+=-])|(?<=^\d{1,9})(?=[.)](?:\s|$))/;

/** What a site makes a link, a mention, a ticket or a picture of, though nobody wrote markup: `@ops`, `#12`, `https://x`, `www.x`, `:bomb:`. */
const AUTOMATIC = /@(?=[\p{L}\p{N}_\\-])|#(?=\d)|(?<=https?|ftp|mailto|xmpp):|(?<=www)(?=\.)|:(?=[\w+\\-]*[a-z+][\w+\\-]*:)/giu;

/** One line of prose in which nothing is markup. A comment takes apart what would be a link. */
export const inlineMarkdown = (text: string): string =>
  oneLine(text)
    .replace(/[&<>]/g, one => ENTITIES[one]!)
    .replace(MARKUP, '\\$&')
    .replace(BLOCK, '\\')
    .replace(AUTOMATIC, '$&<!-- -->');

/** A name as code, in which nothing is markup; the fence is longer than any in the name. */
export function code(text: string): string {
  const shown = oneLine(text);
  if (shown === '') return '';
  const fence = '`'.repeat(longestRun(shown) + 1);
  const pad = shown.startsWith('`') || shown.endsWith('`') ? ' ' : '';
  return `${fence}${pad}${shown}${pad}${fence}`;
}

/** The same for a cell of a table, which a bar would end. */
export const cellCode = (text: string): string => code(text).replaceAll('|', '\\|');

/** Lines to copy, which nothing in them can end. */
export function codeBlock(lines: readonly string[], language: string): string {
  const shown = lines.map(printableLines).join('\n');
  const fence = '`'.repeat(Math.max(longestRun(shown) + 1, 3));
  return `${fence}${language}\n${shown}\n${fence}`;
}

const longestRun = (text: string): number => (text.match(/`+/g) ?? []).reduce((longest, run) => Math.max(longest, run.length), 0);

/** A row of a table. */
export const row = (...cells: string[]): string => `| ${cells.map(cell => cell.replaceAll('\n', ' ')).join(' | ')} |`;

/** What is folded away until a reader wants it. The blank lines make Markdown of it again. */
export const folded = (summary: string, blocks: readonly string[]): string =>
  blocks.length === 0 ? '' : `<details>\n<summary>${summary}</summary>\n\n${blocks.join('\n\n')}\n\n</details>`;
