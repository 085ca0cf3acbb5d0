import { createRequire } from 'node:module';
import type { Alias, CST, Document, ParsedNode, Scalar, YAMLMap } from 'yaml';
import type { FileBody } from '../model/answer.ts';
import type { Redacted } from '../model/redacted.ts';
import { psychScalar } from './psych-scalar.ts';

type Library = typeof import('yaml');
let loaded: Library | undefined;

/** Loaded at first use: most scans read no YAML. */
function library(): Library {
  loaded ??= createRequire(import.meta.url)('yaml') as Library;
  return loaded;
}

/** What libyaml takes for a character; it refuses a text with any other. */
const UNPRINTABLE = /[^\t\n\r\u0020-\u007e\u0085\u00a0-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10ffff}]/u;
/** YAML 1.1 has more line breaks than 1.2. */
const BREAKS = /\r\n?|[\u0085\u2028\u2029]/g;
const MOST_LEVELS = 100;

/**
 * Reads YAML as Ruby's `YAML.load_file` does, which is what the platforms read their files with: the first document alone,
 * `yes` and `On` are true, a quoted `'true'` is text, `6.10` is the float 6.1, the last of duplicate keys wins. A date or a
 * time is a `Date` of that day; a symbol is its text. An empty document is null. Throws the first problem
 * with its line.
 *
 *     ---
 *     version: 6.10.0
 *     backup: '/var/lib/one/backups/config/2026-03-01_10:15:00-v6.10.0'
 */
export function rubyYaml(file: Redacted<FileBody>): unknown {
  if (file.encoding === 'latin1') throw new Error('not valid UTF-8');
  const text = file.text.replace(/^\ufeff/, '').replace(BREAKS, '\n');
  const strange = UNPRINTABLE.exec(text);
  if (strange) throw new Error(`not YAML, line ${lineOf(text, strange.index)}: a control character`);
  const document = firstDocument(text);
  const [problem] = document?.errors ?? [];
  if (problem) throw new Error(`not YAML, line ${lineOf(text, problem.pos[0])}: ${problem.message.split('\n')[0]}`);
  return document ? read(document.contents, new Map(), 0) : null;
}

const lineOf = (text: string, offset: number): number => text.slice(0, offset).split('\n').length;

/** What follows the first document is never read, as in Ruby. Every scalar is left as text. */
function firstDocument(text: string): Document.Parsed | undefined {
  const { Composer } = library();
  const composer = new Composer({ version: '1.1', schema: 'failsafe', uniqueKeys: false, logLevel: 'silent', prettyErrors: false });
  for (const document of composer.compose(tokens(text))) return document;
  return undefined;
}

/** Depth is bounded while it grows: composing is recursive, and a full stack in the middle of it can end the process. */
function* tokens(text: string): Generator<CST.Token, void> {
  const { Lexer, Parser } = library();
  const parser = new Parser();
  const misplaced = tabs();
  for (const lexeme of new Lexer().lex(text)) {
    if (misplaced(lexeme) && !parser.stack.some(({ type }) => type === 'flow-collection')) {
      throw new Error(`not YAML, line ${lineOf(text, parser.offset)}: a tab at the start of a line`);
    }
    for (const token of parser.next(lexeme)) {
      if (token.type === 'directive' && !DIRECTIVE.test(token.source))
        throw new Error(`not YAML, line ${lineOf(text, token.offset)}: an unknown directive`);
      yield token;
      if (token.type === 'document') return;
    }
    if (parser.stack.length > 2 * MOST_LEVELS) throw new Error(`nested more than ${MOST_LEVELS} levels deep`);
  }
  yield* parser.end();
}

/** libyaml stops at any other. */
const DIRECTIVE = /^%(?:YAML[ \t]+1\.[12](?![0-9])|TAG[ \t])/;

const SCALAR_FOLLOWS = '\u001f';

const isBlank = (text: string): boolean => /^[ \t]*$/.test(text);

/** Tells, lexeme by lexeme, a tab that libyaml refuses: before anything else on a line, but for a line that may still belong to a plain scalar. */
function tabs(): (lexeme: string) => boolean {
  let [line, previous, afterPlain] = ['', '', false];
  return lexeme => {
    if (lexeme !== '\n' && !isBlank(lexeme)) afterPlain = previous === SCALAR_FOLLOWS;
    line = lexeme === '\n' ? '' : isBlank(line) ? line + lexeme : line;
    previous = lexeme;
    return /^ *\t[ \t]*$/.test(line) && !(afterPlain && line.startsWith(' '));
  };
}

