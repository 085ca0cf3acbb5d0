import type { Change } from '../../model/change.ts';
import type { Report, WaiverState } from '../../model/report.ts';
import { oneLine } from '../printable.ts';
import { causesOf } from '../unknowns.ts';
import { waiverEffect, waiversOf } from '../waivers.ts';
import { countOf, say, sayTime } from '../words.ts';
import { type Child, el, type Markup } from './element.ts';
import { badge, foldedAfter, list } from './words.ts';

const MOST = 100;

/** Each cause of unknowns once: a dead host is one, whatever it costs. */
export function unknownSection({ results }: Report): Child {
  const causes = causesOf(results);
  if (causes.length === 0) return false;
  const items = causes.map(({ host, status, reason, checks }) =>
    el(
      'li',
      {},
      badge('warn', '?', status),
      host && [el('bdi', {}, el('b', {}, oneLine(host))), ': '],
      oneLine(reason),
      el('div', { class: 'dim small' }, `costs ${countOf(checks.length, 'check')}: `, shortened(checks)),
    ),
  );
  return section('unknowns', `Could not be looked at: ${countOf(causes.length, 'cause')}`, foldedAfter(MOST, 'cause', items, list));
}

const MOST_NAMES = 20;
const shortened = (names: readonly string[]): string =>
  [...names.slice(0, MOST_NAMES).map(oneLine), ...(names.length > MOST_NAMES ? [`${say(names.length - MOST_NAMES)} more`] : [])].join(', ');

/** What is accepted, by whom and until when; the expired and unused first. */
export function waiverSection(report: Report): Child {
  const waivers = waiversOf(report);
  if (waivers.length === 0) return false;
  return section('waivers', `Waivers: ${say(waivers.length)}`, foldedAfter(MOST, 'waiver', waivers.map(waiverRow), waiverTable));
}

const HEADS = ['State', 'Check', 'For', 'Owner', 'Ticket', 'Until', 'Reason', 'Remarks'];
const waiverTable = (rows: readonly Markup[]): Markup =>
  el(
    'div',
    { class: 'scroll' },
    el(
      'table',
      { class: 'cards' },
      el(
        'thead',
        {},
        el(
          'tr',
          {},
          HEADS.map(head => el('th', { scope: 'col' }, head)),
        ),
      ),
      el('tbody', {}, rows),
    ),
  );

function waiverRow(waiver: WaiverState): Markup {
  const { state, check, host, object, owner, ticket, until, reason, remarks, line } = waiver;
  const scope = [host, object].filter(part => part !== undefined && part !== '').join(', ') || 'any';
  const shown: readonly Child[] = [
    badge(state === 'used' ? 'calm' : 'warn', state === 'used' ? '~' : '!', state),
    el('code', {}, oneLine(check)),
    oneLine(scope),
    oneLine(owner),
    oneLine(ticket ?? '–'),
    oneLine(until),
    oneLine(reason),
    [waiverEffect(waiver), ...remarks, ...(line === undefined ? [] : [`line ${line}`])].map(oneLine).join('; '),
  ];
  return el(
    'tr',
    {},
    shown.map((cell, index) => el('td', { 'data-label': HEADS[index] }, cell)),
  );
}

/** What changed since the earlier report that was given. */
export function baselineSection({ baseline }: Report): Child {
  if (baseline === undefined) return false;
  const { name, time, new: fresh, known, gone } = baseline;
  return section(
    'baseline',
    'Compared with the baseline',
    el('p', {}, 'Baseline: ', el('code', {}, oneLine(name)), `, evidence of ${sayTime(time)}`),
    el('ul', { class: 'tallies' }, tally('warn', '+', fresh, 'new'), tally('dim', '=', known, 'known'), tally('good', '−', gone, 'gone')),
  );
}

/** What is different from the snapshot taken before the upgrade, host by host. */
export function changeSection({ changes }: Report): Child {
  if (changes === undefined) return false;
  const title = `Changed since before the upgrade: ${countOf(changes.length, 'answer')}`;
  if (changes.length === 0) return section('changes', title, el('p', {}, 'Nothing but times.'));
  return section('changes', title, foldedAfter(MOST, 'answer', changes.map(changeItem), list));
}

const changeItem = ({ host, evidence, details, more }: Change): Markup =>
  el(
    'li',
    {},
    el('bdi', {}, el('b', {}, oneLine(host))),
    ': ',
    el('code', {}, oneLine(evidence)),
    el(
      'ul',
      { class: 'plain small' },
      details.map(({ sign, text }) => el('li', {}, `${sign} `, el('bdi', {}, oneLine(text)))),
      more > 0 && el('li', {}, `… and ${say(more)} more`),
    ),
  );

/** A number with its sign and word. */
export const tally = (tone: string, mark: string, count: number, word: string): Markup =>
  el('li', { class: tone }, el('b', {}, say(count)), el('span', { 'aria-hidden': 'true' }, `${mark} `), word);

/** Checks that were not run, each with its reason. */
export function excludedSection({ excluded }: Report): Child {
  if (excluded.length === 0) return false;
  const items = excluded.map(({ check, reason }) => el('li', {}, el('code', {}, oneLine(check)), `: ${oneLine(reason) || 'no reason was given'}`));
  return section('excluded', `Not for this path or phase: ${countOf(excluded.length, 'check')}`, foldedAfter(MOST, 'check', items, list));
}

/** What the operator told the run. */
export function inputSection({ inputs, hosts, threshold }: Report): Child {
  const given = Object.entries(inputs).map(([name, value]) => el('li', {}, el('code', {}, oneLine(name)), `: ${sayInput(value)}`));
  const roles = Object.entries(hosts).map(([role, names]) => el('li', {}, `${oneLine(role)}: ${shortened(names) || 'none'}`));
  return section('inputs', 'What the run was told', el('p', {}, `Least severity that makes a NO-GO: ${threshold}`), list([...roles, ...given]));
}

const sayInput = (value: unknown): string => oneLine(typeof value === 'string' ? value || '(not given)' : JSON.stringify(value));

const section = (id: string, title: string, ...children: readonly Child[]): Markup => el('section', {}, el('h2', { id }, title), ...children);
