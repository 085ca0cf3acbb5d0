/** One attribute of oned.conf; its name is in upper case, as oned keeps it. */
export interface OnedAttribute {
  readonly name: string;
  readonly line: number;
  readonly value: string | OnedVector;
}
/** The entries of a vector attribute, by their name in upper case. */
export type OnedVector = ReadonlyMap<string, string>;

/** The attributes in their order, or where and why oned refuses the file and does not start. */
export type OnedConf = { readonly attributes: readonly OnedAttribute[] } | OnedProblem;

export interface OnedProblem {
  readonly line: number;
  readonly problem: string;
}

/**
 * Reads a configuration file as oned does, with all that its grammar forgives: a character that fits nowhere is skipped, a comment
 * that ends with the file is none, and of two entries of one name in a vector the first counts. Linear in the length of the text.
 *
 *     PORT = 2633
 *     DB = [ BACKEND = "mysql",      # comment
 *            PASSWD  = "a \"quoted\" # value" ]
 */
export function parseOnedConf(text: string): OnedConf {
  const next = lexer(text);
  const attributes: OnedAttribute[] = [];
  for (;;) {
    const name = next();
    if (name.is === 'end') return { attributes };
    const value = name.is === 'name' ? valueAfter(next) : name;
    if (typeof value !== 'string' && 'is' in value) return { line: value.line, problem: sayToken(value) };
    attributes.push({ name: name.text.toUpperCase(), line: name.line, value });
  }
}

/** Every attribute of this name: most may stand several times. */
export const attributesOf = (attributes: readonly OnedAttribute[], name: string): readonly OnedAttribute[] =>
  attributes.filter(one => one.name === name);

/** The value oned uses of an attribute that should stand once: the first that is no vector. */
export const singleOf = (attributes: readonly OnedAttribute[], name: string): string | undefined =>
  attributesOf(attributes, name)
    .map(({ value }) => value)
    .find(value => typeof value === 'string');

/** The vectors of this name, in their order. */
export const vectorsOf = (attributes: readonly OnedAttribute[], name: string): readonly OnedVector[] =>
  attributesOf(attributes, name).flatMap(({ value }) => (typeof value === 'string' ? [] : [value]));

type TokenKind = 'name' | '=' | '= at the end of a line' | 'value' | ',' | '[' | ']' | 'a line with ]]>' | 'end';
interface Token {
  readonly is: TokenKind;
  readonly text: string;
  readonly line: number;
}
type Lexer = () => Token;

const sayToken = ({ is, text }: Token): string => {
  if (is === 'end') return 'the file ends too early';
  return is === 'name' || is === 'value' ? `${is} ${JSON.stringify(text.slice(0, 40))} stands where it cannot` : `"${is}" stands where it cannot`;
};

/** What follows the name of an attribute; the token that does not fit, where one does not. */
function valueAfter(next: Lexer): string | OnedVector | Token {
  const equal = next();
  if (equal.is === '= at the end of a line') return '';
  if (equal.is !== '=') return equal;
  const token = next();
  if (token.is === 'value') return unescaped(token.text);
  return token.is === '[' ? vector(next) : token;
}

function vector(next: Lexer): OnedVector | Token {
  const entries = new Map<string, string>();
  for (let token = next(); token.is !== ']' || entries.size > 0; token = next()) {
    const [equal, value] = token.is === 'name' ? [next(), next()] : [token, token];
    if (equal.is !== '=') return equal;
    if (value.is !== 'value') return value;
    const name = token.text.toUpperCase();
    if (!entries.has(name)) entries.set(name, unescaped(value.text));
    const after = next();
    if (after.is === ']') break;
    if (after.is !== ',') return after;
  }
  return entries;
}

const unescaped = (text: string): string => text.replaceAll('\\"', '"');

