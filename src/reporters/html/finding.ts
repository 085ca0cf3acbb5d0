import type { ReportedFinding } from '../../model/report.ts';
import { oneLine } from '../printable.ts';
import { type Mending, mendings, type Paste } from '../remedies.ts';
import { partsOf, sayWaived } from '../words.ts';
import { type Child, el, type Markup } from './element.ts';
import { badge, SEVERITY, stateOf } from './words.ts';

const STATES = { waived: ['calm', '~'], known: ['dim', '='], new: ['warn', '+'] } as const;

/** One finding with its own remedy. `shared` is what the check says for all of its findings already; `open` shows the remedy at once. */
export function findingItem(finding: ReportedFinding, shared: Shared, open: boolean): Markup {
  const { severity, host, text, waived, fingerprint } = finding;
  const state = stateOf(finding);
  const place = placed(finding);
  return el(
    'div',
    {
      class: 'finding item',
      'data-verdict': state === 'waived' ? 'waived' : severity === 'note' ? 'note' : 'fail',
      'data-severity': severity,
      'data-host': host,
    },
    el('p', {}, badge(SEVERITY[severity].tone, SEVERITY[severity].sign, severity), state && badge(STATES[state][0], STATES[state][1], state), place),
    el('p', {}, text),
    waived && el('p', { class: 'calm' }, sayWaived(waived)),
    remedyOf(finding, shared, open),
    el('p', { class: 'dim small' }, 'Fingerprint ', el('code', {}, fingerprint)),
  );
}

const placed = (finding: ReportedFinding): Child =>
  partsOf(finding).map((part, index) => [index > 0 && ', ', el('bdi', {}, el('b', {}, oneLine(part)))]);

/** The words of a remedy that are the same for all findings of a check; undefined where they differ. */
export type Shared = Pick<Mending, 'text' | 'down' | 'note'> | undefined;

export function sharedOf(findings: readonly ReportedFinding[]): Shared {
  const mended = findings.filter(({ remedy }) => remedy !== undefined);
  const words = new Set(mended.map(({ remedy }) => JSON.stringify([remedy!.text, remedy!.down, remedy!.note])));
  if (mended.length < 2 || mended.length < findings.length || words.size > 1) return undefined;
  const [one] = mendings(mended.slice(0, 1));
  return one;
}

export const sharedMarkup = (shared: Shared): Child =>
  shared && (shared.text || shared.down || shared.note)
    ? [labelled('How to mend it', shared.text), labelled('Must be down', shared.down), labelled('Note', shared.note)]
    : false;

function remedyOf(finding: ReportedFinding, shared: Shared, open: boolean): Child {
  const [mending] = mendings([finding]);
  if (mending === undefined) return false;
  const words = shared ? [] : [labelled('', mending.text), labelled('Must be down', mending.down)];
  const last = [labelled('Undo', mending.undo), !shared && labelled('Note', mending.note)];
  const parts = [...words, ...mending.pastes.map(pasteOf), ...last].filter(Boolean);
  return parts.length > 0 && el('details', { class: 'inner', open }, el('summary', {}, 'How to mend it'), parts);
}

const labelled = (label: string, text: string): Child =>
  text !== '' &&
  el(
    'p',
    {},
    label !== '' && el('b', {}, `${label}: `),
    text.split('\n').map((line, index) => [index > 0 && el('br', {}), line]),
  );

/** A copy of what was written out would not be the command, so there is no button then. */
const pasteOf = ({ title, lines, warning }: Paste): Markup =>
  el(
    'div',
    { class: 'paste' },
    el(
      'div',
      {},
      el('span', { class: 'dim' }, title),
      warning === '' && el('button', { type: 'button', class: 'copy scripted', hidden: true, 'aria-label': `Copy: ${title}` }, 'Copy'),
    ),
    el('pre', { tabindex: 0 }, lines.join('\n')),
    warning !== '' && el('p', { class: 'warn' }, warning),
  );
