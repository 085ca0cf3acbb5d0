import { compare, line, type Version, version } from '../../src/index.ts';
import { isLineOnly } from './engine-releases.ts';

/** Compatibility versions of data centers, clusters and virtual machines: `4.3`. */

const UP_TO: readonly (readonly [from: string, levels: readonly string[]])[] = [
  ['4.5.7', ['4.2', '4.3', '4.4', '4.5', '4.6', '4.7', '4.8']],
  ['4.5', ['4.2', '4.3', '4.4', '4.5', '4.6', '4.7']],
  ['4.4', ['4.2', '4.3', '4.4', '4.5', '4.6']],
  ['4.3', ['4.1', '4.2', '4.3']],
];

/** The levels that engine-setup of a release accepts; undefined for a release that is not known. */
export function levelsOf(engine: Version): readonly string[] | undefined {
  if (compare(engine, version('4.6')!) >= 0) return undefined;
  // A target that names its line only may be any release of it.
  if (isLineOnly(engine)) return UP_TO.find(([from]) => line(version(from)!) === line(engine))?.[1];
  return UP_TO.find(([from]) => compare(engine, version(from)!) >= 0)?.[1];
}

/** Negative where `a` is the older level; a text that is no level is older than any. */
export function compareLevels(a: string, b: string): number {
  const [left, right] = [version(a), version(b)];
  if (!left || !right) return Number(left !== undefined) - Number(right !== undefined);
  return compare(left, right);
}

export const lowest = (levels: readonly string[]): string => [...levels].sort(compareLevels)[0] ?? '';
export const highest = (levels: readonly string[]): string => [...levels].sort(compareLevels).at(-1) ?? '';

export const LEVEL_REFS = [
  'https://github.com/oVirt/ovirt-engine/blob/ovirt-engine-4.5.7/packaging/setup/plugins/ovirt-engine-setup/ovirt-engine/db/schema.py',
  'https://www.ovirt.org/documentation/upgrade_guide/',
] as const;
