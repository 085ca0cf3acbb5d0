/** One line of a file, as it is there. */
export interface FileLine {
  readonly path: string;
  /** From 1. */
  readonly line: number;
  readonly text: string;
}

/** An address of packages of OpenNebula in a file that a package manager reads. */
export interface Repository {
  readonly path: string;
  readonly line: number;
  /** What stands after `/repo/`: `7.0`, `6.10.3`; undefined where the address has no such part, as that of a mirror. */
  readonly release: string | undefined;
}

/**
 * The addresses of OpenNebula in enabled repositories. A line of a `.list` file is one repository, a stanza of a `.sources` file
 * and a section of a `.repo` file are one each.
 *
 *     deb [signed-by=/etc/apt/keyrings/opennebula.gpg] https://downloads.opennebula.io/repo/7.0/Ubuntu/24.04 stable opennebula
 */
export const repositories = (all: readonly FileLine[]): Repository[] =>
  blocks(all)
    .filter(isEnabled)
    .filter(isOpenNebula)
    .flatMap(block => block.flatMap(addresses));

/** Files in their order, each cut where another repository begins. */
function blocks(all: readonly FileLine[]): FileLine[][] {
  const found: FileLine[][] = [];
  for (const line of all) {
    const open = found.at(-1);
    if (!open || open[0]?.path !== line.path || begins(line)) found.push([line]);
    else open.push(line);
  }
  return found;
}

const begins = ({ path, text }: FileLine): boolean =>
  path.endsWith('.list') || (path.endsWith('.sources') ? text.trim() === '' : text.startsWith('['));

function isEnabled(block: readonly FileLine[]): boolean {
  if (block[0]?.path.endsWith('.list')) return /^\s*deb\s/.test(block[0].text);
  return !block.some(({ text }) => /^enabled\s*[=:]\s*(?:0|no|false|off)\s*$/i.test(text));
}

const isOpenNebula = (block: readonly FileLine[]): boolean =>
  block.some(({ path, text }) => /opennebula/i.test(text.replace(/#.*$/, '')) || /\/opennebula[^/]*$/i.test(path));

function addresses({ path, line, text }: FileLine): Repository[] {
  if (/^(?:name|gpgkey|types|suites|components)\s*[=:]/i.test(text)) return [];
  const urls = text.replace(/(^|\s)#.*$/, '').match(/[a-z]+:\/\/\S{1,2000}/gi) ?? [];
  return urls.map(url => ({ path, line, release: /\/repo\/v?(\d{1,4}(?:\.\d{1,5}){1,3})(?:\/|$)/.exec(url)?.[1] }));
}
