import { gates, type Severity } from '../model/check.ts';
import type { Coverage, Overall, ReportedFinding, Result, Verdict } from '../model/report.ts';

/** Exit codes, as documented in `docs/exit-codes.md`. */
export const EXIT_CODES = { GO: 0, 'NO-GO': 1, UNKNOWN: 2, 'could not run': 3 } as const;

/** GO only where nothing at or above the threshold was found and everything was decided. */
export function overall(results: readonly Result[], threshold: Severity): { verdict: Overall; reasons: string[] } {
  const gating = findingsOf(results).filter(({ severity }) => gates(severity, threshold));
  if (gating.length > 0) return { verdict: 'NO-GO', reasons: [`${countOf(gating.length, 'finding')} at or above ${threshold}`] };
  const undecided = results.filter(({ verdict, unknowns }) => verdict === 'unknown' || unknowns.length > 0);
  if (undecided.length > 0) return { verdict: 'UNKNOWN', reasons: [`${countOf(undecided.length, 'check')} could not be decided`] };
  if (!results.some(({ verdict }) => verdict === 'pass' || verdict === 'fail')) return { verdict: 'UNKNOWN', reasons: ['no check was decided'] };
  return { verdict: 'GO', reasons: [`nothing at or above ${threshold}, and everything was decided`] };
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
