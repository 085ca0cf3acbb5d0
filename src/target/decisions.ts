import type { Attestation } from '../model/input.ts';
import type { Entry, Node } from './document.ts';
import { type Fields, fields, found, given, type Rule } from './fields.ts';
import { type Problems, sayName } from './problems.ts';
import { LINE } from './rules.ts';
import type { TargetWaiver } from './target.ts';

/** What people have decided: findings they accept for a time, and answers to questions that no machine can answer. */

const CHECK_PATTERN: Rule = {
  pattern: /^[a-z0-9-]+\/[a-z0-9*-]+$/,
  says: 'the id of a check, such as cloudstack/storage-pool-trailing-slash, in which * may stand for any text',
};
const HOST_PATTERN: Rule = { pattern: /^[A-Za-z0-9*][A-Za-z0-9._:*-]{0,252}$/, says: 'a host of the target, in whose name * may stand for any text' };
const NUMBERED: Rule = { ...LINE, numbers: true };
const DAY: Rule = { pattern: /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/, says: 'a day such as 2026-03-31' };
const ANSWER: Rule = { pattern: /^(?:yes|no)$/, says: 'yes or no' };
const MANUAL = /^[a-z0-9-]+\/[a-z0-9-]+$/;

const WAIVER_KEYS = ['check', 'host', 'object', 'most', 'least', 'owner', 'reason', 'ticket', 'until'];

/**
 * One item of `waivers:`.
 *
 *     - check: cloudstack/storage-pool-trailing-slash
 *       object: storage pool 8
 *       owner: Anna Berg
 *       reason: the pool is empty and will be removed
 *       until: 2026-12-31
 */
export function readWaiver(node: Node, problems: Problems): TargetWaiver | undefined {
  const map = fields(node, 'A waiver', WAIVER_KEYS, problems);
  if (!map) return undefined;
  map.need(['check', 'owner', 'reason', 'until'], 'A waiver needs check, owner, reason and until; write all four.');
  const [check = '', until = ''] = [map.text('check', CHECK_PATTERN), readDay('until', map, problems)];
  const [owner = '', reason = ''] = [map.text('owner', LINE), map.text('reason', LINE)];
  const where = given({ host: map.text('host', HOST_PATTERN), object: map.text('object', NUMBERED) });
  const bounds = given({ most: readBounds('most', map, problems), least: readBounds('least', map, problems) });
  return {
    check,
    ...where,
    ...bounds,
    owner,
    reason,
    ...given({ ticket: map.text('ticket', NUMBERED) }),
    until,
    line: node.line,
    column: node.column,
  };
}

/** A day that the calendar has: 2026-02-30 would silently be another one. */
function readDay(key: string, map: Fields, problems: Problems): string | undefined {
  const day = map.text(key, DAY);
  if (day === undefined || new Date(`${day}T00:00:00Z`).toISOString().startsWith(day)) return day;
  return problems.add(map.get(key)!.value, `${key} is ${sayName(day)}, and that month has no such day.`);
}

function readBounds(key: string, map: Fields, problems: Problems): Record<string, number> | undefined {
  const value = map.get(key)?.value;
  if (!value) return undefined;
  if (value.kind !== 'map')
    return problems.add(value, `${key} must be a mapping of a value of the finding to a number, and ${found(value)} stands here.`);
  if (value.entries.length === 0) return problems.add(value, `${key} names no value of the finding; leave it out, or write one with its number.`);
  return Object.fromEntries(value.entries.flatMap(entry => readBound(key, entry, problems)));
}

function readBound(what: string, { key, value }: Entry, problems: Problems): [string, number][] {
  if (value.kind === 'number' && Number.isFinite(Number(value.text))) return [[key, Number(value.text)]];
  problems.add(value, `${what}: ${sayName(key)} must be a number, and ${found(value)} stands here.`);
  return [];
}

const ANSWER_KEYS = ['answer', 'by', 'on', 'until', 'note'];

/**
 * One entry of `answers:`.
 *
 *     cloudstack/upgrade-rehearsed: { answer: yes, by: Anna Berg, on: 2026-11-20, until: 2026-12-01 }
 */
export function readAnswer({ key, at, value }: Entry, problems: Problems): [string, Attestation][] {
  const named = MANUAL.test(key) ? key : sayName(key);
  if (!MANUAL.test(key)) problems.add(at, `answers are by the id of a manual check, and ${named} is none; see: preflight list`);
  const map = fields(value, `The answer to ${named}`, ANSWER_KEYS, problems);
  if (!map) return [];
  map.need(['answer', 'by', 'on'], 'An answer needs answer, by and on: what, who and when; write all three.');
  const answer = (readYesNo(map, problems) ?? 'no') as 'yes' | 'no';
  const [by = '', on = ''] = [map.text('by', LINE), readDay('on', map, problems)];
  return [[key, { answer, by, on, ...given({ until: readDay('until', map, problems), note: map.text('note', LINE) }) }]];
}

/** `yes` is a text in YAML 1.2, and `true` is what some editors make of it. */
function readYesNo(map: Fields, problems: Problems): string | undefined {
  const value = map.get('answer')?.value;
  if (value?.kind === 'flag') return value.text.toLowerCase() === 'true' ? 'yes' : 'no';
  return (
    value &&
    (value.kind === 'text' && ANSWER.pattern.test(value.text)
      ? value.text
      : problems.add(value, `answer must be ${ANSWER.says}, and ${found(value)} stands here.`))
  );
}
