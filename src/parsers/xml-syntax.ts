/**
 * The rules of XML 1.0 that make a document well-formed, for documents without a DTD of their own. A lenient parser reads
 * on after a mistake and then sees other elements than the platform does; this one stops, with the line.
 */

const NAME_START =
  ':A-Z_a-z\\xC0-\\xD6\\xD8-\\xF6\\xF8-\\u02FF\\u0370-\\u037D\\u037F-\\u1FFF\\u200C\\u200D\\u2070-\\u218F\\u2C00-\\u2FEF\\u3001-\\uD7FF\\uF900-\\uFDCF\\uFDF0-\\uFFFD\\u{10000}-\\u{EFFFF}';
const NAME = `[${NAME_START}][${NAME_START}\\-.0-9\\xB7\\u0300-\\u036F\\u203F\\u2040]*`;
const S = '[ \\t\\n]';
const sticky = (pattern: string): RegExp => new RegExp(pattern, 'uy');

const DECLARATION = sticky(
  `<\\?xml${S}+version${S}*=${S}*(?:"1\\.[0-9]+"|'1\\.[0-9]+')(?:${S}+encoding${S}*=${S}*(?:"[A-Za-z][\\w.-]*"|'[A-Za-z][\\w.-]*'))?(?:${S}+standalone${S}*=${S}*(?:"(?:yes|no)"|'(?:yes|no)'))?${S}*\\?>`,
);
const DOCTYPE = sticky(`<!DOCTYPE${S}+${NAME}(?:${S}+(?:SYSTEM|PUBLIC${S}+(?:"[^"]*"|'[^']*'))${S}+(?:"[^"]*"|'[^']*'))?${S}*([>[])`);
const CDATA = sticky('<!\\[CDATA\\[[\\s\\S]*?\\]\\]>');
const INSTRUCTION = sticky(`<\\?(${NAME})(?:${S}[\\s\\S]*?)?\\?>`);
const START = sticky(`<(${NAME})`);
const ATTRIBUTE = sticky(`${S}+(${NAME})${S}*=${S}*(?:"([^<"]*)"|'([^<']*)')`);
const START_END = sticky(`${S}*(/?)>`);
const END = sticky(`</(${NAME})${S}*>`);
const TEXT = sticky('[^<]+');

/** What a document has, in its order, as it is written: nothing is decoded, and a reference is still one. */
export interface XmlEvents {
  open(name: string, attributes: readonly (readonly [name: string, raw: string])[]): void;
  text(raw: string): void;
  cdata(text: string): void;
  close(): void;
}

/**
 * Throws where the document is not well-formed; its lines must end in `\n`. Returns it as a lenient parser reads it rightly, every
 * offset the same: without a DOCTYPE that only names a DTD, and with a blank for each line end and tab in an attribute.
 */
