import type { Severity } from '../model/check.ts';
import type { Report } from '../model/report.ts';
import { type FormatName, formats, isFormat } from '../reporters/index.ts';
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
  readonly format: FormatName;
  readonly file?: string;
}

/** Reads `--report`. Throws before anything is scanned where a format is unknown or two reports would mix on standard output. */
export function reportTargets({ report = ['table'] }: Pick<ReportFlags, 'report'>): ReportTarget[] {
  const targets = report.map(one => {
    const [format = '', ...file] = one.split('=');
    if (!isFormat(format)) throw new UsageError(`There is no report format ${format}. There are: ${Object.keys(formats).join(', ')}.`);
    if (file.length > 0 && file.join('=') === '') throw new UsageError(`--report ${one} names no file. Write --report ${format}=FILE.`);
    return { format, ...(file.length > 0 && { file: file.join('=') }) };
  });
  if (targets.filter(({ file }) => file === undefined).length > 1)
    throw new UsageError('Only one report can go to standard output. Give the others a file: --report junit=preflight.xml');
  return targets;
}

/** Writes every report to its place. */
export async function emit(report: Report, targets: readonly ReportTarget[], flags: ReportFlags, streams: Streams): Promise<void> {
  const { all = false, junitWarnings } = flags;
  const attachment = attachmentOf(targets);
  for (const { format, file } of targets) {
    const color = file === undefined && wantsColor(streams, flags.color);
    const reporter = await formats[format]();
    const text = reporter.report(report, { columns: columnsOf(streams), color, all, junitWarnings, ...(attachment !== undefined && { attachment }) });
    if (file === undefined) streams.stdout.write(text);
    else await writeReport(file, text);
  }
}

/** The HTML report that JUnit links to. CI takes only paths below the folder it runs in. */
const attachmentOf = (targets: readonly ReportTarget[]): string | undefined =>
  targets.find(({ format, file }) => format === 'html' && file !== undefined && !/^([A-Za-z]:)?[\\/]|(^|[\\/])\.\.([\\/]|$)/.test(file))?.file;

/** Every file that was asked for is written all the same, and says what happened: an older one must not pass for this run. */
export async function emitCrash(message: string, targets: readonly ReportTarget[]): Promise<void> {
  for (const { format, file } of targets) if (file !== undefined) await writeReport(file, (await formats[format]()).crashed(message)).catch(() => {});
}

/** Runs the body; a crash leaves its trace in the reports that were asked for. */
export async function reporting<T>(targets: readonly ReportTarget[], body: () => Promise<T>): Promise<T> {
  try {
    return await body();
  } catch (error) {
    await emitCrash((error as Error).message, targets).catch(() => {});
    throw error;
  }
}
