import { Foreseen } from './foreseen.ts';

/**
 * Versions of all three platforms, compared part by part:
 * `4.9` < `4.11`, `4.22.0.0`, `3.0.6.20121222035904` (a build stamp is not a part), `4.21.0.0-SNAPSHOT` (equal to its release).
 */
export interface Version {
  readonly text: string;
  readonly parts: readonly number[];
}

const VERSION = /^\s*v?(\d{1,9}(?:\.\d{1,14}){0,7})(?:-[0-9A-Za-z.-]*)?\s*$/;
const BUILD_STAMP = 12;

/** Reads a version; undefined where the text is none. */
export function version(text: string): Version | undefined {
  const [, dotted] = VERSION.exec(text) ?? [];
  if (dotted === undefined) return undefined;
  const parts = dotted.split('.').filter((part, index) => index < 2 || part.length < BUILD_STAMP);
  return { text: text.trim(), parts: parts.map(Number) };
}

/** Reads a version, or throws a sentence. */
export function needVersion(text: string): Version {
  const read = version(text);
  if (!read) throw new Foreseen(`Not a version: ${JSON.stringify(text)}. Write it like 4.3.2, 6.10.0 or 4.22.0.0.`);
  return read;
}

/** Negative where `a` is older, 0 where equal (missing parts count as 0), positive where newer. */
export function compare(a: Version, b: Version): number {
  for (let index = 0; index < Math.max(a.parts.length, b.parts.length); index++) {
    const difference = (a.parts[index] ?? 0) - (b.parts[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** `major.minor`, the release line. */
export const line = ({ parts }: Version): string => `${parts[0] ?? 0}.${parts[1] ?? 0}`;

/**
 * Whether a version lies in a range: comparators joined by blanks, all of which must hold.
 * `>=4.1 <4.14`, or a bare `4.2` for every 4.2.x.
 */
export function inRange(one: Version, range: string): boolean {
  return range
    .trim()
    .split(/\s+/)
    .every(comparator => holds(one, comparator));
}

/** Whether a version that is at most `last` can be within the range: `>=4.4` begins after 4.3.10. */
export function beginsBy(last: Version, range: string): boolean {
  return range
    .trim()
    .split(/\s+/)
    .every(comparator => {
      const [, operator, text] = /^(>=|<=|>|<|=)?(.+)$/.exec(comparator) ?? [];
      return operator?.startsWith('<') || compare(needVersion(text ?? ''), last) <= 0;
    });
}

function holds(one: Version, comparator: string): boolean {
  const [, operator, text] = /^(>=|<=|>|<|=)?(.+)$/.exec(comparator) ?? [];
  const bound = needVersion(text ?? '');
  const difference = compare(one, bound);
  switch (operator) {
    case '>=':
      return difference >= 0;
    case '<=':
      return difference <= 0;
    case '>':
      return difference > 0;
    case '<':
      return difference < 0;
    case '=':
      return difference === 0;
    default:
      return bound.parts.every((part, index) => one.parts[index] === part);
  }
}
