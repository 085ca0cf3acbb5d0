import type { Answer, Bodies } from '../../model/answer.ts';
import type { Change, ChangeDetail } from '../../model/change.ts';
import { keyOf, type Query } from '../../model/query.ts';
import { textDetails } from './lines.ts';
import { pathDetails } from './paths.ts';
import { tableDetails } from './table.ts';

/** One answer of one host, redacted: as a snapshot stores it, or as a run collected it. */
export interface Answered {
  readonly host: string;
  readonly query: Query;
  readonly answer: Answer;
}

/** Details of one piece of evidence that are listed; the rest are counted. */
const MOST_DETAILS = 20;

/** Characters of one detail: a document on one line may have a million. */
const LONGEST_DETAIL = 1000;

/**
 * What is different between two looks at one site, by host and question. Times that move on by themselves are no difference, and
 * neither are the marks of secrets, which every capture makes anew.
 */
export function compareEvidence(before: readonly Answered[], after: readonly Answered[]): Change[] {
  const [old, now] = [bySlot(before), bySlot(after)];
  const slots = [...new Set([...old.keys(), ...now.keys()])];
  return slots.flatMap(slot => changeOf(old.get(slot), now.get(slot)) ?? []);
}

/** The same, of what both looks were asked and could say: a question of one look alone is no difference of the site. */
export function compareShared(before: readonly Answered[], after: readonly Answered[]): Change[] {
  const [old, now] = [bySlot(before.filter(couldSay)), bySlot(after.filter(couldSay))];
  const slots = [...old.keys()].filter(slot => now.has(slot));
  return slots.flatMap(slot => changeOf(old.get(slot), now.get(slot)) ?? []);
}

const couldSay = ({ answer }: Answered): boolean => answer.status !== 'failed';

const bySlot = (all: readonly Answered[]): Map<string, Answered> => new Map(all.map(one => [`${one.host} ${keyOf(one.query)}`, one]));

function changeOf(old: Answered | undefined, now: Answered | undefined): Change | undefined {
  const { host, query } = (now ?? old)!;
  const details = old && now ? detailsOf(query, old.answer, now.answer) : [onlyIn(old === undefined ? 'second' : 'first')];
  if (details.length === 0) return undefined;
  return {
    host,
    evidence: sayQuery(query),
    details: details.slice(0, MOST_DETAILS).map(shortened),
    more: Math.max(0, details.length - MOST_DETAILS),
  };
}

const sayQuery = (query: Query): string => (query.kind === 'command' ? `command ${query.argv.join(' ')}` : keyOf(query));

const shortened = ({ sign, text }: ChangeDetail): ChangeDetail => ({
  sign,
  text: text.length > LONGEST_DETAIL ? `${text.slice(0, LONGEST_DETAIL).replace(/[\ud800-\udbff]$/, '')}…` : text,
});

/** Not asked is not gone. */
const onlyIn = (which: 'first' | 'second'): ChangeDetail => ({ sign: which === 'first' ? '-' : '+', text: `was asked in the ${which} only` });

function detailsOf(query: Query, old: Answer, now: Answer): ChangeDetail[] {
  if (old.status !== 'ok' || now.status !== 'ok') return old.status === now.status ? [] : [statusDetail(old, now)];
  const [a, b] = [old.body, now.body] as [unknown, unknown];
  switch (query.kind) {
    case 'table':
      return tableDetails(a as Bodies['table'], b as Bodies['table']);
    case 'paths':
      return pathDetails(a as Bodies['paths'], b as Bodies['paths']);
    case 'file':
      return fileDetails(a as Bodies['file'], b as Bodies['file']);
    case 'command':
      return commandDetails(a as Bodies['command'], b as Bodies['command']);
    case 'http':
      return httpDetails(a as Bodies['http'], b as Bodies['http']);
    case 'artifact':
      return [];
  }
}

const statusDetail = (old: Answer, now: Answer): ChangeDetail => ({ sign: '~', text: `${sayStatus(old)} → ${sayStatus(now)}` });
const sayStatus = (answer: Answer): string => (answer.status === 'ok' ? 'there' : answer.status);

/** A file of which only the ends were kept is a log or a dump: that it grew is all there is to say. */
function fileDetails(old: Bodies['file'], now: Bodies['file']): ChangeDetail[] {
  if (!old.cut && !now.cut) return textDetails(old.text, now.text);
  const [was, is] = [old.cut?.size ?? old.text.length, now.cut?.size ?? now.text.length];
  return was === is ? [] : [{ sign: '~', text: `${was} → ${is} bytes` }];
}

const commandDetails = (old: Bodies['command'], now: Bodies['command']): ChangeDetail[] => [
  ...(old.exit === now.exit ? [] : [{ sign: '~' as const, text: `exit code ${old.exit} → ${now.exit}` }]),
  ...textDetails(old.stdout, now.stdout),
];

const httpDetails = (old: Bodies['http'], now: Bodies['http']): ChangeDetail[] => [
  ...(old.status === now.status ? [] : [{ sign: '~' as const, text: `HTTP status ${old.status} → ${now.status}` }]),
  ...textDetails(inLines(old.body), inLines(now.body)),
];

/** XML on one line is compared element by element, JSON member by member. */
const inLines = (body: string): string => body.replaceAll('><', '>\n<').replace(/([,{[])(?=["{])/g, '$1\n');
