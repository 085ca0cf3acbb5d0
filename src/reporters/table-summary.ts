import { getBorderCharacters, table } from 'table';
import type { Report } from '../model/report.ts';
import { type Counts, countsByHost, sumOf, VERDICTS } from './counts.ts';
import { type Page, shortened, wrapped } from './layout.ts';
import { oneLine } from './printable.ts';
import { VERDICT_STYLE } from './verdict-style.ts';
import { coverageLine, say } from './words.ts';

const MOST_HOSTS = 12;
const STYLE = { fail: 'red', unknown: 'yellow', pass: 'green', skip: 'dim' } as const;

interface Row {
  readonly name: string;
  readonly counts: Counts;
}

/** Verdicts by host, the worst first, and one line of totals that balances. The verdict again, because this is where the screen stops. */
export function summary(report: Report, page: Page): string[] {
  const rows = rowsOf(report);
  const lines = rows.length === 0 ? [] : [...drawn(rows, report, page), ''];
  return [...lines, ...wrapped(`${page.paint(VERDICT_STYLE[report.verdict], report.verdict)}. ${coverageLine(report)}`, page, '', '')];
}

const rowsOf = ({ results }: Report): Row[] =>
  countsByHost(results).map(({ host, counts }) => ({ name: host ? oneLine(host) : '(no host)', counts }));

/** Many hosts are one row, so that the sum stays on the screen. */
function folded(rows: readonly Row[], { all }: Page): readonly Row[] {
  if (all || rows.length <= MOST_HOSTS) return rows;
  const rest = rows.slice(MOST_HOSTS - 1);
  return [...rows.slice(0, MOST_HOSTS - 1), { name: `${say(rest.length)} more hosts`, counts: sumOf(rest.map(({ counts }) => counts)) }];
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
