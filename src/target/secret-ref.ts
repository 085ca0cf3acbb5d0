import type { Node } from './document.ts';
import { fields, type Rule } from './fields.ts';
import { nearestOf, type Problems } from './problems.ts';
import type { Beside } from './rules.ts';
import { BESIDE, QUESTION, VARIABLE } from './rules.ts';
import type { SecretRef } from './target.ts';

/** How to write a secret, for every message that refuses one. */
export const HOW_TO_REFER =
  'say where it is kept: { env: PREFLIGHT_PASSWORD } for an environment variable, { file: /path/to/file } for a file that only you can read, ' +
  '{ prompt: "Password?" } to be asked, or { optionFile: ~/.my.cnf } for a MySQL option file';

const KEYS = ['env', 'file', 'prompt', 'optionFile', 'group'];
const GROUP: Rule = { pattern: /^[A-Za-z0-9_.-]{1,64}$/, says: 'the name of a group, such as client' };

/** Reads a reference to a secret. A secret itself is refused and never repeated, not even a key of the mapping, which may be one. */
export function readSecretRef(what: string, node: Node, problems: Problems, beside: Beside): SecretRef | undefined {
  if (node.kind !== 'map' && node.kind !== 'empty') return problems.add(node, `${what} is written here itself; instead, ${HOW_TO_REFER}.`);
  if (node.kind === 'empty') return problems.add(node, `${what} is empty; ${HOW_TO_REFER}.`);
  const strange = node.entries.find(({ key }) => !KEYS.includes(key));
  if (strange) return problems.add(strange.at, `${what} has a key that is not known${meant(strange.key)}; ${HOW_TO_REFER}.`);
  const map = fields(node, what, KEYS, problems)!;
  const kinds = KEYS.slice(0, 4).filter(map.has);
  if (kinds.length !== 1) return problems.add(node, `${what} must have exactly one of env, file, prompt and optionFile; ${HOW_TO_REFER}.`);
  if (map.has('group') && !map.has('optionFile')) problems.add(map.get('group')!.at, 'group belongs to optionFile; remove it, or write optionFile.');
  return readKind(kinds[0]!, map, beside);
}

const meant = (key: string): string => {
  const nearest = nearestOf(key, KEYS);
  return nearest === undefined ? '' : ` (did you mean ${nearest}?)`;
};

function readKind(kind: string, map: NonNullable<ReturnType<typeof fields>>, beside: Beside): SecretRef | undefined {
  const value = map.text(kind, kind === 'env' ? VARIABLE : kind === 'prompt' ? QUESTION : BESIDE);
  const group = map.text('group', GROUP);
  if (value === undefined) return undefined;
  if (kind === 'env') return { env: value };
  if (kind === 'prompt') return { prompt: value };
  return kind === 'file' ? { file: beside(value) } : { optionFile: beside(value), ...(group !== undefined && { group }) };
}