/** In the order of the lexer of oned: the longest match wins, the first of equal ones. */
const OUTSIDE = [
  ['', /[ \t]*#.*\n/y],
  ['', /[ \t\n]+/y],
  ['name', /[A-Za-z0-9_]+/y],
  ['=', /[ \t]*=[ \t]*/y],
  ['= at the end of a line', /[ \t]*=[ \t]*\n/y],
  [',', /[ \t\n]*,[ \t\n]*/y],
  [']', /[ \t\n]*\][ \t\n]*/y],
] as const;

const BARE = /[^=# \t\n,[\]]+/y;
const BRACKET = /[ \t]*\[[ \t\n]*/y;
const LINE = /.*/y;

type Match = readonly [TokenKind | '', string];

function lexer(original: string): Lexer {
  // A dot is any character but \n to oned; to a regular expression here it is none of three more, which oned takes like a letter.
  const text = original.replace(/[\r\u2028\u2029]/g, '\u0001');
  const [quoted, endOfLine, xmlEnd] = [quotedAt(text), nextOf(text, '\n'), nextOf(text, ']]>')];
  let [at, line, inValue] = [0, 1, false];

  return () => {
    while (at < text.length) {
      const [is, matched] = (inValue ? inside(at) : outside(at)) ?? ['', text[at]!];
      const token = { is, text: original.slice(at, at + matched.length), line: line + leading(matched) };
      at += matched.length;
      line += matched.split('\n').length - 1;
      if (is === '=') inValue = true;
      if (is === '[' || is === 'value' || is === 'a line with ]]>') inValue = false;
      if (is === 'value') return { ...token, is, text: withoutQuotes(token.text, matched, quoted(at - matched.length)) };
      if (is !== '') return { ...token, is };
    }
    return { is: 'end', text: '', line };
  };

  function outside(from: number): Match | undefined {
    const rules = endOfLine(from) < 0 ? OUTSIDE.slice(1) : OUTSIDE;
    return longest(rules.map(([is, pattern]) => [is, stick(pattern, text, from)] as const));
  }
  function inside(from: number): Match | undefined {
    const [end, xml] = [endOfLine(from), xmlEnd(from)];
    return longest([
      ['[', stick(BRACKET, text, from)],
      ['a line with ]]>', xml >= 0 && (end < 0 || xml < end) ? stick(LINE, text, from) : ''],
      ['value', quoted(from)],
      ['value', stick(BARE, text, from)],
    ]);
  }
}

/** Where a text comes next, at a place or after it; it is looked for once. Places must not go back. */
function nextOf(text: string, what: string): (from: number) => number {
  let found = -2;
  return from => {
    if (found === -2 || (found >= 0 && found < from)) found = text.indexOf(what, from);
    return found;
  };
}

const leading = (matched: string): number => /^\n*/.exec(matched.replace(/[ \t]/g, ''))![0].length;

const withoutQuotes = (text: string, matched: string, quoted: string): string => (matched === quoted ? text.slice(1, -1) : text);

function stick(pattern: RegExp, text: string, from: number): string {
  pattern.lastIndex = from;
  return pattern.exec(text)?.[0] ?? '';
}

const longest = (matches: readonly Match[]): Match | undefined =>
  matches.reduce<Match | undefined>((best, one) => (one[1].length > (best?.[1].length ?? 0) ? one : best), undefined);

/**
 * What stands in quotes at a place, with them. It ends at the first quote without a backslash before it; where there is none in the
 * rest of the file, at the last quote. What was found to be missing is remembered, so that a file of quotes costs no more than its length.
 */
function quotedAt(text: string): (from: number) => string {
  const last = text.lastIndexOf('"');
  let openFrom = text.length;
  return from => {
    if (text[from] !== '"') return '';
    if (from < openFrom) {
      for (let at = text.indexOf('"', from + 1); at >= 0; at = text.indexOf('"', at + 1)) {
        if (at === from + 1 || text[at - 1] !== '\\') return text.slice(from, at + 1);
      }
      openFrom = from;
    }
    return last > from ? text.slice(from, last + 1) : '';
  };
}
