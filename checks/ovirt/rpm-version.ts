/**
 * Compares two versions or releases as rpm does: runs of digits as numbers, runs of letters as text, digits after letters; `~` sorts before
 * everything, even the end, and `^` after the end. Negative where `a` is older.
 *
 *     1127.el7 < 1127.19.1.el7 < 1160.el7
 */
export function compareRpm(a: string, b: string): number {
  const [x, y] = [segments(a), segments(b)];
  for (let index = 0; index < Math.max(x.length, y.length); index++) {
    const difference = compareSegment(x[index], y[index]);
    if (difference !== 0) return difference;
  }
  return 0;
}

const segments = (text: string): string[] => text.match(/\d+|[A-Za-z]+|[~^]/g) ?? [];

/** The end of a version lies after `~`, before `^`, and before everything else. */
const RANK = (segment: string | undefined): number => {
  if (segment === '~') return 0;
  if (segment === undefined) return 1;
  if (segment === '^') return 2;
  return /^\d/.test(segment) ? 4 : 3;
};

function compareSegment(a: string | undefined, b: string | undefined): number {
  const rank = RANK(a) - RANK(b);
  if (rank !== 0 || a === undefined || b === undefined) return rank;
  if (!/^\d/.test(a)) return a < b ? -1 : Number(a > b);
  const [x, y] = [a.replace(/^0+/, ''), b.replace(/^0+/, '')];
  return x.length - y.length || (x < y ? -1 : Number(x > y));
}

/** The version of a package. `epoch` is 0 where it says none. */
export interface Evr {
  readonly epoch: number;
  readonly version: string;
  readonly release: string;
}

/** Epoch, then version, then release. Negative where `a` is older. */
export const compareEvr = (a: Evr, b: Evr): number => a.epoch - b.epoch || compareRpm(a.version, b.version) || compareRpm(a.release, b.release);

/** `2:4.18.0-348.el8` → epoch 2; undefined where there is no release. A hyphen parts version and release, and neither has one. */
export function evr(text: string): Evr | undefined {
  const [, epoch = '0', version, release] = /^(?:(\d{1,9}):)?([^\s:-]+)-([^\s:-]+)$/.exec(text) ?? [];
  return version === undefined || release === undefined ? undefined : { epoch: Number(epoch), version, release };
}
