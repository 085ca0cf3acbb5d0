import type { ReportedFinding, Result } from '../model/report.ts';
import { isLink } from './links.ts';
import { code, codeBlock, folded, inlineMarkdown } from './markdown-text.ts';
import { oneLine } from './printable.ts';
import { type Mending, mendings, type Paste } from './remedies.ts';
import { bySeverity, MOST_FINDINGS, placeOf, say } from './words.ts';

/** One failed check: what it found, and folded how to mend it and why. */
export function checkBlock(result: Result, all: readonly ReportedFinding[], everything: boolean): string {
  const findings = bySeverity(all);
  const shown = everything ? findings : findings.slice(0, MOST_FINDINGS);
  const left = findings.length - shown.length;
  const items = [
    ...shown.map(finding => `- ${findingLine(finding)}`),
    ...(left > 0 ? [`- … and ${say(left)} more, which the commands below do not mend: see \`--report json\``] : []),
  ];
  return [
    `### ${code(result.check)}`,
    inlineMarkdown(`Expected: ${result.title}.`),
    items.join('\n'),
    folded('How to mend it', mendings(shown).flatMap(mendingBlocks)),
    folded('Why, and what was looked at', whyBlocks(result)),
  ]
    .filter(Boolean)
    .join('\n\n');
}

function findingLine(finding: ReportedFinding): string {
  const place = placeOf(finding);
  return `**${finding.severity}**${place && ` ${code(place)}`}: ${inlineMarkdown(finding.text)}`;
}

const mendingBlocks = ({ names, text, down, note, undo, pastes }: Mending): string[] =>
  [
    labelled('For', names),
    paragraphs(text),
    labelled('Must be down', down),
    ...pastes.flatMap(pasteBlocks),
    labelled('Undo', undo),
    labelled('Note', note),
  ].filter(Boolean);

const labelled = (label: string, text: string): string => (text === '' ? '' : `**${label}**: ${inlineMarkdown(text)}`);

/** Steps of a remedy keep their lines. */
const paragraphs = (text: string): string => text.split('\n').map(inlineMarkdown).filter(Boolean).join('<br>\n');

const pasteBlocks = ({ title, lines, warning }: Paste): string[] => [
  `${inlineMarkdown(title)}:`,
  codeBlock(lines, title.startsWith('SQL') ? 'sql' : title.startsWith('Shell') ? 'sh' : 'text'),
  ...(warning ? [`⚠️ ${inlineMarkdown(warning)}`] : []),
];

function whyBlocks({ why, refs, looked }: Result): string[] {
  const evidence = looked
    .slice(0, MOST_FINDINGS)
    .map(
      ({ fact, host, query, status, at }) =>
        `- ${inlineMarkdown(`${fact} on ${host}`)}: ${code(query)} (${status}${at === undefined ? '' : `, ${inlineMarkdown(at)}`})`,
    );
  const left = looked.length - evidence.length;
  const links = refs.filter(ref => oneLine(ref) !== '').map(ref => (isLink(ref) ? `- <${ref}>` : `- ${inlineMarkdown(ref)}`));
  return [inlineMarkdown(why), [...evidence, ...(left > 0 ? [`- … and ${say(left)} more`] : [])].join('\n'), links.join('\n')].filter(Boolean);
}
