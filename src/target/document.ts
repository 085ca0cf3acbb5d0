import type { LineCounter, ParsedNode, Scalar, YAMLMap } from 'yaml';
import { compose, library, MOST_LEVELS, placeOf, type Stop } from './compose.ts';
import { type Place, type Problems, TargetError } from './problems.ts';
import { sayYamlProblem } from './yaml-problems.ts';

/** A value with its place. `text` of a number or flag is as written: `4.20` stays `4.20`. */
export type Node = Place &
  (
    | { readonly kind: 'text' | 'number' | 'flag'; readonly text: string }
    | { readonly kind: 'empty' }
    | { readonly kind: 'list'; readonly items: readonly Node[] }
    | { readonly kind: 'map'; readonly entries: readonly Entry[] }
  );
export interface Entry {
  readonly key: string;
  readonly at: Place;
  readonly value: Node;
}

const MOST_CHARACTERS = 1024 * 1024;
const MOST_VALUES = 100_000;
const START: Place = { line: 1, column: 1 };

/**
 * Reads YAML 1.2 (core schema) with places: no merge keys, no tags of one's own, one document, each key once.
 * Throws a `TargetError`; the library's own messages quote the file, so none of them is passed on.
 *
 *     platform: cloudstack
 *     to: 4.20
 *     hosts: { management: [root@mgmt1] }
 */
export function readDocument(text: string, problems: Problems): Node {
  const stop = (at: Place, sentence: string): never => {
    throw new TargetError(problems.fileName, [{ ...at, text: sentence }]);
  };
  if (text.length > MOST_CHARACTERS) stop(START, 'The target file is larger than 1 MiB; is it the right file?');
  const lines = new (library().LineCounter)();
  const document = compose(text, lines, stop);
  for (const { code, pos } of document.errors) problems.add(placeOf(lines, pos[0]), sayYamlProblem(code));
  problems.settle();
  return convert(document.contents, { lines, problems, stop, anchors: new Map(), open: new Set(), values: 0, at: START }, 0);
}

interface Reading {
  readonly lines: LineCounter;
  readonly problems: Problems;
  readonly stop: Stop;
  readonly anchors: Map<string, ParsedNode>;
  /** Nodes that are being read, to notice an alias inside what it stands for. */
  readonly open: Set<ParsedNode>;
  values: number;
  /** Of what was read last, for values that are not there. */
  at: Place;
}

function convert(node: ParsedNode | null | undefined, reading: Reading, level: number): Node {
  if (!node) return { kind: 'empty', ...reading.at };
  const { isAlias, isMap, isSeq } = library();
  const at = (reading.at = placeOf(reading.lines, node.range[0]));
  if (++reading.values > MOST_VALUES) reading.stop(at, `The target file stands for more than ${MOST_VALUES} values; use fewer aliases.`);
  if (level > MOST_LEVELS) reading.stop(at, `Values are nested more than ${MOST_LEVELS} levels deep here; a target file needs six.`);
  if (isAlias(node)) return aliased(node.source, at, reading, level);
  if (node.anchor !== undefined) reading.anchors.set(node.anchor, node);
  if (!isPlainTag(node.tag)) reading.problems.add(at, 'A tag (!…) stands here, which a target file cannot have; remove it.');
  reading.open.add(node);
  const value = isMap(node)
    ? mapping(node, at, reading, level)
    : isSeq(node)
      ? sequence(node.items as ParsedNode[], at, reading, level)
      : scalar(node, at);
  reading.open.delete(node);
  return value;
}

const isPlainTag = (tag: string | undefined): boolean =>
  tag === undefined || /^(?:!|tag:yaml\.org,2002:(?:str|int|float|bool|null|map|seq))$/.test(tag);

function aliased(name: string, at: Place, reading: Reading, level: number): Node {
  const node = reading.anchors.get(name) ?? reading.stop(at, 'An alias (*…) stands here without an anchor (&…) above it; write the value itself.');
  if (reading.open.has(node)) reading.stop(at, 'An alias (*…) stands inside what it stands for; write the value itself.');
  return convert(node, reading, level + 1);
}

const sequence = (items: readonly ParsedNode[], at: Place, reading: Reading, level: number): Node => ({
  kind: 'list',
  items: items.map(item => convert(item, reading, level + 1)),
  ...at,
});

function mapping({ items }: YAMLMap.Parsed, at: Place, reading: Reading, level: number): Node {
  const entries = new Map<string, Entry>();
  for (const pair of items) {
    const key = convert(pair.key as ParsedNode, reading, level + 1);
    const value = convert(pair.value as ParsedNode | null, reading, level + 1);
    if (!('text' in key)) reading.problems.add(key, 'The key of a mapping must be a name, and a list, a mapping or nothing stands here.');
    else if (entries.has(key.text))
      reading.problems.add(key, `This key stands here for the second time, first in line ${entries.get(key.text)!.at.line}; remove one.`);
    else entries.set(key.text, { key: key.text, at: key, value });
  }
  return { kind: 'map', entries: [...entries.values()], ...at };
}

function scalar({ value, source }: Scalar.Parsed, at: Place): Node {
  if (value === null) return { kind: 'empty', ...at };
  if (typeof value === 'string') return { kind: 'text', text: value, ...at };
  return { kind: typeof value === 'boolean' ? 'flag' : 'number', text: source, ...at };
}

/** The value without places, as the schema sees it. */
export function plainOf(node: Node): unknown {
  switch (node.kind) {
    case 'empty':
      return null;
    case 'list':
      return node.items.map(plainOf);
    case 'map':
      return Object.fromEntries(node.entries.map(({ key, value }) => [key, plainOf(value)]));
    case 'flag':
      return node.text.toLowerCase() === 'true';
    default:
      return node.kind === 'number' ? Number(node.text) : node.text;
  }
}
