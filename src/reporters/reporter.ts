import type { Report } from '../model/report.ts';

export interface ReporterOptions {
  /** Width of the terminal, in cells. Only for people's formats. */
  readonly columns: number;
  readonly color: boolean;
  /** Everything: passes, skips, notes, and lists that are cut short otherwise. */
  readonly all: boolean;
  /** What findings below the threshold are in JUnit, which knows no warning. `pass` by default, with the words in `system-out`. */
  readonly junitWarnings?: 'pass' | 'skip' | 'fail';
  /** The HTML report of the same run, relative to where readers of JUnit look for it. They link every red case to it. */
  readonly attachment?: string;
}

/** A report as text, with a final newline. Pure: equal reports give equal bytes, and nothing in a report makes it throw. */
export type Reporter = (report: Report, options: ReporterOptions) => string;

/** One report format: a report of a run, and what stands in its place where there was none, so that no reader takes an older file for this run. */
export interface Format {
  readonly report: Reporter;
  readonly crashed: (message: string) => string;
}
