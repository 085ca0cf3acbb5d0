import type { Version } from '../../src/index.ts';
import { atLeast, isLineOnly } from './engine-releases.ts';
import type { OperatingSystem } from './facts/operating-system.ts';

/** Which releases of Enterprise Linux a release of oVirt is for. */

export type Support = 'supported' | 'too-old' | 'too-new' | 'depends';

interface Range {
  readonly from: readonly [major: number, minor: number];
  readonly last: number;
}

/** 4.5.7 dropped EL8; a target that says only 4.5 may be either. */
const rangeOf = (to: Version): Range | undefined => {
  if (atLeast(to, '4.6')) return undefined;
  if (atLeast(to, '4.5.7')) return { from: [9, 0], last: 10 };
  if (atLeast(to, '4.5')) return { from: [8, 6], last: 9 };
  if (atLeast(to, '4.4')) return { from: [8, 2], last: 8 };
  return atLeast(to, '4.3') ? { from: [7, 0], last: 7 } : undefined;
};

/** Undefined: nothing is known of this target. A system without a minor version is CentOS Stream, or says none: the newest of its major. */
export function supportOf({ major, minor }: { readonly major: number; readonly minor: number | undefined }, to: Version): Support | undefined {
  const range = rangeOf(to);
  if (!range) return undefined;
  const isOpen = isLineOnly(to) && atLeast(to, '4.5');
  const [first, least] = range.from;
  if (major < first || (major === first && minor !== undefined && minor < least)) return 'too-old';
  if (isOpen && (major === 8 || major === 10)) return 'depends';
  return major > range.last ? 'too-new' : 'supported';
}

/** `Enterprise Linux 8.6 to 9` */
export function sayRange(to: Version): string {
  const range = rangeOf(to);
  if (!range) return 'a system that preflight does not know';
  const [major, minor] = range.from;
  const from = minor === 0 ? String(major) : `${major}.${minor}`;
  return `Enterprise Linux ${from}${range.last === major ? (minor === 0 ? '' : ' or a newer 8') : ` to ${range.last}`}`;
}

/** Distributions without updates. */
export const isEndOfLife = ({ id, major }: Pick<OperatingSystem, 'id' | 'major'>): boolean => id === 'centos' && (major === 7 || major === 8);

export const RELEASE_REFS = ['https://www.ovirt.org/release/4.5.7/', 'https://www.ovirt.org/download/install_on_rhel.html'] as const;
