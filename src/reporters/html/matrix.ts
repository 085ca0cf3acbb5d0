import type { Report, Result, Verdict } from '../../model/report.ts';
import { countsByHost, VERDICTS } from '../counts.ts';
import { countOf, isWaivedCell, perHost, say } from '../words.ts';
import { all, type Child, el, type Markup } from './element.ts';
import { CELL, sign } from './words.ts';

const MOST_COLUMNS = 24;
const MOST_ROWS = 1000;

/** Checks × hosts, the failed first. Many hosts do not fit on a screen: the worst are shown, and it says how many are not. */
export function matrix({ results }: Report): Markup {
  const hosts = countsByHost(results).map(({ host }) => host);
  const columns = [...hosts.filter(host => host !== '').slice(0, MOST_COLUMNS), ...(hosts.includes('') ? [''] : [])];
  const hidden = hosts.length - columns.length;
  const numbered = results.map((result, index) => ({ result, index }));
  const rows = numbered.sort((a, b) => VERDICTS.indexOf(a.result.verdict) - VERDICTS.indexOf(b.result.verdict)).slice(0, MOST_ROWS);
  const table = el(
    'table',
    { class: 'matrix' },
    el(
      'thead',
      {},
      el(
        'tr',
        {},
        el('th', { scope: 'col' }, 'Check'),
        columns.map(host => el('th', { scope: 'col' }, el('bdi', {}, breakable(host || '(no host)')))),
      ),
    ),
    el(
      'tbody',
      {},
      rows.map(({ result, index }) => rowOf(result, index, columns)),
    ),
  );
  return all(
    el('div', { class: 'scroll tall', role: 'region', tabindex: 0, 'aria-label': 'Checks by host' }, table),
    el(
      'p',
      { class: 'dim small' },
      `${Object.entries(CELL)
        .map(([word, { sign: mark }]) => `${mark} ${word}`)
        .join(', ')}. An empty cell: the check does not concern this host.`,
    ),
    hidden > 0 &&
      el(
        'p',
        { class: 'small' },
        `${countOf(hidden, 'host')} with fewer problems ${hidden === 1 ? 'has' : 'have'} no column here. What is wrong there stands below, and everything is in --report json.`,
      ),
    results.length > rows.length &&
      el('p', { class: 'small' }, `${countOf(results.length - rows.length, 'check')} more are not in this table, but below.`),
  );
}

function rowOf(result: Result, index: number, columns: readonly string[]): Markup {
  const verdicts = new Map(result.cells.map(({ host, verdict }) => [host, verdict]));
  const findings = perHost(result.findings);
  return el(
    'tr',
    {},
    el('th', { scope: 'row' }, el('a', { href: `#${checkId(index)}` }, el('code', {}, result.check))),
    columns.map(host => cellOf(verdicts.get(host), verdicts.get(host) === 'fail' && isWaivedCell(findings(host)))),
  );
}

function cellOf(verdict: Verdict | undefined, waived: boolean): Markup {
  if (verdict === undefined) return el('td', {});
  const word = waived ? 'waived' : verdict;
  return el('td', { class: CELL[word].tone }, sign(CELL[word].sign), el('span', { class: 'word' }, word));
}

/** A long name breaks behind its dots rather than anywhere. */
const breakable = (host: string): Child => host.split('.').map((part, index) => [index > 0 && ['.', el('wbr', {})], part]);

/** By number: names come from outside. */
export const checkId = (index: number): string => `check-${say(index + 1).replaceAll(',', '')}`;
