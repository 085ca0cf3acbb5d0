import type { PathEntry } from '../../model/answer.ts';
import { decodeText } from '../../parsers/text-encoding.ts';

const TYPES = new Map<number, PathEntry['type']>([
  [0x8000, 'file'],
  [0x4000, 'directory'],
  [0xa000, 'link'],
]);

/** Mode in hex, size, time, owner, its number, group, its number; the name follows. */
const FIELDS = /([0-9a-f]+)\/(\d+)\/(-?\d+)(?:\.\d+)?\/([^/\n]*)\/(\d+)\/([^/\n]*)\/(\d+)\//y;

/**
 * A listing as `prelude.ts` prints it: tokens that end in NUL, which no path contains. First the links with their targets,
 * then the names of a batch, then what stat(1) says of each of them, one line per path that is still there:
 *
 *     l/etc/localtime␀/usr/share/zoneinfo/UTC⏎␀ n/etc/hosts␀n/etc/localtime␀ s81a4/188/1700000000/root/0/root/0//etc/hosts⏎…␀
 *
 * Undefined where that is not its form. Paths come once each, in the order of their names.
 */
export function parseEntries(bytes: Buffer): PathEntry[] | undefined {
  const entries = new Map<string, PathEntry>();
  const targets = new Map<string, string>();
  let names: string[] = [];
  const tokens = bytes.toString('latin1').split('\0');
  if (tokens.pop() !== '') return undefined;
  for (let index = 0; index < tokens.length; index++) {
    const [kind, value] = [tokens[index]![0], tokens[index]!.slice(1)];
    if (kind === 'l') targets.set(value, (tokens[++index] ?? '').replace(/\n$/, ''));
    else if (kind === 'n') names.push(value);
    else if (kind === 's') {
      const batch = statLines(value, names, targets);
      if (!batch) return undefined;
      for (const entry of batch) entries.set(entry.path, entry);
      names = [];
    } else return undefined;
  }
  return [...entries.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

/**
 * The names are known, so a name with a line break, or with fields of its own in it, can mislead nobody. A path that has
 * gone meanwhile has no line; where all have none, it is stat(1) that does not understand us.
 */
function statLines(said: string, names: readonly string[], targets: ReadonlyMap<string, string>): PathEntry[] | undefined {
  const entries: PathEntry[] = [];
  let from = 0;
  for (const name of names) {
    FIELDS.lastIndex = from;
    const fields = FIELDS.exec(said);
    if (!fields || !said.startsWith(`${name}\n`, FIELDS.lastIndex)) continue;
    from = FIELDS.lastIndex + name.length + 1;
    entries.push(toEntry(name, fields, targets.get(name)));
  }
  return entries.length > 0 && from === said.length ? entries : undefined;
}

function toEntry(name: string, [, mode, size, mtime, owner, uid, group, gid]: readonly string[], target: string | undefined): PathEntry {
  const bits = Number.parseInt(mode!, 16);
  const type = TYPES.get(bits & 0xf000) ?? 'other';
  return {
    path: text(name),
    type,
    mode: (bits & 0o7777).toString(8).padStart(4, '0'),
    owner: named(owner!, uid!),
    group: named(group!, gid!),
    size: Number(size),
    mtime: new Date(clamp(Number(mtime)) * 1000).toISOString().replace('.000Z', 'Z'),
    ...(type === 'link' && target && { target: text(target) }),
  };
}

/** Dates end at ±8.64e15 ms; a broken file system may claim more. */
const clamp = (seconds: number): number => Math.max(-8.64e12, Math.min(8.64e12, seconds));

const named = (name: string, number: string): string => (name === 'UNKNOWN' || name === '' ? number : text(name));

/** The bytes were read as ISO-8859-1; where they are UTF-8, so is the name. */
const text = (latin1: string): string => decodeText(Buffer.from(latin1, 'latin1')).text;
