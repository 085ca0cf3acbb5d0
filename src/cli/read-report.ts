import { readBeside } from '../live/beside.ts';
import { Foreseen } from '../model/foreseen.ts';
import type { Report } from '../model/report.ts';
import { validateReport } from '../schemas/validate.ts';

/** Bytes; a report of ten thousand findings has about 10 MB. */
export const LARGEST_REPORT = 64 * 1024 * 1024;

/** Reads a report that `--report json` wrote. Throws a sentence where it is none. */
export async function readReport(path: string): Promise<Report> {
  const data = parse(await readBeside(path, 'report', LARGEST_REPORT), path);
  const problem = validateReport(data);
  if (problem !== undefined) throw new Foreseen(`${path} is not a report of preflight: ${problem}. Write one with --report json=FILE.`);
  return data as Report;
}

function parse(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Foreseen(`${path} is not a report of preflight: it is not JSON. Write one with --report json=FILE.`);
  }
}
