import type { Severity } from '../model/check.ts';
import type { Report } from '../model/report.ts';
import { reporters } from '../reporters/index.ts';
import { columnsOf, type Streams, UsageError, wantsColor } from './streams.ts';
import { writeReport } from './write-report.ts';

/** The options that every command with a report has. */
export interface ReportFlags {
  readonly report?: readonly string[];
  readonly failOn: Severity;
  readonly all?: boolean;
  readonly color?: boolean;
  readonly junitWarnings: 'pass' | 'skip' | 'fail';
}

/** One `--report FORMAT[=FILE]`. */
export interface ReportTarget {
  readonly format: string;
  readonly file?: string;
}

/** Reads `--report`. Throws before anything is scanned where a format is unknown or two reports would mix on standard output. */
export function reportTargets({ report = ['table'] }: Pick<ReportFlags, 'report'>): ReportTarget[] {
  const targets = report.map(one => {
    const [format = '', ...file] = one.split('=');
    if (!Object.hasOwn(reporters, format))
      throw new UsageError(`There is no report format ${format}. There are: ${Object.keys(reporters).join(', ')}.`);
    if (file.length > 0 && file.join('=') === '') throw new UsageError(`--report ${one} names no file. Write --report ${format}=FILE.`);
    return { format, ...(file.length > 0 && { file: file.join('=') }) };
  });
  if (targets.filter(({ file }) => file === undefined).length > 1)
    throw new UsageError('Only one report can go to standard output. Give the others a file: --report junit=preflight.xml');
  return targets;
}

/** Writes every report to its place. */
export async function emit(report: Report, targets: readonly ReportTarget[], flags: ReportFlags, streams: Streams): Promise<void> {
  for (const { format, file } of targets) {
    const color = file === undefined && wantsColor(streams, flags.color);
    const text = reporters[format]!(report, { columns: columnsOf(streams), color, all: flags.all ?? false, junitWarnings: flags.junitWarnings });
    if (file === undefined) streams.stdout.write(text);
    else await writeReport(file, text);
  }
}

/** So that no CI takes a run that broke for one without tests: a JUnit file with one error. */
export async function emitCrash(message: string, targets: readonly ReportTarget[]): Promise<void> {
  const { crashedJunit } = await import('../reporters/junit.ts');
  for (const { format, file } of targets) if (format === 'junit' && file !== undefined) await writeReport(file, crashedJunit(message));
}

/** Runs the body; a crash leaves its trace in the JUnit reports that were asked for. */
export async function reporting<T>(targets: readonly ReportTarget[], body: () => Promise<T>): Promise<T> {
  try {
    return await body();
  } catch (error) {
    await emitCrash((error as Error).message, targets).catch(() => {});
    throw error;
  }
}
