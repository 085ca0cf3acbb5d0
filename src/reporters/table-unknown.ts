import type { Result, Unknown } from '../model/report.ts';
import { heading, type Page, wrapped } from './layout.ts';
import { oneLine } from './printable.ts';
import { countOf, groupBy, listOf, say, unique } from './words.ts';

const MOST_CAUSES = 20;
const MOST_CHECKS = 3;
const STYLE = ['bold', 'yellow'] as const;

interface Cost {
  readonly check: string;
  readonly unknown: Unknown;
}

/** What could not be looked at. A dead host is one entry that says how many checks it costs. */
export function unknownSection(results: readonly Result[], page: Page): string[] {
  const costs = results.flatMap(({ check, unknowns }) => unknowns.map((unknown): Cost => ({ check, unknown })));
  if (costs.length === 0) return [];
  const causes = groupBy(costs, ({ unknown: { host, status, reason } }) => JSON.stringify([host, status, reason])).sort(
    (a, b) => checksOf(b).length - checksOf(a).length,
  );
  const shown = page.all ? causes : causes.slice(0, MOST_CAUSES);
  const left = causes.length - shown.length;
  return [
    heading(`Unknown: ${countOf(checksOf(costs).length, 'check')}, ${countOf(causes.length, 'cause')}`, page, STYLE),
    '',
    ...shown.flatMap(cause => causeLines(cause, page)),
    ...(left > 0 ? wrapped(`… and ${say(left)} more: see --report json`, page, '  ') : []),
  ];
}

const checksOf = (costs: readonly Cost[]): string[] => unique(costs.map(({ check }) => check));

/** `? UNKNOWN  m2 costs 3 checks: unreachable, connecting timed out`, and below it which checks. */
function causeLines(costs: readonly Cost[], page: Page): string[] {
  const { host, status, reason } = costs[0]!.unknown;
  const checks = checksOf(costs).map(oneLine);
  const facts = unique(costs.flatMap(({ unknown }) => (unknown.fact === undefined ? [] : [oneLine(unknown.fact)])));
  const count = countOf(checks.length, 'check');
  const cost = host ? `${oneLine(host)} costs ${count}` : count;
  const looked = facts.length === 0 ? '' : ` (${listOf(facts, page.all ? facts.length : MOST_CHECKS)})`;
  return [
    ...wrapped(`${page.paint(STYLE, `? UNKNOWN  ${cost}`)}: ${status}, ${oneLine(reason)}`, page, '', '  '),
    ...wrapped(`${listOf(checks, page.all ? checks.length : MOST_CHECKS)}${looked}`, page, '    '),
  ];
}
