import { expect, test } from 'vitest';
import { digestOf } from '../../src/engine/digest.ts';
import { redactor } from '../../src/engine/redact/redactor.ts';
import type { Row } from '../../src/model/answer.ts';
import type { Entry } from '../../src/model/evidence.ts';
import { file, table } from '../../src/model/query.ts';

const USERS = table('cloud.user', { columns: ['id', 'password'] });
const HOSTNAME = file('/etc/hostname');

/** Two answers as one capture would have them. */
const captured = (rows: readonly Row[], { at = '2026-11-21T02:00:00Z', name = 'm1' } = {}): Entry[] => {
  const hiding = redactor();
  return [
    { host: 'm1', query: HOSTNAME, evidence: { status: 'ok', at, body: hiding.body(HOSTNAME, { text: name }, { rules: [], keyFiles: [] }) } },
    {
      host: 'db1',
      query: USERS,
      evidence: { status: 'ok', at, body: hiding.body(USERS, { columns: ['id', 'password'], rows }, { rules: [], keyFiles: [] }) },
    },
    { host: 'm2', query: HOSTNAME, evidence: { status: 'denied', reason: 'permission denied', at } },
  ];
};
const ROWS = [
  { id: '1', password: 'one-secret' },
  { id: '2', password: 'another-secret' },
  { id: '3', password: 'one-secret' },
];

test('time, order and the salt of the marks make no difference', () => {
  const digest = digestOf(captured(ROWS));
  expect(digest).toMatch(/^sha256:[0-9a-f]{64}$/);
  expect(digestOf(captured(ROWS, { at: '2027-01-01T00:00:00Z' }).reverse())).toBe(digest);
});

test.each<[string, () => Entry[]]>([
  ['another text', () => captured(ROWS, { name: 'm2' })],
  ['a row less', () => captured(ROWS.slice(1))],
  ['no value instead of an empty one', () => captured([{ id: '1', password: null }])],
  ['secrets that were equal and are not', () => captured(ROWS.map(({ id }) => ({ id, password: `secret-${id}` })))],
  [
    'another reason',
    () => captured(ROWS).map(entry => ('reason' in entry.evidence ? { ...entry, evidence: { ...entry.evidence, reason: 'x' } } : entry)),
  ],
  ['an answer less', () => captured(ROWS).slice(1)],
  ['no evidence', () => []],
])('%s does', (_, other) => {
  expect(digestOf(other())).not.toBe(digestOf(captured(ROWS)));
});

test('what belongs to one value cannot be shifted to the next', () => {
  const one = (a: string, b: string): Entry[] =>
    captured([
      { id: a, password: null },
      { id: b, password: null },
    ]);
  expect(digestOf(one('1', '23'))).not.toBe(digestOf(one('12', '3')));
});
