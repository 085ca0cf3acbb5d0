import type { FileLine } from '../common/grep-lines.ts';

/** One active binary source of apt: one address and one suite. */
export interface AptSource {
  readonly path: string;
  /** Where its components stand, or its address where it has none; from 1. */
  readonly line: number;
  readonly uri: string;
  readonly suite: string;
  readonly components: readonly string[];
}

/** The active `deb` sources in the lines of `*.list` and `*.sources` files, in their order. apt ignores files of other names. */
export function aptSources(all: readonly FileLine[]): AptSource[] {
  return [...new Set(all.map(({ path }) => path))].flatMap(path => {
    if (!/\/[\w.-]+$/.test(path)) return [];
    const lines = all.filter(one => one.path === path);
    return path.endsWith('.sources') ? stanzasOf(lines).flatMap(fromStanza) : lines.flatMap(fromLine);
  });
}

/**
 *     deb [arch=amd64 signed-by=/etc/apt/keyrings/cloudstack.gpg] https://download.cloudstack.org/ubuntu noble 4.22  # comment
 */
function fromLine({ path, line, text }: FileLine): AptSource[] {
  const [, rest] = /^\s*deb\s+(?:\[[^\]]*\]\s*)?([^#]*)/.exec(text) ?? [];
  if (rest === undefined) return [];
  const [uri = '', suite = '', ...components] = rest.trim().split(/\s+/);
  return uri === '' ? [] : [{ path, line, uri, suite, components }];
}

type Fields = ReadonlyMap<string, { readonly line: number; readonly words: string[] }>;

/** Stanzas are parted by empty lines; comments are none. A line that begins with a blank belongs to the field before it. */
function stanzasOf(lines: readonly FileLine[]): { readonly path: string; readonly fields: Fields }[] {
  const stanzas: { readonly path: string; readonly fields: Map<string, { line: number; words: string[] }> }[] = [];
  let open: Map<string, { line: number; words: string[] }> | undefined;
  let words: string[] | undefined;
  for (const { path, line, text } of lines) {
    if (text.trim() === '') {
      open = words = undefined;
      continue;
    }
    if (text.startsWith('#')) continue;
    if (!open) stanzas.push({ path, fields: (open = new Map()) });
    const [, name, value] = /^([^\s:]+)\s*:(.*)$/.exec(text) ?? [];
    if (name !== undefined) open.set(name.toLowerCase(), { line, words: (words = wordsOf(value!)) });
    else if (/^\s/.test(text)) words?.push(...wordsOf(text));
  }
  return stanzas;
}

const wordsOf = (text: string): string[] => text.split(/\s+/).filter(Boolean);

const NO = new Set(['no', 'false', '0', 'without', 'off', 'disable']);

/**
 *     Types: deb
 *     URIs: https://download.cloudstack.org/ubuntu
 *     Suites: noble
 *     Components: 4.22
 *     Enabled: yes
 */
function fromStanza({ path, fields }: { readonly path: string; readonly fields: Fields }): AptSource[] {
  const of = (name: string): readonly string[] => fields.get(name)?.words ?? [];
  if (!of('types').includes('deb') || NO.has((of('enabled')[0] ?? 'yes').toLowerCase())) return [];
  const line = (fields.get('components') ?? fields.get('uris'))?.line ?? 1;
  return of('uris').flatMap(uri =>
    (of('suites').length > 0 ? of('suites') : ['']).map(suite => ({ path, line, uri, suite, components: of('components') })),
  );
}
