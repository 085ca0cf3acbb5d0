import { compare, inRange, type Version, version } from '../../src/index.ts';
import { type DatabaseVersion, isComplete } from './facts/database-versions.ts';

/** How far the upgrade of the database is, for checks that depend on its end. */
export type Progress =
  | { readonly is: 'done' | 'older' | 'newer'; readonly at: Version }
  /** `row` is the one that was begun and not completed. */
  | { readonly is: 'unfinished'; readonly row: DatabaseVersion }
  | { readonly is: 'unknown'; readonly reason: string };

/** Judges the rows of cloud.version, oldest first, against the version that is upgraded to. `--to 4.3` means every 4.3.x. */
export function progressOf(rows: readonly DatabaseVersion[], to: Version | undefined): Progress {
  const unfinished = rows.find(
    (row, index) => !isComplete(row) && !rows.slice(index + 1).some(later => later.version === row.version && isComplete(later)),
  );
  if (unfinished) return { is: 'unfinished', row: unfinished };
  const newest = rows.findLast(isComplete);
  if (!newest) return { is: 'unknown', reason: 'cloud.version names no completed upgrade' };
  const at = version(newest.version);
  if (!at) return { is: 'unknown', reason: `the newest row of cloud.version has the version ${JSON.stringify(newest.version)}, which is none` };
  if (!to) return { is: 'unknown', reason: 'the version to upgrade to is not known: give it with --to' };
  if (compare(at, to) === 0 || inRange(at, to.text)) return { is: 'done', at };
  return { is: compare(at, to) < 0 ? 'older' : 'newer', at };
}
