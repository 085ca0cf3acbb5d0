import { type Answered, compareEvidence } from '../engine/diff/evidence.ts';
import { compareReports, type ReportDiff } from '../engine/diff/reports.ts';
import { Foreseen } from '../model/foreseen.ts';
import type { Report } from '../model/report.ts';
import { printableJson } from '../reporters/printable.ts';
import { openSnapshot, type Snapshot } from '../snapshot/open.ts';
import { evidenceText, reportText } from './diff-text.ts';
import { readReport } from './read-report.ts';
import { type Streams, UsageError } from './streams.ts';

export interface DiffFlags {
  readonly format: 'text' | 'json';
  readonly failOnNew?: boolean;
}

/**
 * `preflight diff A B`: two reports, or two snapshots. Returns 0, or with `--fail-on-new` 1 where the second report has findings that
 * the first has not, and 2 where it has none but could not tell something that the first could.
 */
export async function diff(first: string, second: string, flags: DiffFlags, streams: Streams): Promise<number> {
  const [a, b] = [isReport(first), isReport(second)];
  if (a !== b) throw new UsageError(`${a ? first : second} is a report and the other is not: compare two reports (.json) or two snapshots.`);
  return a ? diffReports(first, second, flags, streams) : diffSnapshots(first, second, flags, streams);
}

/** A report is JSON in a file; a snapshot is a directory or an archive. */
const isReport = (path: string): boolean => path.endsWith('.json') && !path.endsWith('/manifest.json');

async function diffReports(first: string, second: string, { format, failOnNew }: DiffFlags, { stdout }: Streams): Promise<number> {
  const [before, after] = [await readReport(first), await readReport(second)];
  if (before.platform.id !== after.platform.id)
    throw new Foreseen(`${first} is about ${before.platform.id}, and ${second} about ${after.platform.id}.`);
  const found = compareReports(before, after);
  stdout.write(format === 'json' ? json(found) : reportText(found, { before, after, first, second }));
  if (!failOnNew) return 0;
  return found.broke.length > 0 ? 1 : couldTell(found, after) ? 0 : 2;
}

/** Whether the second report could tell what the first told: where a host is dead, nothing being new says nothing. */
function couldTell({ verdicts, unseen }: ReportDiff, { results }: Report): boolean {
  const ran = new Set(results.map(({ check }) => check));
  const lost = verdicts.some(({ before, after }) => after === 'unknown' && before !== 'not run');
  return !lost && !unseen.some(({ check }) => ran.has(check));
}

async function diffSnapshots(first: string, second: string, { format, failOnNew }: DiffFlags, { stdout }: Streams): Promise<number> {
  if (failOnNew) throw new UsageError('--fail-on-new is for two reports: write them with preflight scan --report json=FILE.');
  const [before, after] = [await openSnapshot(first), await openSnapshot(second)];
  const [a, b] = [before.manifest.platform, after.manifest.platform];
  if (a !== b) throw new Foreseen(`${first} is a snapshot of ${a}, and ${second} one of ${b}.`);
  const changes = compareEvidence(await answersOf(before), await answersOf(after));
  stdout.write(
    format === 'json' ? json(changes) : evidenceText(changes, { first, second, from: before.manifest.takenAt, to: after.manifest.takenAt }),
  );
  return 0;
}

const json = (value: unknown): string => `${printableJson(JSON.stringify(value, undefined, 2))}\n`;

/** Everything that a snapshot holds, asked as it was asked then. */
async function answersOf({ manifest, ask }: Snapshot): Promise<Answered[]> {
  const hosts = [...new Set(manifest.answers.map(({ host }) => host))];
  const all = await Promise.all(
    hosts.map(async host => {
      const queries = manifest.answers.filter(answer => answer.host === host).map(({ query }) => query);
      const answers = await ask(host, queries);
      return queries.map((query, index) => ({ host, query, answer: answers[index]! }));
    }),
  );
  return all.flat();
}
