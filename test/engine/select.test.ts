import { expect, test } from 'vitest';
import { select } from '../../src/engine/select.ts';
import { check } from '../../src/index.ts';
import type { AnyCheck, Applies } from '../../src/model/check.ts';
import { version } from '../../src/model/version.ts';

const one = (applies: Omit<Applies, 'platform'>): AnyCheck =>
  check({
    id: 'x/y',
    title: '',
    severity: 'advice',
    applies: { platform: 'x', ...applies },
    why: '',
    fix: '',
    refs: [],
    needs: {},
    messages: {},
    judge: () => [],
  });
const on = (from: string | undefined, to: string | undefined, phase: 'pre' | 'post' = 'pre') => ({
  platform: 'x',
  phase,
  from: from === undefined ? undefined : version(from),
  to: to === undefined ? undefined : version(to),
});
const decide = (applies: Omit<Applies, 'platform'>, situation: ReturnType<typeof on>) => select([one(applies)], situation)[0]!;

test('phase, from and to decide, and the reason names what decided', () => {
  const paths = [
    { from: '>=4.1', to: '<4.14' },
    { from: '<4.1', phases: ['post'] as const },
  ];
  const applies = { phases: ['pre', 'post'] as const, paths, because: 'the code mends it' };
  expect(decide(applies, on('4.2.1', '4.3.2'))).toMatchObject({ applies: 'yes', reason: 'is for upgrades from >=4.1 to <4.14' });
  expect(decide(applies, on('4.13', '4.20'))).toMatchObject({
    applies: 'no',
    reason: expect.stringMatching(/this one is 4.13 → 4.20, phase pre: the code mends it$/),
  });
  expect(decide(applies, on('3.0.7', '4.3.2'))).toMatchObject({ applies: 'no' });
  expect(decide(applies, on('3.0.7', '4.3.2', 'post'))).toMatchObject({ applies: 'yes' });
  expect(decide({ phases: ['post'] }, on('4.2', '4.3'))).toMatchObject({ applies: 'no', reason: 'is for phase post, this is pre' });
  expect(decide({ phases: ['pre'] }, on(undefined, undefined))).toMatchObject({ applies: 'yes', reason: 'is for every upgrade path' });
});

test('a version that is not known leaves it undecided, and says which to give', () => {
  const applies = { phases: ['pre'] as const, paths: [{ from: '>=4.1', to: '<4.14' }] };
  expect(decide(applies, on(undefined, '4.3.2'))).toMatchObject({ applies: 'undecided', reason: expect.stringContaining('--from') });
  expect(decide(applies, on('4.2', undefined))).toMatchObject({ applies: 'undecided', reason: expect.stringContaining('--to') });
  expect(decide(applies, on(undefined, '4.20'))).toMatchObject({ applies: 'no' });
});

test('checks of other platforms are left out', () => expect(select([one({ phases: ['pre'] })], { ...on('1', '2'), platform: 'z' })).toEqual([]));

test('a target alone rules out a path that begins after it, and no other', () => {
  const applies = (from: string, to: string) => decide({ phases: ['post'], paths: [{ from }] }, on(undefined, to, 'post')).applies;
  expect([applies('>=4.4', '4.3.10'), applies('>4.4 <4.6', '4.4'), applies('4.4', '4.3.10'), applies('=4.5.1', '4.5.0')]).toEqual([
    'no',
    'undecided',
    'no',
    'no',
  ]);
  expect([applies('>=4.3', '4.3.10'), applies('<4.4', '4.3.10'), applies('4.3', '4.3.10')]).toEqual(['undecided', 'undecided', 'undecided']);
});
