/**
 * A version as RubyGems reads and compares it, which is what onecfg does with the versions of configurations:
 * `6.9` < `6.10.0` = `6.10` < `6.10.0.1`, and `7.0.0-rc1` < `7.0.0`.
 */
export interface ConfigVersion {
  readonly text: string;
  /** Without zeros at the end of the numbers and at the end of what follows the first word. */
  readonly segments: readonly (bigint | string)[];
}

const VERSION = /^[ \t\r\n\f\v]*([0-9]+(?:\.[0-9a-zA-Z]+)*(?:-[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?)?[ \t\r\n\f\v]*$/;
const LONGEST = 100;

/** Reads a version; empty text is 0, as in RubyGems. Undefined where RubyGems refuses it, or where it is absurdly long. */
export function configVersion(text: string): ConfigVersion | undefined {
  const match = text.length <= LONGEST ? VERSION.exec(text) : null;
  if (!match) return undefined;
  const said = match[1] ?? '0';
  const parts = said.replaceAll('-', '.pre.').match(/[0-9]+|[a-z]+/gi) ?? [];
  return { text: said, segments: canonical(parts.map(part => (/^[0-9]/.test(part) ? BigInt(part) : part))) };
}

/** As above, for a version that is written in the source. */
export const knownVersion = (text: string): ConfigVersion => configVersion(text)!;

function canonical(segments: readonly (bigint | string)[]): (bigint | string)[] {
  const word = segments.findIndex(segment => typeof segment === 'string');
  const cut = word < 0 ? segments.length : word;
  return [...withoutZeros(segments.slice(0, cut)), ...withoutZeros(segments.slice(cut))];
}

const withoutZeros = (segments: readonly (bigint | string)[]): readonly (bigint | string)[] =>
  segments.slice(0, segments.findLastIndex(segment => segment !== 0n) + 1);

/** Negative where `a` is older, 0 where equal, positive where newer. A word is older than any number. */
export function compareConfig(a: ConfigVersion, b: ConfigVersion): number {
  for (let index = 0; index < Math.max(a.segments.length, b.segments.length); index++) {
    const [left, right] = [a.segments[index] ?? 0n, b.segments[index] ?? 0n];
    if (left === right) continue;
    if (typeof left !== typeof right) return typeof left === 'string' ? -1 : 1;
    return left < right ? -1 : 1;
  }
  return 0;
}

/** The first version after the release line: `7.0.2` → `7.1`, `7.5.80` → `7.6`. For versions of numbers alone, as migrators have. */
export function bumped({ text }: ConfigVersion): ConfigVersion {
  const numbers = text.split('.');
  const kept = numbers.length > 1 ? numbers.slice(0, -1) : numbers;
  return knownVersion([...kept.slice(0, -1), String(BigInt(kept.at(-1)!) + 1n)].join('.'));
}
