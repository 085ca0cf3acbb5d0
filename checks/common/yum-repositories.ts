import type { FileLine } from './grep-lines.ts';

/**
 * One section of a `.repo` file. Read here, line by line, and not with a library for INI files: those make a path of the dot in
 * `[cloudstack-4.20]`, end a value at `#`, lose the further lines of a `baseurl`, and have no line numbers for the remedy.
 */
export interface YumRepository {
  readonly path: string;
  readonly section: string;
  /** Of its `baseurl`, or of its heading where it has none; from 1. */
  readonly line: number;
  readonly name: string;
  /** From `baseurl`: what stands between blanks and commas, whether it is an address or not. */
  readonly urls: readonly string[];
  /** From `mirrorlist` and `metalink`. */
  readonly mirrors: readonly string[];
  /** Undefined where the value is none that yum knows. */
  readonly enabled: boolean | undefined;
  readonly gpgcheck: boolean | undefined;
}

/** A value from its first line to the end of those that continue it. */
interface Entry {
  readonly line: number;
  value: string;
  end: number;
}

interface Section {
  readonly path: string;
  readonly line: number;
  readonly section: string;
  readonly keys: Map<string, Entry>;
}

/**
 * The repositories in lines of `.repo` files, in their order. Lines may have been left out; a line that begins with a blank then
 * belongs to the key before it only where it follows at once.
 *
 *     [apache-cloudstack]
 *     name = Apache CloudStack
 *     baseurl=http://cloudstack.apt-get.eu/rhel/4.3/
 *         http://mirror.example.org/cloudstack/rhel/4.3/
 *     enabled=1
 *     gpgcheck=0
 */
export function yumRepositories(all: readonly FileLine[]): YumRepository[] {
  const sections: Section[] = [];
  let last: Entry | undefined;
  for (const { path, line, text } of all) {
    const open = sections.at(-1)?.path === path ? sections.at(-1) : undefined;
    const [, section] = /^\[([^\]]*)\]/.exec(text) ?? [];
    const [, key, value] = /^([^\s=:]+)\s*[=:](.*)$/.exec(text) ?? [];
    if (section !== undefined) {
      sections.push({ path, line, section, keys: new Map() });
      last = undefined;
    } else if (/^\s/.test(text)) {
      if (open && last?.end === line - 1) Object.assign(last, { value: `${last.value} ${text.trim()}`, end: line });
    } else if (open && key !== undefined) {
      open.keys.set(key.toLowerCase(), (last = { line, value: value!.trim(), end: line }));
    }
  }
  return sections.map(toRepository);
}

function toRepository({ path, line, section, keys }: Section): YumRepository {
  const said = (key: string): string => keys.get(key)?.value ?? '';
  return {
    path,
    section,
    line: keys.get('baseurl')?.line ?? line,
    name: said('name'),
    urls: wordsOf(said('baseurl')),
    mirrors: wordsOf(`${said('mirrorlist')} ${said('metalink')}`),
    enabled: keys.has('enabled') ? flag(said('enabled')) : true,
    gpgcheck: flag(said('gpgcheck')),
  };
}

const wordsOf = (text: string): string[] => text.split(/[\s,]+/).filter(Boolean);

const FLAGS = new Map([
  ...['1', 'yes', 'true', 'on'].map(word => [word, true] as const),
  ...['0', 'no', 'false', 'off'].map(word => [word, false] as const),
]);

const flag = (text: string): boolean | undefined => FLAGS.get(text.trim().toLowerCase());
