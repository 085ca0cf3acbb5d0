import { gates, type Severity } from '../model/check.ts';
import type { Coverage, Overall, ReportedFinding, Result, Verdict } from '../model/report.ts';
import { counts } from './waivers.ts';

/** Exit codes, as documented in `docs/exit-codes.md`. */
export const EXIT_CODES = { GO: 0, 'NO-GO': 1, UNKNOWN: 2, 'could not run': 3 } as const;

/** GO only where nothing at or above the threshold was found that nobody waived, and everything was decided. `onlyNew` lets go what the baseline knows. */
export function overall(results: readonly Result[], threshold: Severity, onlyNew = false): { verdict: Overall; reasons: string[] } {
  const findings = findingsOf(results);
  const gating = findings.filter(finding => counts(finding, threshold, onlyNew));
  const waived = findings.filter(finding => finding.waived && gates(finding.severity, threshold)).length;
  const rest = waived > 0 ? [`${countOf(waived, 'finding')} waived`] : [];
  if (gating.length > 0)
    return { verdict: 'NO-GO', reasons: [`${countOf(gating.length, onlyNew ? 'new finding' : 'finding')} at or above ${threshold}`, ...rest] };
  const undecided = results.filter(({ verdict, unknowns }) => verdict === 'unknown' || unknowns.length > 0);
  if (undecided.length > 0) return { verdict: 'UNKNOWN', reasons: [`${countOf(undecided.length, 'check')} could not be decided`, ...rest] };
  if (!results.some(({ verdict }) => verdict === 'pass' || verdict === 'fail')) return { verdict: 'UNKNOWN', reasons: ['no check was decided'] };
  return { verdict: 'GO', reasons: [`nothing ${onlyNew ? 'new ' : ''}at or above ${threshold}, and everything was decided`, ...rest] };
}

export const findingsOf = (results: readonly Result[]): ReportedFinding[] => results.flatMap(({ findings }) => findings);

/** Check × host, counted. */
export function coverage(results: readonly Result[]): Coverage {
  const cells = results.flatMap(result => result.cells);
  const count = (verdict: Verdict): number => cells.filter(cell => cell.verdict === verdict).length;
  return { total: cells.length, pass: count('pass'), fail: count('fail'), skip: count('skip'), unknown: count('unknown') };
}

/** `1 finding`, `2 findings`. */
export const countOf = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
