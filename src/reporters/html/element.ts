import { oneLine, printableLines } from '../printable.ts';

/** Markup that is safe to put into a page. Only `el` and `text` make it, so nothing that came from outside is ever markup. */
export interface Markup {
  readonly markup: string;
}
export type Child = Markup | string | false | undefined | readonly Child[];
type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replace(/[&<>"]/g, one => ENTITIES[one]!);

const VOID = new Set(['meta', 'input', 'br', 'wbr']);

/** An element. Text and attributes are escaped, and what nobody could see in them is written out. `false` and `undefined` are left out. */
export function el(name: string, attributes: Attributes, ...children: readonly Child[]): Markup {
  const start = `<${name}${Object.entries(attributes).map(attribute).join('')}>`;
  return { markup: VOID.has(name) ? start : `${start}${children.map(render).join('')}</${name}>` };
}

const attribute = ([name, value]: [string, string | number | boolean | undefined]): string => {
  if (value === undefined || value === false) return '';
  return ` ${name}="${value === true ? '' : escaped(oneLine(String(value)))}"`;
};

function render(child: Child): string {
  if (child === false || child === undefined) return '';
  if (typeof child === 'string') return escaped(printableLines(child));
  return 'markup' in child ? child.markup : child.map(render).join('');
}

/** Several in a row. */
export const all = (...children: readonly Child[]): Markup => ({ markup: children.map(render).join('') });

/** Style or script of our own, never text from outside. */
export const raw = (name: 'style' | 'script', content: string): Markup => ({ markup: `<${name}>${content}</${name}>` });
