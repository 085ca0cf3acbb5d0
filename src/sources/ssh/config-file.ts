import { readdir, readFile, stat } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { matchesAny, matchesPattern } from './patterns.ts';
import { recently } from './recently.ts';

/** Keywords in small letters, each with its arguments. The first mention of a keyword counts; only `identityfile` gathers. */
export type Settings = Map<string, string[]>;

export interface Reading {
  readonly settings: Settings;
  /** The host as the operator named it; `Host` lines are compared with it. */
  readonly host: string;
  readonly home: string;
  /** What this reader cannot decide, such as `Match exec`: then only ssh itself can tell. */
  readonly undecided: string[];
}

export interface Place {
  /** Relative includes begin here. */
  readonly folder: string;
  readonly depth?: number;
  /** Whether the lines before the first `Host` count. */
  readonly active?: boolean;
  /** Refuse a file that others may write, as ssh does with `~/.ssh/config`. */
  readonly guarded?: boolean;
}

const LARGEST = 1024 * 1024;
const DEEPEST = 16;

/** The first setting counts, as in ssh. */
export function put(settings: Settings, keyword: string, args: readonly string[]): void {
  if (keyword === 'identityfile') settings.set(keyword, [...new Set([...(settings.get(keyword) ?? []), ...args])]);
  else if (!settings.has(keyword)) settings.set(keyword, [...args]);
}

/**
 * Reads one file of ssh_config(5) and what it includes. Throws with file and line where ssh would refuse it too.
 *
 *     Host *.example.org !old.example.org
 *       User ops
 *       ProxyJump bastion.example.org:2222
 */
export async function readConfig(path: string, reading: Reading, place: Place): Promise<void> {
  const text = await textOf(path, place.guarded ?? false);
  const top = place.active ?? true;
  let active = top;
  for (const [index, line] of text.split('\n').entries()) {
    const where = `${path} line ${index + 1}`;
    const { keyword, args } = parseLine(line, where);
    if (keyword === 'host') active = top && matchesAny(args, reading.host);
    else if (keyword === 'match') active = top && matches(args, where, reading);
    else if (keyword === 'include') await include(args, reading, { ...place, active }, where);
    else if (keyword !== '' && active) note(keyword, args, where, reading);
  }
}

function note(keyword: string, args: readonly string[], where: string, { settings, undecided }: Reading): void {
  if (args.length === 0) throw new Error(`${where}: ${keyword} without a value`);
  if (keyword === 'canonicalizehostname' && !/^no$/i.test(args[0]!)) undecided.push(`${where}: CanonicalizeHostname`);
  put(settings, keyword, args);
}

function matches(args: readonly string[], where: string, { undecided }: Reading): boolean {
  if (args.length === 1 && args[0]!.toLowerCase() === 'all') return true;
  undecided.push(`${where}: Match ${args.join(' ')}`);
  return false;
}

async function include(args: readonly string[], reading: Reading, place: Place, where: string): Promise<void> {
  const depth = (place.depth ?? 0) + 1;
  if (depth > DEEPEST) throw new Error(`${where}: Include is nested more than ${DEEPEST} deep`);
  for (const arg of args) {
    if (/[%$[\]{}]/.test(arg)) reading.undecided.push(`${where}: Include ${arg}`);
    const pattern = arg.startsWith('~/') ? join(reading.home, arg.slice(2)) : isAbsolute(arg) ? arg : join(place.folder, arg);
    for (const file of await filesMatching(pattern)) await readConfig(file, reading, { ...place, depth });
  }
}

const look = recently(async path => {
  const info = await stat(path);
  if (info.size > LARGEST) throw new Error(`${path}: larger than 1 MiB, which no ssh_config is`);
  return { info, text: await readFile(path, 'utf8') };
});

async function textOf(path: string, guarded: boolean): Promise<string> {
  const { info, text } = await look(path);
  if (guarded && ((info.mode & 0o022) !== 0 || (info.uid !== 0 && info.uid !== process.getuid?.()))) {
    throw new Error(`${path}: others may write it, so ssh refuses it; chmod 600 ${path}`);
  }
  return text;
}

const LINE = /^[ \t]*"?([A-Za-z0-9]+)"?(?:[ \t]*=[ \t]*|[ \t]+|$)(.*)$/;

function parseLine(line: string, where: string): { keyword: string; args: string[] } {
  const text = line.trim();
  if (text === '' || text.startsWith('#')) return { keyword: '', args: [] };
  const [, keyword, rest] = LINE.exec(text) ?? [];
  if (keyword === undefined) throw new Error(`${where}: not a line of ssh_config`);
  const name = keyword.toLowerCase();
  return { keyword: name, args: name === 'proxycommand' ? [rest!] : split(rest!, where) };
}

/** Words with blanks between, quotes and backslashes as ssh reads them; an unquoted `#` at the beginning of a word ends the line. */
function split(text: string, where: string): string[] {
  const words: string[] = [];
  for (let at = 0; at < text.length; at++) {
    if (text[at] === ' ' || text[at] === '\t') continue;
    if (text[at] === '#') break;
    const { word, end } = wordAt(text, at);
    if (end > text.length) throw new Error(`${where}: a quote that is not closed`);
    words.push(word);
    at = end;
  }
  return words;
}

/** `end` is beyond the text where a quote is open there. */
function wordAt(text: string, from: number): { word: string; end: number } {
  let word = '';
  let quote = '';
  let at = from;
  for (; at < text.length; at++) {
    const [char, next] = [text[at]!, text[at + 1] ?? ''];
    if (char === '\\' && (/["'\\]/.test(next) || (quote === '' && next === ' '))) word += text[++at];
    else if (quote === '' && (char === ' ' || char === '\t')) break;
    else if (quote === '' && (char === '"' || char === "'")) quote = char;
    else if (char === quote) quote = '';
    else word += char;
  }
  return { word, end: quote === '' ? at : text.length + 1 };
}

/** The files that a pattern with `*` and `?` means, in the order of their names. */
async function filesMatching(pattern: string): Promise<string[]> {
  let found = ['/'];
  for (const part of pattern.split('/').filter(Boolean)) {
    const next = await Promise.all(found.map(async folder => (/[*?]/.test(part) ? matching(folder, part) : [join(folder, part)])));
    found = next.flat();
  }
  const there = await Promise.all(
    found.map(file =>
      stat(file).then(
        info => info.isFile(),
        () => false,
      ),
    ),
  );
  return found.filter((_, index) => there[index]);
}

const matching = async (folder: string, part: string): Promise<string[]> => {
  const names = await readdir(folder).catch(() => []);
  return names
    .filter(name => (part.startsWith('.') || !name.startsWith('.')) && matchesPattern(part, name))
    .sort()
    .map(name => join(folder, name));
};
