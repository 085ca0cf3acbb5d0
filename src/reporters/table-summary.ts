import { getBorderCharacters, table } from 'table';
import type { Report, Verdict } from '../model/report.ts';
import { type Page, shortened, wrapped } from './layout.ts';
import { oneLine } from './printable.ts';
import { VERDICT_STYLE } from './verdict-style.ts';
import { byName, countOf, say, unique } from './words.ts';

const MOST_HOSTS = 12;
const VERDICTS = ['fail', 'unknown', 'pass', 'skip'] as const;
const STYLE = { fail: 'red', unknown: 'yellow', pass: 'green', skip: 'dim' } as const;

type Counts = Readonly<Record<Verdict, number>>;
interface Row {
  readonly name: string;
  readonly counts: Counts;
}

/** Verdicts by host, the worst first, and one line of totals that balances. The verdict again, because this is where the screen stops. */
export function summary(report: Report, page: Page): string[] {
  const rows = rowsOf(report);
  const lines = rows.length === 0 ? [] : [...drawn(rows, report, page), ''];
  return [...lines, ...wrapped(`${page.paint(VERDICT_STYLE[report.verdict], report.verdict)}. ${totals(report)}`, page, '', '')];
}

/** `12 checks on 5 hosts: 20 decided (14 pass, 6 fail), 3 skipped, 2 unknown` */
function totals({ results, coverage: { pass, fail, skip, unknown } }: Report): string {
  if (results.length === 0) return 'No check was run';
  const hosts = unique(results.flatMap(({ cells }) => cells.flatMap(({ host }) => (host ? [host] : []))));
  const where = hosts.length === 0 ? '' : ` on ${countOf(hosts.length, 'host')}`;
  const decided = `${say(pass + fail)} decided (${say(pass)} pass, ${say(fail)} fail)`;
  return `${countOf(results.length, 'check')}${where}: ${decided}, ${say(skip)} skipped, ${say(unknown)} unknown`;
}

function rowsOf({ results }: Report): Row[] {
  const byHost = new Map<string, Record<Verdict, number>>();
  for (const { host, verdict } of results.flatMap(({ cells }) => cells)) {
    const counts = byHost.get(host) ?? { pass: 0, fail: 0, skip: 0, unknown: 0 };
    counts[verdict]++;
    byHost.set(host, counts);
  }
  const rows = [...byHost].map(([host, counts]): Row => ({ name: host ? oneLine(host) : '(no host)', counts }));
  return rows.sort((a, b) => b.counts.fail - a.counts.fail || b.counts.unknown - a.counts.unknown || byName(a.name, b.name));
}

/** Many hosts are one row, so that the sum stays on the screen. */
function folded(rows: readonly Row[], { all }: Page): readonly Row[] {
  if (all || rows.length <= MOST_HOSTS) return rows;
  const rest = rows.slice(MOST_HOSTS - 1);
  return [...rows.slice(0, MOST_HOSTS - 1), { name: `${say(rest.length)} more hosts`, counts: sumOf(rest) }];
}

function sumOf(rows: readonly Row[]): Counts {
  const sum = { pass: 0, fail: 0, skip: 0, unknown: 0 };
  for (const { counts } of rows) for (const verdict of VERDICTS) sum[verdict] += counts[verdict];
  return sum;
}

/** Cells that are not the host's name: four columns of at most 9, padding and borders. */
const REST = 56;

function drawn(rows: readonly Row[], { coverage }: Report, page: Page): string[] {
  const total = rows.length > 1 ? [rowOf({ name: 'Total', counts: coverage }, page)] : [];
  const body = folded(rows, page).map(row => rowOf(row, page));
  const head = ['Host', 'Fail', 'Unknown', 'Pass', 'Skip'].map(name => page.paint('bold', name));
  const lines = [0, 1, ...(total.length > 0 ? [body.length + 1] : []), body.length + total.length + 1];
  const text = table([head, ...body, ...total], {
    border: getBorderCharacters('norc'),
    columnDefault: { alignment: 'right' },
    columns: { 0: { alignment: 'left' } },
    drawHorizontalLine: index => lines.includes(index),
  });
  return text.trimEnd().split('\n');
}

const rowOf = ({ name, counts }: Row, page: Page): string[] => [
  shortened(name, Math.max(page.width - REST, 12)),
  ...VERDICTS.map(verdict => (counts[verdict] === 0 ? page.paint('dim', '0') : page.paint(STYLE[verdict], say(counts[verdict])))),
];
