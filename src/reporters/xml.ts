import { oneLine, printableLines } from './printable.ts';

/** One element: text or elements, not both. */
export interface Xml {
  readonly name: string;
  readonly attributes?: Readonly<Record<string, string | number | undefined>>;
  readonly children?: readonly Xml[];
  readonly text?: string;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const escaped = (text: string): string => text.replace(/[&<>"]/g, character => ENTITIES[character]!);

/**
 * An XML 1.0 document in UTF-8. Whatever XML cannot hold (ESC, lone surrogates, U+FFFE) is written out like `\x1b`: one such
 * character, even as a reference, and some readers drop the whole file. There is no CDATA, which others split or join wrongly.
 */
export const xmlDocument = (root: Xml): string => `<?xml version="1.0" encoding="UTF-8"?>\n${linesOf(root, '').join('\n')}\n`;

function linesOf({ name, attributes = {}, children = [], text = '' }: Xml, indent: string): string[] {
  const start = `${indent}<${name}${Object.entries(attributes).map(attribute).join('')}`;
  if (text !== '') return [`${start}>${escaped(printableLines(text))}</${name}>`];
  if (children.length === 0) return [`${start}/>`];
  return [`${start}>`, ...children.flatMap(child => linesOf(child, `${indent}  `)), `${indent}</${name}>`];
}

const attribute = ([name, value]: [string, string | number | undefined]): string =>
  value === undefined ? '' : ` ${name}="${escaped(oneLine(String(value)))}"`;
