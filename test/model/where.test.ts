import { expect, test } from 'vitest';
import { columnsIn, matches } from '../../src/model/where.ts';

test.each([
  [{ column: 'a', equals: 'x' }, { a: 'x' }, true],
  [{ column: 'a', equals: 'x' }, { a: 'X' }, false],
  [{ column: 'a', equals: 'x' }, { a: 'x ' }, false],
  [{ column: 'a', equals: 1 }, { a: '1' }, true],
  [{ column: 'a', equals: 0 }, { a: '' }, false],
  [{ column: 'a', equals: 'NULL' }, { a: null }, false],
  [{ column: 'a', in: ['x', 2] }, { a: '2' }, true],
  [{ column: 'a', in: [] }, { a: '2' }, false],
  [{ column: 'a', is: 'null' }, { a: null }, true],
  [{ column: 'a', is: 'null' }, { a: 'NULL' }, false],
  [{ column: 'a', is: 'not null' }, { a: '' }, true],
  [
    {
      all: [
        { column: 'a', equals: 'x' },
        { column: 'b', is: 'null' },
      ],
    },
    { a: 'x', b: null },
    true,
  ],
  [
    {
      all: [
        { column: 'a', equals: 'x' },
        { column: 'b', is: 'null' },
      ],
    },
    { a: 'x', b: '1' },
    false,
  ],
] as const)('%j on %j: %s', (where, row, expected) => expect(matches(where, row)).toBe(expected));

test('the columns of a filter', () =>
  expect(
    columnsIn({
      all: [
        { column: 'a', equals: 1 },
        { column: 'b', is: 'null' },
      ],
    }),
  ).toEqual(['a', 'b']));
