import type { Entry, Node } from './document.ts';
import { type Problems, sayName, suggest } from './problems.ts';

/** What a value must be. `says` goes on from `must be`. */
export interface Rule {
  readonly pattern: RegExp;
  readonly says: string;
  /** Also take what YAML holds for a number, as it is written. */
  readonly numbers?: boolean;
}

/** The entries of one mapping, by key. Every reader returns undefined where there is nothing, or something wrong, which it has reported. */
export interface Fields {
  readonly node: Node;
  has(key: string): boolean;
  get(key: string): Entry | undefined;
  text(key: string, rule: Rule): string | undefined;
  flag(key: string): boolean | undefined;
  whole(key: string, least: number, most: number): number | undefined;
  /** Reports what is not there; `why` is a sentence. */
  need(keys: readonly string[], why: string): void;
}

/** Opens a mapping that has these keys and no others. */
export function fields(node: Node, what: string, known: readonly string[], problems: Problems): Fields | undefined {
  if (node.kind !== 'map') return problems.add(node, `${what} must be a mapping of ${known.join(', ')}, and ${found(node)} stands here.`);
  for (const { key, at } of node.entries) {
    if (!known.includes(key)) problems.add(at, `${what} has no key ${sayName(key)}${suggest(key, known)}`);
  }
  return reader(node, new Map(node.entries.map(entry => [entry.key, entry])), problems);
}

const reader = (node: Node, entries: ReadonlyMap<string, Entry>, problems: Problems): Fields => ({
  node,
  has: key => entries.has(key),
  get: key => entries.get(key),
  text: (key, rule) => (entries.has(key) ? readText(key, entries.get(key)!.value, rule, problems) : undefined),
  flag: key => (entries.has(key) ? readFlag(key, entries.get(key)!.value, problems) : undefined),
  whole: (key, least, most) => (entries.has(key) ? readWhole(key, entries.get(key)!.value, { least, most }, problems) : undefined),
  need: (keys, why) => {
    if (keys.some(key => !entries.has(key))) problems.add(node, why);
  },
});

/** What stands there, by kind and never by value. */
export const found = (node: Node): string => FOUND[node.kind];
const FOUND: Readonly<Record<Node['kind'], string>> = {
  text: 'a text',
  number: 'a number',
  flag: 'true or false',
  empty: 'nothing',
  list: 'a list',
  map: 'a mapping',
};

/** A text by a rule. */
export function readText(what: string, node: Node, { pattern, says, numbers }: Rule, problems: Problems): string | undefined {
  const isText = node.kind === 'text' || (node.kind === 'number' && numbers === true);
  if (isText && pattern.test(node.text)) return node.text;
  const instead = isText ? 'another text' : node.kind === 'number' || node.kind === 'flag' ? `${found(node)} without quotes` : found(node);
  return problems.add(node, `${what} must be ${says}, and ${instead} stands here.`);
}

function readFlag(what: string, node: Node, problems: Problems): boolean | undefined {
  if (node.kind === 'flag') return node.text.toLowerCase() === 'true';
  return problems.add(node, `${what} must be true or false, and ${found(node)} stands here.`);
}

function readWhole(what: string, node: Node, { least, most }: { least: number; most: number }, problems: Problems): number | undefined {
  const number = node.kind === 'number' && /^\d{1,9}$/.test(node.text) ? Number(node.text) : Number.NaN;
  if (number >= least && number <= most) return number;
  return problems.add(
    node,
    `${what} must be a whole number from ${least} to ${most}, and ${node.kind === 'number' ? 'another number' : found(node)} stands here.`,
  );
}

/** The object without what is undefined. */
export const given = <T extends object>(object: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as never;
