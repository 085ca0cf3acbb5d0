import { wellFormed } from '../../parsers/xml-syntax.ts';

/** Hides what is secret in one value of an element or attribute of this name. */
export type HideValue = (name: string, value: string) => string;

/** What stands for a document that could not be reduced. Nothing of the document is in it. */
const NOT_XML = '‹unreadable:not-xml›';
const TOO_LARGE = '‹unreadable:too-large›';

const MAX_DOCUMENT = 16 * 1024 * 1024;
const MAX_KEPT = 64 * 1024;
const MAX_DEPTH = 64;

/** The paths of a query as a tree: what is kept below an element of this name. */
interface Wanted {
  readonly below: ReadonlyMap<string, Wanted>;
  readonly attributes: ReadonlySet<string>;
  /** Whether the text directly in the element is kept. */
  readonly text: boolean;
}

/**
 * Rewrites XML documents so that they have these elements and nothing else: no other text, attribute, comment or instruction.
 * CDATA becomes plain text. What is no well-formed document, or keeps more than 64 KiB (or `maxKept`), becomes a mark; never its own text.
 *
 *     <VM><ID>7</ID><TEMPLATE><CONTEXT><PASSWORD><![CDATA[x]]></PASSWORD></CONTEXT><CPU><![CDATA[1]]></CPU></TEMPLATE></VM>
 *     TEMPLATE/CPU: <VM><TEMPLATE><CPU>1</CPU></TEMPLATE></VM>
 */
export function xmlReducer(
  paths: readonly string[],
  hide: HideValue,
  { maxDocument = MAX_DOCUMENT, maxKept = MAX_KEPT } = {},
): (document: string) => string {
  const root = treeOf(paths.map(path => path.split('/')));
  return document => {
    if (document.length > maxDocument) return TOO_LARGE;
    try {
      return reduced(document.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n'), root, { hide, maxKept });
    } catch (error) {
      return error === tooMuch ? TOO_LARGE : NOT_XML;
    }
  };
}

const tooMuch = new Error('more is kept than a check could want');

function treeOf(paths: readonly (readonly string[])[]): Wanted {
  const names = new Set(paths.flatMap(([first, ...rest]) => (first !== undefined && (rest.length > 0 || !first.startsWith('@')) ? [first] : [])));
  return {
    below: new Map(
      [...names].map(name => [name, { ...treeOf(below(paths, name)), text: paths.some(path => path.length === 1 && path[0] === name) }]),
    ),
    attributes: new Set(paths.flatMap(([first = '', ...rest]) => (rest.length === 0 && first.startsWith('@') ? [first.slice(1)] : []))),
    text: false,
  };
}

const below = (paths: readonly (readonly string[])[], name: string): (readonly string[])[] =>
  paths.filter(path => path.length > 1 && path[0] === name).map(path => path.slice(1));

interface Open {
  readonly name: string;
  readonly wanted: Wanted;
  text: string;
}

function reduced(document: string, root: Wanted, { hide, maxKept }: { readonly hide: HideValue; readonly maxKept: number }): string {
  const open: Open[] = [];
  const out: string[] = [];
  let kept = 0;
  let depth = 0;
  /** How deep below an element that is dropped. */
  let dropped = 0;
  const write = (piece: string): void => {
    kept += piece.length;
    if (kept > maxKept) throw tooMuch;
    out.push(piece);
  };
  const add = (value: string): void => {
    const top = open.at(-1);
    if (dropped > 0 || !top?.wanted.text) return;
    if (top.text.length + value.length > maxKept) throw tooMuch;
    top.text += value;
  };
  wellFormed(document, {
    open(name, attributes) {
      if (++depth > MAX_DEPTH) throw new Error('too deep');
      const top = open.at(-1);
      const wanted = depth === 1 ? root : top?.wanted.below.get(name);
      if (dropped > 0 || !wanted) {
        dropped += 1;
        return;
      }
      open.push({ name, wanted, text: '' });
      const named = attributes.filter(([attribute]) => wanted.attributes.has(attribute));
      write(`<${name}${named.map(([attribute, raw]) => ` ${attribute}="${encode(hide(attribute, decode(raw)))}"`).join('')}>`);
    },
    text: raw => add(decode(raw)),
    cdata: add,
    close() {
      depth -= 1;
      if (dropped > 0) {
        dropped -= 1;
        return;
      }
      const { name, text } = open.pop()!;
      write(`${text.trim() === '' ? '' : encode(hide(name, text))}</${name}>`);
    },
  });
  return out.join('');
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const decode = (raw: string): string =>
  raw.includes('&')
    ? raw.replace(/&(?:#(\d+)|#x([0-9a-fA-F]+)|(amp|lt|gt|quot|apos));/g, (_, decimal?: string, hex?: string, name?: string) =>
        name !== undefined ? ENTITIES[name]! : String.fromCodePoint(decimal !== undefined ? Number(decimal) : Number.parseInt(hex!, 16)),
      )
    : raw;

const REFERENCES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};
const encode = (text: string): string => text.replace(/[&<>"\t\n\r]/g, char => REFERENCES[char]!);
