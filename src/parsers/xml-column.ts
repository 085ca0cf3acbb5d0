import type { FileBody } from '../model/answer.ts';
import type { Redacted } from '../model/redacted.ts';
import type { Column } from './rows.ts';
import { type Element, xml } from './xml.ts';

const UNREADABLE = /^‹unreadable:[a-z-]+›$/;

/** A column of XML documents, of which a query keeps some elements. Undefined where there is none, or it was not well-formed or too large. */
export const xmlBody: Column<Element | undefined> = {
  read: value => (value === null || UNREADABLE.test(value) ? undefined : xml({ text: value } as Redacted<FileBody>)),
};

/** The elements at a path below this one, in document order: `TEMPLATE/DISK`. */
export const elementsAt = (element: Element, path: string): readonly Element[] =>
  path.split('/').reduce<readonly Element[]>((all, name) => all.flatMap(one => one.children.filter(child => child.name === name)), [element]);

/** The texts of the elements at a path, without blanks around them. An element without text is none. */
export const valuesAt = (element: Element, path: string): string[] =>
  elementsAt(element, path)
    .map(({ text }) => text.trim())
    .filter(text => text !== '');