/** Values by anchor, as far as they are read: looking one up must not cost a walk through the document. */
type Anchors = Map<string, { readonly value: unknown } | 'open'>;

/** Tags for which Ruby makes objects of other classes; it takes no notice of one that it does not know. */
const REFUSED =
  /^(?:!ruby\/(?:regexp|range|class|module|object:(?:Set|BigDecimal|Complex|Rational|DateTime)\b)|(?:!|tag:yaml\.org,2002:)set$|tag:yaml\.org,2002:timestamp$)/;
const REFUSED_OBJECT = /^!ruby\/(?:object|struct|exception|data|(?:array|hash|hash-with-ivars|string):)/;

function read(node: ParsedNode | null | undefined, anchors: Anchors, level: number): unknown {
  if (!node) return null;
  if (level > MOST_LEVELS) throw new Error(`nested more than ${MOST_LEVELS} levels deep`);
  if (library().isAlias(node)) return aliased(node, anchors);
  if (REFUSED.test(node.tag ?? '') || (!library().isScalar(node) && REFUSED_OBJECT.test(node.tag ?? '')))
    throw new Error(`has the tag ${node.tag!.slice(0, 60)}, which Ruby refuses to load`);
  if (node.anchor === undefined) return plainValue(node, anchors, level);
  anchors.set(node.anchor, 'open');
  const value = plainValue(node, anchors, level);
  anchors.set(node.anchor, { value });
  return value;
}

function plainValue(node: Exclude<ParsedNode, Alias.Parsed>, anchors: Anchors, level: number): unknown {
  const { isMap, isSeq } = library();
  if (isMap(node)) return mapping(node, anchors, level);
  if (isSeq(node)) return node.items.map(item => read(item as ParsedNode, anchors, level + 1));
  return scalar(node as Scalar.Parsed);
}

function aliased({ source }: Alias.Parsed, anchors: Anchors): unknown {
  const known = anchors.get(source);
  if (known === undefined) throw new Error(`has the alias *${source.slice(0, 60)} without an anchor`);
  if (known === 'open') throw new Error(`has the alias *${source.slice(0, 60)} inside what it stands for`);
  return known.value;
}

function mapping({ items }: YAMLMap.Parsed, anchors: Anchors, level: number): object {
  const { isScalar } = library();
  const entries = new Map<string, unknown>();
  for (const { key, value } of items) {
    if (isScalar(key) && key.source === '' && key.type === 'PLAIN' && key.tag === undefined) throw new Error('has a value without a key');
    const name = isSymbol(key) ? key.source : keyOf(read(key as ParsedNode, anchors, level + 1));
    const found = read(value as ParsedNode | null, anchors, level + 1);
    for (const [own, one] of name === '<<' ? merged(found) : [[name, found] as const]) entries.set(own, one);
  }
  return Object.fromEntries(entries);
}

/** A symbol is another key than its text. */
const isSymbol = (key: unknown): key is Scalar.Parsed =>
  library().isScalar(key) && key.type === 'PLAIN' && key.tag === undefined && /^:./.test((key as Scalar.Parsed).source);

const keyOf = (key: unknown): string => (typeof key === 'string' ? key : JSON.stringify(key));

/** What a merge key `<<` adds: a mapping, or several of which the first wins. */
const merged = (read: unknown): (readonly [string, unknown])[] =>
  Array.isArray(read) ? read.toReversed().flatMap(merged) : typeof read === 'object' && read !== null ? Object.entries(read) : [['<<', read]];

/** A quoted scalar is text, unless a tag makes Ruby look at what is between the quotes. */
function scalar({ value, type, tag }: Scalar.Parsed): unknown {
  const text = typeof value === 'string' ? value : '';
  if (tag === undefined) return type === 'PLAIN' ? psychScalar(text) : text;
  if (/^(?:!str|!ruby\/(?:string|sym(?:bol)?)|tag:yaml\.org,2002:str)$/.test(tag)) return text;
  if (/^(?:!binary|tag:yaml\.org,2002:binary)$/.test(tag)) return Buffer.from(text, 'base64').toString('latin1');
  return psychScalar(text);
}
