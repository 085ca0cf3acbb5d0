import { compare, line, type Version, version } from '../../src/index.ts';

/** Releases of the engine, and what a target that was not given in full leaves open. */

const LINES = ['4.2', '4.3', '4.4', '4.5'];

/** How many lines there are between two releases: 0 within one, 1 for the next; undefined where one of them is not known. */
export function linesBetween(from: Version, to: Version): number | undefined {
  const [start, end] = [LINES.indexOf(line(from)), LINES.indexOf(line(to))];
  return start < 0 || end < 0 ? undefined : end - start;
}

/** The lines in between, in the order in which they are gone through: from 4.3 to 4.5 that is 4.4. */
export const linesOnTheWay = (from: Version, to: Version): string[] => LINES.slice(LINES.indexOf(line(from)) + 1, LINES.indexOf(line(to)));

const LAST: Readonly<Record<string, string>> = { '4.3': '4.3.11', '4.4': '4.4.10' };

/** The last release of a line, where it is older than that; undefined where it is not, or there is no last one yet. */
export function lastOfLine(one: Version): string | undefined {
  const last = Object.hasOwn(LAST, line(one)) ? LAST[line(one)] : undefined;
  return last !== undefined && compare(one, version(last)!) < 0 ? last : undefined;
}

/** Whether a target names only its line, `4.5`, so that it may be any release of it. */
export const isLineOnly = ({ parts }: Version): boolean => parts.length < 3;

export const atLeast = (one: Version, other: string): boolean => compare(one, version(other)!) >= 0;

export const UNKNOWN_TARGET = 'the target version is not known: give it with --to';

export const UPGRADE_GUIDE = 'https://www.ovirt.org/documentation/upgrade_guide/';
