import type { PlacedFinding } from '../engine/diff/findings.ts';
import type { ReportDiff } from '../engine/diff/reports.ts';
import { countOf } from '../engine/verdict.ts';
import type { Change } from '../model/change.ts';
import type { Report } from '../model/report.ts';
import { printable } from '../reporters/printable.ts';

const LONGEST = 300;
const shorten = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);
const line = (text: string): string => shorten(printable(text));

/** Two reports compared, for the terminal. */
export function reportText(
  found: ReportDiff,
  names: { readonly before: Report; readonly after: Report; readonly first: string; readonly second: string },
): string {
  const { before, after, first, second } = names;
  return `${[
    `${line(first)} (${before.time}, ${before.verdict}) → ${line(second)} (${after.time}, ${after.verdict})`,
    ...section('What else changed', found.circumstances.map(line)),
    ...section(
      'Fixed',
      found.fixed.map(placed => `- ${placedLine(placed)}`),
    ),
    ...section(
      'New',
      found.broke.map(placed => `+ ${placedLine(placed)}`),
    ),
    ...section(
      'Fixed or not, nobody could tell: not looked at again',
      found.unseen.map(placed => `? ${placedLine(placed)}`),
    ),
    ...section(
      'Verdicts of checks',
      found.verdicts.map(({ check, before, after }) => `~ ${line(check)}: ${before} → ${after}`),
    ),
    '',
    `${countOf(found.fixed.length, 'finding')} fixed, ${found.broke.length} new, ${found.stayed} unchanged${found.unseen.length > 0 ? `, ${found.unseen.length} not looked at again` : ''}.`,
  ].join('\n')}\n`;
}

const placedLine = ({ check, finding }: PlacedFinding): string => `${line(check)}: ${line(finding.text)}`;

const section = (heading: string, items: readonly string[]): string[] => (items.length === 0 ? [] : ['', heading, ...items.map(item => `  ${item}`)]);

/** Two snapshots compared, for the terminal. */
export function evidenceText(
  changes: readonly Change[],
  { first, second, from, to }: { readonly first: string; readonly second: string; readonly from: string; readonly to: string },
): string {
  const hosts = [...new Set(changes.map(({ host }) => host))];
  return `${[
    `${line(first)} (${from}) → ${line(second)} (${to})`,
    ...hosts.flatMap(host => ['', line(host), ...changes.filter(change => change.host === host).flatMap(changeLines)]),
    '',
    changes.length === 0
      ? 'Nothing is different but times.'
      : `${countOf(changes.length, 'answer')} of ${countOf(hosts.length, 'host')} ${changes.length === 1 ? 'is' : 'are'} different.`,
  ].join('\n')}\n`;
}

const changeLines = ({ evidence, details, more }: Change): string[] => [
  `  ${line(evidence)}`,
  ...details.map(({ sign, text }) => `    ${sign} ${line(text)}`),
  ...(more > 0 ? [`    … and ${more} more`] : []),
];
