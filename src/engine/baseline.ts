import type { BaselineState, Report, Result } from '../model/report.ts';
import { type Findings, pairFindings } from './diff/findings.ts';

/** An earlier report, and how the operator calls it. */
export interface Baseline {
  readonly name: string;
  readonly report: Report;
}

export interface Compared {
  readonly results: readonly Result[];
  readonly baseline: BaselineState;
}

/** Marks which findings were there before. Notes are counted in neither: they fail nothing. What could not be looked at now is not gone. */
export function compareBaseline(now: Findings, { name, report }: Baseline, onlyNew = false): Compared {
  const { both, fresh, gone } = pairFindings(report, now);
  return {
    results: now.results.map(result => ({
      ...result,
      findings: result.findings.map(finding => ({ ...finding, known: both.has(finding) })),
    })),
    baseline: { name, time: report.time, new: fresh.length, known: both.size, gone: gone.length, onlyNew },
  };
}
