import type { Result } from '../model/report.ts';
import { heading, type Page, wrapped } from './layout.ts';
import { oneLine } from './printable.ts';
import { type Cause, causesOf } from './unknowns.ts';
import { countOf, listOf, say, unique } from './words.ts';

const MOST_CAUSES = 20;
const MOST_CHECKS = 3;
const STYLE = ['bold', 'yellow'] as const;

/** What could not be looked at. A dead host is one entry that says how many checks it costs. */
export function unknownSection(results: readonly Result[], page: Page): string[] {
  const causes = causesOf(results);
  if (causes.length === 0) return [];
  const checks = unique(causes.flatMap(cause => cause.checks));
  const shown = page.all ? causes : causes.slice(0, MOST_CAUSES);
  const left = causes.length - shown.length;
  return [
    heading(`Unknown: ${countOf(checks.length, 'check')}, ${countOf(causes.length, 'cause')}`, page, STYLE),
    '',
    ...shown.flatMap(cause => causeLines(cause, page)),
    ...(left > 0 ? wrapped(`… and ${say(left)} more: see --report json`, page, '  ') : []),
  ];
}

/** `? UNKNOWN  m2 costs 3 checks: unreachable, connecting timed out`, and below it which checks. */
function causeLines({ host, status, reason, checks, facts }: Cause, page: Page): string[] {
  const count = countOf(checks.length, 'check');
  const cost = host ? `${oneLine(host)} costs ${count}` : count;
  const looked = facts.length === 0 ? '' : ` (${listOf(facts.map(oneLine), page.all ? facts.length : MOST_CHECKS)})`;
  return [
    ...wrapped(`${page.paint(STYLE, `? UNKNOWN  ${cost}`)}: ${status}, ${oneLine(reason)}`, page, '', '  '),
    ...wrapped(`${listOf(checks.map(oneLine), page.all ? checks.length : MOST_CHECKS)}${looked}`, page, '    '),
  ];
}
