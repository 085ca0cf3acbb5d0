import { SEVERITIES } from '../../model/check.ts';
import type { Looked, Report, ReportedFinding, Result } from '../../model/report.ts';
import { isLink } from '../links.ts';
import { oneLine, prose } from '../printable.ts';
import { badness, bySeverity, countOf, isFresh, isNote, isOpen, isWaived, say } from '../words.ts';
import { all, type Child, el, type Markup } from './element.ts';
import { findingItem, sharedMarkup, sharedOf } from './finding.ts';
import { checkId } from './matrix.ts';
import { badge, CELL, folded, foldedAfter, list, SEVERITY } from './words.ts';

const MOST_SHOWN = 100;
/** Checks with more findings start folded, so that a page of thousands opens at once. */
const MOST_OPEN = 20;
/** So few findings show their remedies without a click. */
const MOST_MENDED = 3;

interface Numbered {
  readonly result: Result;
  readonly index: number;
}

/** The failed checks, the worst first; those whose every finding is waived after them. */
export function failedSections(report: Report): Markup {
  const { failed, rest } = sorted(report);
  return all(
    part('failed', `Failed: ${countOf(failed.length, 'check')}`, failed, 'Nothing failed.'),
    ...restPart('accepted', 'Failed and waived', rest, 'fail'),
  );
}

/** What did not fail. */
export function otherSections(report: Report): Markup {
  const { rest } = sorted(report);
  return all(
    ...restPart('undecided', 'Not decided', rest, 'unknown'),
    ...restPart('passed', 'Passed', rest, 'pass'),
    ...restPart('skipped', 'Not applicable', rest, 'skip'),
  );
}

function sorted({ results }: Report): { readonly failed: readonly Numbered[]; readonly rest: readonly Numbered[] } {
  const numbered = results.map((result, index): Numbered => ({ result, index }));
  const worst = ({ result }: Numbered) => badness(result, isFresh) ?? badness(result, isOpen);
  const failed = SEVERITIES.flatMap(severity => numbered.filter(one => worst(one) === severity));
  const told = new Set(failed);
  return { failed, rest: numbered.filter(one => !told.has(one)) };
}

function restPart(id: string, title: string, rest: readonly Numbered[], verdict: Result['verdict']): Child[] {
  const some = rest.filter(({ result }) => result.verdict === verdict);
  return [part(id, `${title}: ${countOf(some.length, 'check')}`, some)];
}

const part = (id: string, title: string, some: readonly Numbered[], none = ''): Child =>
  (some.length > 0 || none !== '') && el('section', {}, el('h2', { id }, title), some.length === 0 ? el('p', {}, none) : some.map(checkBlock));

function checkBlock({ result, index }: Numbered): Markup {
  const findings = bySeverity(result.findings);
  const wrong = findings.filter(finding => !isNote(finding));
  const severity = badness(result, isOpen);
  const shared = sharedOf(wrong);
  const open = severity !== undefined && findings.length <= MOST_OPEN;
  return el(
    'details',
    { class: findings.length + result.unknowns.length > 0 ? 'check' : 'check item', id: checkId(index), open, ...filtersOf(result) },
    el('summary', {}, headBadge(result, findings), el('h3', {}, el('code', {}, oneLine(result.check))), ' ', tally(wrong, result)),
    el(
      'div',
      { class: 'body' },
      el('p', {}, `Expected: ${oneLine(result.title)}.`),
      result.skipped !== undefined && el('p', {}, `Not applicable: ${result.skipped}`),
      foldedAfter(
        MOST_SHOWN,
        'finding',
        findings.map(finding => findingItem(finding, isNote(finding) ? undefined : shared, wrong.length <= MOST_MENDED)),
        some => all(some),
      ),
      sharedMarkup(shared),
      result.unknowns.map(unknownItem),
      el('p', {}, el('b', {}, 'Why: '), prose(result.why)),
      evidence(result.looked),
      sources(result.refs),
    ),
  );
}

/** A check without findings is itself what the filters look at. */
const filtersOf = ({ findings, unknowns, verdict, severity }: Result): Readonly<Record<string, string>> =>
  findings.length + unknowns.length > 0 ? {} : { 'data-verdict': verdict, 'data-severity': severity };

function headBadge(result: Result, findings: readonly ReportedFinding[]): Markup {
  const severity = badness(result, isOpen);
  if (severity !== undefined) return badge(SEVERITY[severity].tone, SEVERITY[severity].sign, severity);
  const word = findings.some(isWaived) ? 'waived' : result.verdict;
  return badge(CELL[word].tone, CELL[word].sign, word);
}

function tally(wrong: readonly ReportedFinding[], { unknowns }: Result): Markup {
  const waived = wrong.filter(isWaived).length;
  const parts = [
    ...(wrong.length > 0 ? [countOf(wrong.length, 'finding')] : []),
    ...(waived > 0 ? [`${say(waived)} waived`] : []),
    ...(unknowns.length > 0 ? [`${say(unknowns.length)} not seen`] : []),
  ];
  return el('span', { class: 'dim small' }, parts.join(', '));
}

const unknownItem = ({ fact, host, status, reason }: Result['unknowns'][number]): Markup => {
  const where = [fact ?? '', host ? `on ${host}` : ''].filter(Boolean).join(' ');
  return el(
    'div',
    { class: 'finding item', 'data-verdict': 'unknown', 'data-host': host },
    el('p', {}, badge('warn', '?', 'unknown'), el('b', {}, oneLine(where))),
    el('p', {}, `${status}: ${reason}`),
  );
};

/** Hundreds of answers of one check tell the story; thousands would make the page slow. */
const MOST_EVIDENCE = 300;

function evidence(looked: readonly Looked[]): Child {
  if (looked.length === 0) return false;
  const left = looked.length - MOST_EVIDENCE;
  const items = looked
    .slice(0, MOST_EVIDENCE)
    .map(({ fact, host, query, status, at }) =>
      el('li', {}, `${fact} on ${host}: `, el('code', {}, query), ` (${status}${at === undefined ? '' : `, ${at}`})`),
    );
  return folded(
    `What was looked at: ${countOf(looked.length, 'answer')}`,
    foldedAfter(MOST_SHOWN, 'answer', items, list),
    left > 0 && el('p', { class: 'small' }, `${countOf(left, 'more answer')}: see --report json`),
  );
}

function sources(refs: readonly string[]): Child {
  if (refs.length === 0) return false;
  return folded('Sources', list(refs.map(ref => el('li', {}, isLink(ref) ? el('a', { href: ref, rel: 'noreferrer noopener' }, ref) : ref))));
}
