import type { Report, Result } from '../model/report.ts';
import { toolVersion } from '../tool-version.ts';
import { jsonText } from './json.ts';
import { oneLine } from './printable.ts';
import type { Reporter } from './reporter.ts';

/** What is known before the first check is judged. */
export type Head = Omit<Report, 'verdict' | 'reasons' | 'remarks' | 'coverage' | 'results' | 'waivers' | 'baseline' | 'changes' | 'excluded'>;

/** The first line: what the run is about. */
export const headLine = ({ format, tool, time, platform, phase, from, to, evidence, hosts, inputs, threshold, inventory }: Head): string =>
  line('header', { format, tool, time, platform, phase, from, to, evidence, hosts, inputs, threshold, inventory });

/** One line per check, as it stands in the report. */
export const resultLine = (result: Result): string => line('result', result);

/** The last line: the verdict. A file without it is of a run that did not end. */
export const footLine = ({ verdict, reasons, remarks, coverage, results, waivers, baseline, changes, excluded }: Report): string =>
  line('footer', { verdict, reasons, remarks, coverage, results: results.length, waivers, baseline, changes, excluded });

/** For `jq`, `grep` and log shippers: a header, one line per check, and a footer with the verdict. */
export const jsonl: Reporter = report => [headLine(report), ...report.results.map(resultLine), footLine(report)].join('');

/** For a run that could not give a report: no footer, so no verdict. */
export const crashedJsonl = (message: string): string =>
  line('error', { format: 1, tool: { name: 'preflight', version: toolVersion }, error: oneLine(message) || 'preflight could not run' });

/** `type` is first, so that the lines of one type can be picked without parsing them. */
const line = (type: string, value: object): string => jsonText({ type, ...value }, 0);
