import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Where } from '../../src/model/query.ts';
import { columnsOfWhere, matches, termsOf } from '../../src/model/where.ts';

describe('text is compared byte by byte', () => {
  test.each([
    ['KVM', 'KVM', true],
    ['KVM', 'kvm', false],
    ['KVM ', 'KVM', false],
    ['', '', true],
    ['ä', 'a', false],
    ['ä', 'a\u0308', false],
    ['1', '01', false],
    ['1.0', '1', false],
  ])('%j equals %j: %s', (value, equals, expected) => {
    expect(matches({ column: 'c', equals }, { c: value })).toBe(expected);
  });
});

describe('a number is compared as a whole number', () => {
  test.each([
    ['5', 5, true],
    ['05', 5, true],
    ['5.00', 5, true],
    ['+5', 5, true],
    ['-5', -5, true],
    ['-0', 0, true],
    ['', 0, false],
    [' 5', 5, false],
    ['5 ', 5, false],
    ['5.5', 5, false],
    ['5x', 5, false],
    ['0x5', 5, false],
    ['5e0', 5, false],
    ['abc', 0, false],
    ['9007199254740991', Number.MAX_SAFE_INTEGER, true],
    ['9007199254740992', Number.MAX_SAFE_INTEGER, false],
    ['9007199254740993', 9007199254740992, false],
    ['1.5', 1.5, false],
    ['NaN', Number.NaN, false],
  ])('%j equals %d: %s', (value, equals, expected) => {
    expect(matches({ column: 'c', equals }, { c: value })).toBe(expected);
  });
});

test('NULL equals nothing, is null, and is not the word', () => {
  expect(matches({ column: 'c', equals: '' }, { c: null })).toBe(false);
  expect(matches({ column: 'c', in: ['NULL', 0] }, { c: null })).toBe(false);
  expect(matches({ column: 'c', is: 'null' }, { c: null })).toBe(true);
  expect(matches({ column: 'c', is: 'not null' }, { c: null })).toBe(false);
  expect(matches({ column: 'c', is: 'null' }, { c: 'NULL' })).toBe(false);
});

test('a column that the row does not have matches nothing, whatever objects inherit', () => {
  for (const column of ['gone', 'constructor', '__proto__']) {
    expect(matches({ column, is: 'null' }, { c: '1' })).toBe(false);
    expect(matches({ column, is: 'not null' }, { c: '1' })).toBe(false);
  }
});

test('in is any of them, and of none is never true; all of none is always true', () => {
  expect(matches({ column: 'c', in: ['a', 2] }, { c: '2' })).toBe(true);
  expect(matches({ column: 'c', in: [] }, { c: '2' })).toBe(false);
  expect(matches({ all: [] }, { c: '2' })).toBe(true);
  expect(matches({ all: [{ column: 'c', equals: 2 }, { all: [{ column: 'd', is: 'null' }] }] }, { c: '2', d: null })).toBe(true);
  expect(
    matches(
      {
        all: [
          { column: 'c', equals: 2 },
          { column: 'd', is: 'not null' },
        ],
      },
      { c: '2', d: null },
    ),
  ).toBe(false);
});

test('a filter that is nested deeper than the stack is read', () => {
  let where: Where = { column: 'c', equals: 1 };
  for (let depth = 0; depth < 200_000; depth++) where = { all: [where] };
  expect(termsOf(where)).toEqual([{ column: 'c', equals: 1 }]);
  expect(matches(where, { c: '1' })).toBe(true);
});

test('terms keep their order and columns are told once', () => {
  const where: Where = { all: [{ column: 'b', equals: 1 }, { all: [{ column: 'a', is: 'null' }] }, { column: 'b', in: [2] }] };
  expect(termsOf(where).map(({ column }) => column)).toEqual(['b', 'a', 'b']);
  expect(columnsOfWhere(where)).toEqual(['b', 'a']);
  expect(columnsOfWhere(undefined)).toEqual([]);
});

test('any whole number matches itself however it is padded, and no other number', () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), fc.maxSafeInteger(), fc.nat(5), fc.nat(5), (number, other, zeros, decimals) => {
      const sign = number < 0 ? '-' : '';
      const text = `${sign}${'0'.repeat(zeros)}${Math.abs(number)}${decimals > 0 ? `.${'0'.repeat(decimals)}` : ''}`;
      expect(matches({ column: 'c', equals: number }, { c: text })).toBe(true);
      expect(matches({ column: 'c', equals: other }, { c: text })).toBe(other === number);
    }),
  );
});
