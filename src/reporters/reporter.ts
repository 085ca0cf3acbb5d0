import type { Report } from '../model/report.ts';

export interface ReporterOptions {
  /** Width of the terminal, in cells. Only for people's formats. */
  readonly columns: number;
  readonly color: boolean;
  /** Everything: passes, skips, notes, and lists that are cut short otherwise. */
  readonly all: boolean;
  /** What findings below the threshold are in JUnit, which knows no warning. `pass` by default, with the words in `system-out`. */
  readonly junitWarnings?: 'pass' | 'skip' | 'fail';
}

/** A report as text, with a final newline. Pure: equal reports give equal bytes, and nothing in a report makes it throw. */
export type Reporter = (report: Report, options: ReporterOptions) => string;
