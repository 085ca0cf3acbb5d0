import { createRequire } from 'node:module';
import type { Alias, CST, Document, ParsedNode, Scalar, YAMLMap } from 'yaml';
import type { FileBody } from '../model/answer.ts';
import type { Redacted } from '../model/redacted.ts';

type Library = typeof import('yaml');
let loaded: Library | undefined;

/** Loaded at first use: most scans read no YAML. */
function library(): Library {
  loaded ??= createRequire(import.meta.url)('yaml') as Library;
  return loaded;
}

/** What libyaml takes for a character; it refuses a text with any other. */
const UNPRINTABLE = /[^\t\n\r\u0020-\u007e\u0085\u00a0-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10ffff}]/u;
const MOST_LEVELS = 100;

/**
 * Reads YAML as Ruby's `YAML.load_file` does, which is what the platforms read their files with: the first document alone,
 * `yes` and `On` are true, a quoted `'true'` is text, `6.10` is the float 6.1, the last of duplicate keys wins. Symbols and
 * dates stay text. An empty document is null. Throws the first problem with its line.
 *
 *     ---
 *     version: 6.10.0
 *     backup: '/var/lib/one/backups/config/2026-03-01_10:15:00-v6.10.0'
 */
export function rubyYaml(file: Redacted<FileBody>): unknown {
  if (file.encoding === 'latin1') throw new Error('not valid UTF-8');
  const text = file.text.replace(/^\ufeff/, '');
  const strange = UNPRINTABLE.exec(text);
  if (strange) throw new Error(`not YAML, line ${lineOf(text, strange.index)}: a control character`);
  const document = firstDocument(text);
  const [problem] = document?.errors ?? [];
  if (problem) throw new Error(`not YAML, line ${lineOf(text, problem.pos[0])}: ${problem.message.split('\n')[0]}`);
  return document ? valueOf(document.contents, { document, anchors: new Map() }, 0) : null;
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
  for (const lexeme of new Lexer().lex(text)) {
    yield* parser.next(lexeme);
    if (parser.stack.length > 2 * MOST_LEVELS) throw new Error(`nested more than ${MOST_LEVELS} levels deep`);
  }
  yield* parser.end();
}

interface Reading {
  readonly document: Document.Parsed;
  /** Values by the node that has the anchor, so that an alias costs nothing. */
  readonly anchors: Map<unknown, { readonly value: unknown } | 'open'>;
}

function valueOf(node: ParsedNode | null | undefined, reading: Reading, level: number): unknown {
  if (!node) return null;
  if (level > MOST_LEVELS) throw new Error(`nested more than ${MOST_LEVELS} levels deep`);
  if (library().isAlias(node)) return aliased(node, reading);
  if (/^!ruby\//.test(node.tag ?? '')) throw new Error(`has the tag ${node.tag!.slice(0, 60)}, which Ruby refuses to load`);
  if (node.anchor === undefined) return plainValue(node, reading, level);
  reading.anchors.set(node, 'open');
  const value = plainValue(node, reading, level);
  reading.anchors.set(node, { value });
  return value;
}

function plainValue(node: Exclude<ParsedNode, Alias.Parsed>, reading: Reading, level: number): unknown {
  const { isMap, isSeq } = library();
  if (isMap(node)) return mapping(node, reading, level);
  if (isSeq(node)) return node.items.map(item => valueOf(item as ParsedNode, reading, level + 1));
  return scalar(node as Scalar.Parsed);
}

function aliased(alias: Alias.Parsed, { document, anchors }: Reading): unknown {
  const known = anchors.get(alias.resolve(document));
  if (known === undefined) throw new Error(`has the alias *${alias.source.slice(0, 60)} without an anchor`);
  if (known === 'open') throw new Error(`has the alias *${alias.source.slice(0, 60)} inside what it stands for`);
  return known.value;
}

function mapping({ items }: YAMLMap.Parsed, reading: Reading, level: number): object {
  const entries = new Map<string, unknown>();
  for (const { key, value } of items) {
    const name = keyOf(valueOf(key as ParsedNode, reading, level + 1));
    const read = valueOf(value as ParsedNode | null, reading, level + 1);
    for (const [own, one] of name === '<<' ? merged(read) : [[name, read] as const]) entries.set(own, one);
  }
  return Object.fromEntries(entries);
}

const keyOf = (key: unknown): string => (typeof key === 'string' ? key : JSON.stringify(key));

/** What a merge key `<<` adds: a mapping, or several of which the first wins. */
const merged = (read: unknown): (readonly [string, unknown])[] =>
  Array.isArray(read) ? read.toReversed().flatMap(merged) : typeof read === 'object' && read !== null ? Object.entries(read) : [['<<', read]];

const NUMBER = /^[-+]?(?:0|[1-9](?:[0-9]|,[0-9]|_[0-9])*|(?:[0-9][0-9_,]*)?\.[0-9]*(?:[eE][-+][0-9]+)?)$/;

/** A plain scalar by the rules of Psych's scanner; a quoted one, or one with the tag `!!str`, is text. */
function scalar({ value, type, tag }: Scalar.Parsed): unknown {
  const text = typeof value === 'string' ? value : '';
  if (type !== 'PLAIN' || tag === 'tag:yaml.org,2002:str' || tag === '!') return text;
  if (/^(?:|~|null)$/i.test(text)) return null;
  if (/^(?:yes|true|on)$/i.test(text)) return true;
  if (/^(?:no|false|off)$/i.test(text)) return false;
  return NUMBER.test(text) && !/^[-+]?\.$/.test(text) ? Number(text.replace(/[,_]/g, '')) : text;
}
