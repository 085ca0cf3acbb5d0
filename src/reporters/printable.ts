/**
 * Names come from databases and files that anyone may have written: `kvm\x1b[2J`, `pool\u202e8`, `GO\r`. What a terminal
 * obeys or a reader cannot see is written out; what people write (umlauts, CJK, emoji) stays.
 */

/** An emoji may hold joiners and variation selectors: ⚠️ 👩‍🔧 1️⃣. Elsewhere those are invisible, and hide data. */
const EMOJI = String.raw`\p{ExtPict}[\p{EMod}\ufe0e\ufe0f]?(?:\u200d\p{ExtPict}[\p{EMod}\ufe0f]?)*|[0-9#*]\ufe0f\u20e3`;

/** C0 and C1, lone surrogates, line and paragraph separators, all that shows nothing (zero width, tags, fillers), bidi controls, noncharacters. */
const HIDDEN = String.raw`[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{DI}\p{Bidi_C}\p{NChar}\ufff9-\ufffb]`;

const EMOJI_OR_HIDDEN = new RegExp(`(${EMOJI})|${HIDDEN}`, 'gu');

const NAMED: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

const hex = (code: number, digits: number): string => code.toString(16).padStart(digits, '0');

function visible(character: string): string {
  const code = character.codePointAt(0)!;
  if (code <= 0xff) return NAMED[character] ?? `\\x${hex(code, 2)}`;
  return code <= 0xffff ? `\\u${hex(code, 4)}` : `\\u{${hex(code, 1)}}`;
}

const replaceHidden = (text: string, write: (character: string) => string): string =>
  text.replace(EMOJI_OR_HIDDEN, (character: string, emoji: string | undefined) => emoji ?? write(character));

/** One line for a terminal: what is hidden or obeyed is written out, `\x1b`, `\u202e`, `\u{e0041}`, `\n`. */
export const printable = (text: string): string => replaceHidden(text, visible);

/** The same for text of several lines: newlines stay. */
export const printableLines = (text: string): string => replaceHidden(text, character => (character === '\n' ? character : visible(character)));

/** The same for prose of an author, which may have paragraphs or steps. Whoever prints it indents it, so that no line of it looks like one of the report. */
export const prose = (text: string): string => printableLines(text.trim().replaceAll('\r\n', '\n'));

/** The same for one line of prose or an attribute: a line break is a blank. */
export const oneLine = (text: string): string =>
  printable(
    text
      .split(/[\r\n\u2028\u2029]/)
      .map(line => line.trim())
      .filter(line => line !== '')
      .join(' '),
  );

/** The same for a JSON document, without losing anything: `\u001b` is the character to whoever parses it. */
export const printableJson = (document: string): string =>
  replaceHidden(document, character => (character === '\n' ? character : asJsonEscapes(character)));

const asJsonEscapes = (character: string): string => character.replace(/[\s\S]/g, unit => `\\u${hex(unit.charCodeAt(0), 4)}`);
