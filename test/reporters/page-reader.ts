import { createHash } from 'node:crypto';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { expect } from 'vitest';

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  preserveOrder: true,
  trimValues: false,
  parseTagValue: false,
  processEntities: { enabled: true, maxTotalExpansions: 1e9, maxExpandedLength: 1e9 },
});

/** One element of the page. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Element[];
  readonly text: string;
}

const ELEMENTS = new Set(
  'html head meta title style body a header main nav footer section h1 h2 h3 p b bdi br wbr code pre dl dt dd ul li div span form label input select option datalist button output table thead tbody tr th td details summary script'.split(
    ' ',
  ),
);
const URLS = new Set(['href', 'src', 'action', 'formaction', 'data', 'poster', 'srcset', 'background', 'xlink:href']);

/** The page as XML, with its void elements closed: whatever is not what we wrote does not parse. */
export function readPage(html: string): Element {
  const xml = html
    .replace(/^<!DOCTYPE html>\n/, '')
    .replace(/<(style|script)>[\s\S]*?<\/\1>/g, '<$1/>')
    .replace(/<(meta|input|br|wbr)((?:\s[^<>]*)?)>/g, '<$1$2/>');
  expect(XMLValidator.validate(xml)).toBe(true);
  const [root] = parser.parse(xml) as object[];
  return elementOf(root!);
}

function elementOf(node: object): Element {
  const [name = ''] = Object.keys(node).filter(key => key !== ':@');
  const inner = (node as Record<string, unknown>)[name];
  if (name === '#text') return { name, attributes: {}, children: [], text: String(inner) };
  const children = (inner as object[]).map(elementOf);
  const given = ((node as Record<string, unknown>)[':@'] ?? {}) as Record<string, unknown>;
  const attributes = Object.fromEntries(Object.entries(given).map(([key, value]) => [key.slice(1), String(value)]));
  return { name, attributes, children, text: children.map(({ text }) => text).join('') };
}

/** Every element below, itself included. */
export const elements = (from: Element): Element[] => [from, ...from.children.flatMap(elements)];

/** Fails where the page could ask or run anything that is not its own, or where text of a report is markup. */
export function assertPage(html: string): void {
  const all = elements(readPage(html));
  for (const { name, attributes } of all.filter(one => one.name !== '#text')) {
    expect(ELEMENTS, name).toContain(name);
    for (const [attribute, value] of Object.entries(attributes)) {
      expect(attribute, 'no handler and no style').not.toMatch(/^on|^style$/);
      if (URLS.has(attribute)) expect(value, 'links lead into the page or to the web').toMatch(/^(#[a-z0-9-]*|https?:\/\/[A-Za-z0-9])/);
    }
  }
  const policy = all.find(({ attributes }) => attributes['http-equiv'] === 'Content-Security-Policy')!.attributes.content!;
  expect(policy).toMatch(/^default-src 'none'; /);
  expect(policy).not.toMatch(/unsafe|https?:|data:|\*/);
  for (const [, name, content] of html.matchAll(/<(style|script)>([\s\S]*?)<\/\1>/g))
    expect(policy).toContain(`${name}-src 'sha256-${createHash('sha256').update(content!).digest('base64')}'`);
  const ids = all.flatMap(({ attributes: { id } }) => (id === undefined ? [] : [id]));
  expect(new Set(ids).size, 'ids are unique').toBe(ids.length);
  for (const { attributes } of all.filter(({ name }) => name === 'a'))
    if (attributes.href!.startsWith('#')) expect(ids).toContain(attributes.href!.slice(1));
}
