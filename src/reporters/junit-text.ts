import type { Looked, ReportedFinding, Result, Unknown, Verdict } from '../model/report.ts';
import { oneLine, prose } from './printable.ts';
import { type Mending, mendings } from './remedies.ts';
import { countOf, cut, isKnown, isWaived, MOST_FINDINGS, placeOf, say, sayWaived } from './words.ts';

/** What one check saw on one host: the findings (the worst first) and unknowns of this host, and the evidence. */
export interface Seen {
  readonly result: Result;
  readonly host: string;
  readonly verdict: Verdict;
  readonly findings: readonly ReportedFinding[];
  readonly unknowns: readonly Unknown[];
  readonly looked: readonly Looked[];
}

/** Longer lines are cut by the readers. */
const LONGEST_LINE = 700;

/** `cloudstack/storage-pool-trailing-slash blocker: Storage pool a (id 8) has … (and 2 more findings)` */
export function messageOf({ result }: Seen, [first, ...more]: readonly ReportedFinding[]): string {
  const others = more.length > 0 ? ` (and ${countOf(more.length, 'more finding')})` : '';
  return oneLine(`${result.check} ${first?.severity}: ${cut(oneLine(first?.text ?? ''), LONGEST_LINE)}${others}`);
}

/** The message, then all findings, what was looked at, how to mend it, and why: in this order, because readers cut the end off. */
export function findingsText(seen: Seen, findings: readonly ReportedFinding[], all: boolean): string {
  const shown = all ? findings : findings.slice(0, MOST_FINDINGS);
  const left = findings.length - shown.length;
  const blocks = [
    [messageOf(seen, findings)],
    whereLines(shown),
    left > 0 ? [`… and ${say(left)} more: see --report json`] : [],
    seen.unknowns.map(unknown => `Could not look: ${sayUnknown(unknown)}`),
    lookedAt(seen),
    ...mendings(shown).map(mendingLines),
    seen.result.why ? [`Why: ${prose(seen.result.why)}`] : [],
    seen.result.refs.map(ref => `See: ${oneLine(ref)}`),
  ];
  return blocks
    .filter(lines => lines.length > 0)
    .map(lines => lines.join('\n'))
    .join('\n\n');
}

/** One finding is in the message already, but for its place. */
function whereLines(shown: readonly ReportedFinding[]): string[] {
  if (shown.length > 1) return shown.map(finding => `- ${placed(finding)}${standing(finding, ' (', ')')}`);
  return shown.flatMap(finding => [...word('At', placeOf(finding)), ...word('State', standing(finding))]);
}

/** What a person has said of it, or an earlier report: `waived until …`, `known from the baseline`. */
function standing(finding: ReportedFinding, before = '', after = ''): string {
  const state = isWaived(finding) ? sayWaived(finding.waived!) : isKnown(finding) ? 'known from the baseline' : '';
  return state && `${before}${state}${after}`;
}

function placed(finding: ReportedFinding): string {
  const place = placeOf(finding);
  return `${finding.severity}${place && `, ${place}`}: ${oneLine(finding.text)}`;
}

function lookedAt({ looked }: Seen): string[] {
  const lines = looked.map(
    ({ fact, host, query, status, at }) =>
      `Looked at: ${oneLine(`${fact} on ${host}: ${query}`)} (${status}${at === undefined ? '' : `, ${oneLine(at)}`})`,
  );
  return lines.length > MOST_FINDINGS ? [...lines.slice(0, MOST_FINDINGS), `… and ${say(lines.length - MOST_FINDINGS)} more`] : lines;
}

const mendingLines = ({ names, text, down, note, undo, pastes }: Mending): string[] => [
  ...word('For', names),
  ...word('Fix', text),
  ...word('Stop', down),
  ...pastes.flatMap(({ title, lines, warning }) => [`${title}:`, ...lines, ...(warning ? [warning] : [])]),
  ...word('Undo', undo),
  ...word('Note', note),
];

const word = (label: string, text: string): string[] => (text === '' ? [] : [`${label}: ${text}`]);

/** The message, and the text with all that could not be looked at. */
export function unknownsText(seen: Seen): readonly [message: string, text: string] {
  const causes = seen.unknowns.map(sayUnknown);
  const others = causes.length > 1 ? ` (and ${countOf(causes.length - 1, 'more cause')})` : '';
  const message = oneLine(`${seen.result.check} unknown: ${cut(causes[0] ?? 'no cause was given', LONGEST_LINE)}${others}`);
  const list = causes.length > 1 ? [listed(causes)] : [];
  return [message, [message, ...list, ...lookedAt(seen)].join('\n\n')];
}

const listed = (causes: readonly string[]): string =>
  [
    ...causes.slice(0, MOST_FINDINGS).map(cause => `- ${cause}`),
    ...(causes.length > MOST_FINDINGS ? [`… and ${say(causes.length - MOST_FINDINGS)} more`] : []),
  ].join('\n');

/** `user authenticators on m2: unreachable, connecting to 10.0.0.12 timed out` */
function sayUnknown({ fact, host, status, reason }: Unknown): string {
  const where = [fact ?? '', host ? `on ${host}` : ''].filter(Boolean).join(' ');
  return oneLine(`${where && `${where}: `}${status}, ${reason}`);
}
