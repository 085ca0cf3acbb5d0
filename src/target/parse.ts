import type { InputValue } from '../model/input.ts';
import { PHASES, type Phase } from '../model/phase.ts';
import { validateTarget } from '../schemas/validate.ts';
import { withDatabase } from './database.ts';
import { readAnswer, readWaiver } from './decisions.ts';
import { type Entry, type Node, plainOf, readDocument } from './document.ts';
import { type Fields, fields, found, given, type Rule, readText } from './fields.ts';
import { hostsOf, readMentions } from './hosts.ts';
import { type Problems, problemsOf, sayName, suggest } from './problems.ts';
import { besideFile, LINE, VERSION } from './rules.ts';
import type { PlatformRoles, Target, TargetLimits } from './target.ts';

const KEYS = ['platform', 'name', 'from', 'to', 'phase', 'hosts', 'inputs', 'answers', 'waivers', 'limits'];

/**
 * Reads a target file; `platforms` are those that there are, with their roles. Throws a `TargetError` with everything that is
 * wrong, one sentence a line. Relative paths of files beside the operator begin at the folder of `fileName`.
 */
export function parseTarget(text: string, fileName: string, platforms: readonly PlatformRoles[]): Target {
  const problems = problemsOf(fileName);
  const document = readDocument(text, problems);
  const map = fields(document, 'The target file', KEYS, problems);
  if (!map) problems.settle();
  const target = readTarget(map!, problems, platforms);
  const strange = problems.count() === 0 ? validateTarget(plainOf(document)) : undefined;
  if (strange !== undefined) problems.add(document, `The target file does not match its schema: ${strange}.`);
  problems.settle();
  return withDatabase(target, platforms.find(({ id }) => id === target.platform)!);
}

function readTarget(map: Fields, problems: Problems, platforms: readonly PlatformRoles[]): Target {
  map.need(['platform'], `The target file does not say its platform; write platform: with one of ${platforms.map(({ id }) => id).join(', ')}.`);
  map.need(['hosts'], 'The target file has no hosts; write hosts: with a host or a list of hosts for each role.');
  const platform = oneOf(
    'platform',
    map.get('platform'),
    platforms.map(({ id }) => id),
    problems,
  );
  const roles = platforms.find(({ id }) => id === platform)?.roles;
  const hosts = map.get('hosts')?.value;
  if (hosts && roles) checkRoles(hosts, platform!, Object.keys(roles), problems);
  return {
    platform: platform ?? '',
    ...given({ name: map.text('name', LINE), from: map.text('from', VERSION), to: map.text('to', VERSION) }),
    ...given({ phase: oneOf('phase', map.get('phase'), PHASES, problems) as Phase | undefined }),
    hosts: hosts ? hostsOf(readMentions(hosts, problems, besideFile(problems.fileName)), problems) : [],
    inputs: Object.fromEntries(entriesOf('inputs', map, problems).flatMap(entry => readInputs(entry, problems))),
    answers: Object.fromEntries(entriesOf('answers', map, problems).flatMap(entry => readAnswer(entry, problems))),
    waivers: itemsOf('waivers', map, problems).flatMap(node => readWaiver(node, problems) ?? []),
    limits: readLimits(map.get('limits'), problems),
    lines: linesOf(map),
  };
}

function oneOf(what: string, entry: Entry | undefined, known: readonly string[], problems: Problems): string | undefined {
  if (!entry) return undefined;
  const { value } = entry;
  if (value.kind !== 'text') return problems.add(value, `${what} must be one of ${known.join(', ')}, and ${found(value)} stands here.`);
  if (known.includes(value.text)) return value.text;
  return problems.add(value, `${what} is ${sayName(value.text)}, which is not known${suggest(value.text, known)}`);
}

function checkRoles(hosts: Node, platform: string, roles: readonly string[], problems: Problems): void {
  if (hosts.kind !== 'map') return;
  for (const { key, at } of hosts.entries)
    if (!roles.includes(key)) problems.add(at, `${platform} has no role ${sayName(key)}${suggest(key, roles)}`);
}

function entriesOf(key: string, map: Fields, problems: Problems): readonly Entry[] {
  const value = map.get(key)?.value;
  if (!value || value.kind === 'map') return value?.entries ?? [];
  return problems.add(value, `${key} must be a mapping of names and values, and ${found(value)} stands here.`) ?? [];
}

function itemsOf(key: string, map: Fields, problems: Problems): readonly Node[] {
  const value = map.get(key)?.value;
  if (!value || value.kind === 'list') return value?.items ?? [];
  return problems.add(value, `${key} must be a list, each item after a hyphen, and ${found(value)} stands here.`) ?? [];
}

const WORDS: Rule = { pattern: /^[^\p{Cc}]{0,4096}$/u, says: 'true, false, a text on one line or a list of texts', numbers: true };

function readInputs({ key, at, value }: Entry, problems: Problems): [string, InputValue][] {
  if (!/^[a-z][a-z0-9-]{0,60}$/.test(key))
    problems.add(at, 'The name of an input has small letters, digits and hyphens, and this has others; see preflight list.');
  if (value.kind === 'flag') return [[key, value.text.toLowerCase() === 'true']];
  if (value.kind !== 'list') return [[key, readText(`The input ${sayName(key)}`, value, WORDS, problems) ?? '']];
  return [[key, value.items.map(item => readText(`The input ${sayName(key)}`, item, WORDS, problems) ?? '')]];
}

/** Limits with the least and the most that is sensible. */
const LIMITS = { parallelHosts: [1, 256], connectSeconds: [1, 600], answerSeconds: [1, 3600], hostSeconds: [1, 86_400] } as const;

function readLimits(entry: Entry | undefined, problems: Problems): TargetLimits {
  const map = entry && fields(entry.value, 'limits', Object.keys(LIMITS), problems);
  if (!map) return {};
  return given(Object.fromEntries(Object.entries(LIMITS).map(([key, [least, most]]) => [key, map.whole(key, least, most)])));
}

function linesOf({ node }: Fields): Record<string, number> {
  if (node.kind !== 'map') return {};
  const deeper = ['inputs', 'answers', 'limits', 'hosts'];
  const lines = node.entries.flatMap(({ key, at, value }) => [
    [key, at.line] as const,
    ...(deeper.includes(key) && value.kind === 'map' ? value.entries.map(entry => [`${key}.${entry.key}`, entry.at.line] as const) : []),
  ]);
  return Object.fromEntries(lines);
}