export function wellFormed(text: string, events?: XmlEvents): string {
  const broken = (what: string, index: number): never => {
    throw new Error(`not well-formed XML, line ${lineOf(text, index)}: ${what}`);
  };
  let at = 0;
  const take = (pattern: RegExp): RegExpExecArray | undefined => {
    pattern.lastIndex = at;
    const found = pattern.exec(text) ?? undefined;
    if (found) at = pattern.lastIndex;
    return found;
  };

  const control = FORBIDDEN.exec(text);
  if (control) broken('a character that XML does not allow', control.index);
  if (text.startsWith('<?xml') && !/^<\?xml[^ \t\n?]/.test(text) && !take(DECLARATION)) broken('an XML declaration that cannot be read', 0);

  const open: string[] = [];
  let roots = 0;
  const pieces: string[] = [];
  let copied = 0;
  let hasDoctype = false;
  while (at < text.length) {
    const start = at;
    if (text[at] !== '<') characters(take(TEXT)![0], start);
    else if (text.startsWith('<!--', at)) comment(start);
    else if (text.startsWith('<![CDATA[', at)) section(start);
    else if (text.startsWith('<!DOCTYPE', at)) readDoctype(start);
    else if (text.startsWith('<?', at)) instruction(start);
    else if (text.startsWith('</', at)) endTag(start);
    else startTag(start);
  }
  if (open.length > 0) broken(`${open.length === 1 ? 'an element is' : `${open.length} elements are`} not closed`, text.length);
  if (roots === 0) broken('it has no root element', text.length);
  return pieces.join('') + text.slice(copied);

  function rewrite(start: number, end: number, what: RegExp): void {
    pieces.push(text.slice(copied, start), text.slice(start, end).replace(what, ' '));
    copied = end;
  }

  function characters(chars: string, start: number): void {
    if (open.length === 0) {
      if (/[^ \t\n]/.test(chars)) broken('there is text outside of the root element', start);
      return;
    }
    const end = chars.indexOf(']]>');
    if (end >= 0) broken(']]> in text', start + end);
    references(chars, start);
    events?.text(chars);
  }

  function comment(start: number): void {
    const end = text.indexOf('--', start + 4);
    if (end < 0 || text[end + 2] !== '>') broken('a comment that does not end, or has -- in it', start);
    at = end + 3;
  }

  function section(start: number): void {
    if (open.length === 0 || !take(CDATA)) broken('a CDATA section that does not end, or is outside of the root element', start);
    events?.cdata(text.slice(start + 9, at - 3));
  }

  function references(chars: string, start: number): void {
    for (const { 0: whole, 1: decimal, 2: hex, index } of chars.matchAll(/&(?:amp|lt|gt|quot|apos|#([0-9]+)|#x([0-9a-fA-F]+));|&/g)) {
      if (whole === '&') broken('an entity that is not declared, or a bare &', start + index);
      const code = decimal === undefined ? Number.parseInt(hex ?? '41', 16) : Number(decimal);
      if (!(code <= 0x10ffff) || FORBIDDEN.test(String.fromCodePoint(code)))
        broken('a reference to a character that XML does not allow', start + index);
    }
  }

  function readDoctype(start: number): void {
    if (open.length > 0 || roots > 0 || hasDoctype) broken('a DOCTYPE that is not before the root element', start);
    const [, end] = take(DOCTYPE) ?? [];
    if (end === '[') throw new Error('it declares entities in its DOCTYPE, which is refused');
    if (end === undefined) broken('a DOCTYPE that cannot be read', start);
    hasDoctype = true;
    rewrite(start, at, /[^\n]/g);
  }

  function instruction(start: number): void {
    const [, target] = take(INSTRUCTION) ?? broken('a processing instruction that cannot be read', start);
    if (/^xml$/i.test(target!)) broken('an XML declaration that is not at the very beginning', start);
  }

  function endTag(start: number): void {
    const [, name] = take(END) ?? broken('an end tag that cannot be read', start);
    if (open.pop() !== name) broken('an end tag that does not fit the start tag', start);
    events?.close();
  }

  function startTag(start: number): void {
    const [, name] = take(START) ?? broken('a < that begins no tag', start);
    const names = new Set<string>();
    const attributes: [string, string][] = [];
    for (let from = at, found = take(ATTRIBUTE); found; from = at, found = take(ATTRIBUTE)) {
      if (names.size === names.add(found[1]!).size) broken('an attribute that is there twice', from);
      const value = found[2] ?? found[3]!;
      references(value, from);
      attributes.push([found[1]!, value]);
      if (/[\t\n]/.test(value)) rewrite(at - value.length - 1, at - 1, /[\t\n]/g);
    }
    const [, empty] = take(START_END) ?? broken('a start tag that cannot be read', start);
    if (open.length === 0 && ++roots > 1) broken('it has two root elements', start);
    events?.open(name!, attributes);
    if (empty === '') open.push(name!);
    else events?.close();
  }
}

/** Control characters, lone surrogates and the two that are no characters. */
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udfff]/u;

const lineOf = (text: string, index: number): number => text.slice(0, index).split('\n').length;
