import type { Remedy } from '../model/remedy.ts';
import type { ReportedFinding } from '../model/report.ts';
import { oneLine, printableLines, prose } from './printable.ts';
import { groupBy, listOf, unique } from './words.ts';

/** Lines to paste under one title, such as `SQL` or `Shell (found on kvm1 and kvm3)`, printable. */
export interface Paste {
  readonly title: string;
  readonly lines: readonly string[];
  /** Set where something had to be written out, so that a copy would not be the command: what to do then. */
  readonly warning: string;
}

/** One remedy in words, with the commands of all findings it is for. Words are printable; empty where there are none. */
export interface Mending {
  /** What it is for; empty where it is for all findings. */
  readonly names: string;
  readonly text: string;
  readonly down: string;
  readonly note: string;
  /** How to take it back, where that is a sentence and nothing to paste. */
  readonly undo: string;
  readonly pastes: readonly Paste[];
}

interface Titled {
  readonly title: string;
  readonly texts: readonly string[];
}
interface Step {
  readonly label: string;
  readonly text: string;
}
type Mended = ReportedFinding & { readonly remedy: Remedy };

const LANGUAGE = { sql: 'SQL', sh: 'Shell', text: 'Text' } as const;
const MOST_NAMES = 4;

/** What to do about these findings: each different remedy once. */
export function mendings(findings: readonly ReportedFinding[]): Mending[] {
  const mended = findings.filter((finding): finding is Mended => finding.remedy !== undefined);
  const groups = groupBy(mended, ({ remedy: { text, down, note } }) => JSON.stringify([text, down, note]));
  const several = groups.length > 1 || mended.length < findings.length;
  const manyHosts = hostsOf(findings).length > 1;
  return groups.map(group => ({ ...mendingOf(group, manyHosts), names: several ? namesOf(group, manyHosts) : '' }));
}

function mendingOf(group: readonly Mended[], manyHosts: boolean): Omit<Mending, 'names'> {
  const { text = '', down = '', note = '' } = group[0]!.remedy;
  const commands = ({ commands = [] }: Remedy): Step[] => commands.map(snippet => ({ label: LANGUAGE[snippet.language], text: snippet.text }));
  const undos = unique(group.flatMap(({ remedy }) => remedy.undo ?? []));
  const said = undos.every(isSentence);
  const undo = ({ undo }: Remedy): Step[] => (said || undo === undefined ? [] : [{ label: 'Undo', text: undo }]);
  const pastes = [...titled(group, commands, manyHosts), ...titled(group, undo, manyHosts)].flatMap(pasteOf);
  return { text: prose(text), down: prose(down), note: prose(note), undo: said ? prose(undos.join(' ')) : '', pastes };
}

/** `Keep a copy of the file.`, and not `UPDATE …;` or `mv -n a b` */
const isSentence = (text: string): boolean => /^[A-Z][a-z]*\b[^\n]*\.$/.test(text);

const hostsOf = (findings: readonly ReportedFinding[]): string[] => unique(findings.flatMap(({ host }) => (host ? [oneLine(host)] : [])));

const namesOf = (group: readonly Mended[], manyHosts: boolean): string =>
  listOf(
    unique(group.map(({ host, object, text }) => oneLine((manyHosts && host && object ? `${host}: ${object}` : object) ?? host ?? text))),
    MOST_NAMES,
  );

/**
 * Steps keep their order; equal ones stand once, and neighbours of one label share a title. Where findings are on several hosts
 * the title says on which. It says no more: what mends a finding on a database is often run on another host, as the text tells.
 */
function titled(group: readonly Mended[], stepsOf: (remedy: Remedy) => Step[], manyHosts: boolean): Titled[] {
  const runs: { title: string; texts: string[] }[] = [];
  for (const findings of groupBy(group, ({ remedy }) => JSON.stringify(stepsOf(remedy)))) {
    const where = manyHosts ? listOf(hostsOf(findings), MOST_NAMES) : '';
    for (const { label, text } of stepsOf(findings[0]!.remedy)) {
      const title = where === '' ? label : `${label} (found on ${where})`;
      const last = runs.at(-1);
      if (last?.title === title) last.texts.push(text);
      else runs.push({ title, texts: [text] });
    }
  }
  return runs;
}

const WARNING = 'Some characters cannot be shown and are written as \\x1b or the like: take this from --report json instead.';

/** A blank at the end of a line may matter, so this is not `trim`. */
function withoutBlankEnds(text: string): string {
  let [start, end] = [0, text.length];
  while (start < end && text[start] === '\n') start++;
  while (end > start && text[end - 1] === '\n') end--;
  return text.slice(start, end);
}

function pasteOf({ title, texts }: Titled): Paste[] {
  const raw = texts.map(withoutBlankEnds).join('\n');
  const shown = printableLines(raw);
  return shown.trim() === '' ? [] : [{ title, lines: shown.split('\n'), warning: shown === raw ? '' : WARNING }];
}
