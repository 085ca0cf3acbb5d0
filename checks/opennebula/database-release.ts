import { compare, line, type OnHost, version } from '../../src/index.ts';
import { type Everywhere, type Frontend, installedOn } from './onecfg/frontends.ts';

/**
 * Versions of the database, one for each release line: minor updates never change it. Shared and local tables have the same one.
 * From `local_db_version()` in include/Nebula.h of each release.
 */
const CHAIN = ['6.0.0', '6.2.0', '6.4.0', '6.6.0', '6.8.0', '6.10.0', '7.0.0', '7.2.0', '7.4.0'];
export const OLDEST = '6.0.0';

export interface DatabaseRelease {
  /** `7.0.0` */
  readonly version: string;
  /** Whether it is one that preflight knows; a development version is not. */
  readonly known: boolean;
}

/** The version of the database that a release works with; undefined where it is no version. `7.0.2` → `7.0.0` */
export function databaseOf(code: string | undefined): DatabaseRelease | undefined {
  const read = version(code ?? '');
  return read && { version: `${line(read)}.0`, known: CHAIN.includes(`${line(read)}.0`) };
}

/** The steps from one version of the database to another, as files of onedb are called; undefined where there is no such way. */
export function stepsBetween(from: string, to: string): readonly (readonly [from: string, to: string])[] | undefined {
  const [first, last] = [CHAIN.indexOf(from), CHAIN.indexOf(to)];
  if (first < 0 || last < first) return undefined;
  return CHAIN.slice(first, last).map((step, index) => [step, CHAIN[first + index + 1]!]);
}

/** Below zero where the first is older. A text that is no version is older than any. */
export function compareDatabases(a: string, b: string): number {
  const [left, right] = [version(a), version(b)];
  if (!left || !right) return Number(left !== undefined) - Number(right !== undefined);
  return compare(left, right);
}

/** The installed version of each front-end that says one. */
export function installedVersions(evidence: Everywhere<Frontend>): OnHost<string>[] {
  const on = <T>(all: readonly OnHost<T>[], host: string): T | undefined => all.find(one => one.host === host)?.value;
  return evidence.oned.flatMap(({ host, value }) => {
    const { said, deb, rpm, shipped } = evidence;
    const installed = installedOn({ oned: value, said: on(said, host), deb: on(deb, host), rpm: on(rpm, host), shipped: on(shipped, host) });
    return installed === undefined ? [] : [{ host, value: installed }];
  });
}
