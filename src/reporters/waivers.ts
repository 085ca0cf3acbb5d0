import type { Report, WaiverState } from '../model/report.ts';
import { oneLine } from './printable.ts';
import { countOf } from './words.ts';

/** What needs a person first. */
const ORDER = ['expired', 'unused', 'used'] as const;

/** All waivers: the expired first, then the unused. */
export const waiversOf = ({ waivers = [] }: Report): WaiverState[] => [...waivers].sort((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state));

/** Those that somebody should mend: they have no effect, or a remark. */
export const waiversToMend = (report: Report): WaiverState[] =>
  waiversOf(report).filter(({ state, remarks }) => state !== 'used' || remarks.length > 0);

/** What it is for: `cloudstack/x, kvm1, storage pool 8` */
export const waiverScope = ({ check, host, object }: WaiverState): string =>
  [check, host, object].flatMap(part => (part === undefined ? [] : [oneLine(part)])).join(', ');

/** What it does: `waives 2 findings`, `would waive 1 finding`, `covers no finding` */
export const waiverEffect = ({ state, findings }: WaiverState): string =>
  findings === 0 ? 'covers no finding' : `${state === 'used' ? 'waives' : 'would waive'} ${countOf(findings, 'finding')}`;

/** `until 2026-12-01, by ops, CHG-123: the pool is empty` */
export const waiverTerms = ({ until, owner, ticket, reason }: WaiverState): string =>
  oneLine(`until ${until}, by ${owner}${ticket === undefined ? '' : `, ${ticket}`}: ${reason}`);
