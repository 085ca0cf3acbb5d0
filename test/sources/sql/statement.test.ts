import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Scalar, Where } from '../../../src/model/query.ts';
import { assertReadOnly } from '../../../src/sources/sql/read-only.ts';
import { type Column, type ColumnKind, mysqlSelect, sqliteHexSelect, sqliteSelect } from '../../../src/sources/sql/statement.ts';

const column = (asked: string, kind: ColumnKind = 'plain', actual = asked): Column => ({ asked, actual, kind });
const table = ['cloud', 'host'];

describe('MySQL', () => {
  test('columns, filter and limit', () => {
    const where: Where = {
      all: [
        { column: 'type', equals: 'Routing' },
        { column: 'removed', is: 'null' },
        { column: 'id', in: [1, 2] },
      ],
    };
    const columns = ['id', 'type', 'removed'].map(name => column(name));
    expect(mysqlSelect({ table, columns, where, limit: 10 })).toBe(
      "SELECT `id`, `type`, `removed` FROM `cloud`.`host` WHERE `type` = _utf8mb4 x'526f7574696e67' AND `removed` IS NULL AND `id` IN (1, 2) LIMIT 10",
    );
  });

  test('bits as a number, bytes as hex, what compares oddly as text', () => {
    const columns = [column('a', 'bits'), column('b', 'bytes'), column('c', 'other')];
    const where: Where = { all: columns.map(({ asked }) => ({ column: asked, equals: 1 })) };
    expect(mysqlSelect({ table, columns, where, limit: 10 })).toBe(
      'SELECT `a` + 0, HEX(`b`), `c` FROM `cloud`.`host` WHERE `a` + 0 = 1 AND HEX(`b`) = 1 AND CAST(`c` AS CHAR) = 1 LIMIT 10',
    );
  });

  test('a list of text and numbers is two lists', () => {
    const where: Where = { column: 'id', in: ['a', 1, 2] };
    expect(mysqlSelect({ table, columns: [column('id')], where, limit: 1 })).toContain("WHERE (`id` = _utf8mb4 x'61' OR `id` IN (1, 2)) LIMIT");
  });

  test('text beyond ASCII converts the column; an old server has an old name for its character set', () => {
    const where: Where = { column: 'id', equals: 'ä' };
    expect(mysqlSelect({ table, columns: [column('id')], where, limit: 1 }, 'utf8')).toContain("WHERE CAST(`id` AS CHAR) = _utf8 x'c3a4' LIMIT");
  });

  test('the name in the table is asked, in quotes that it cannot leave', () => {
    expect(mysqlSelect({ table: ['a`b', 'c'], columns: [column('x', 'plain', 'X`; DROP TABLE y')], limit: 1 })).toBe(
      'SELECT `X``; DROP TABLE y` FROM `a``b`.`c` LIMIT 1',
    );
  });
});

describe('SQLite', () => {
  test('values as text, bound parameters', () => {
    const where: Where = {
      all: [
        { column: 'name', equals: "o'x" },
        { column: 'oid', in: [1, 'b'] },
        { column: 'oid', is: 'not null' },
      ],
    };
    const text = (name: string): string => `CASE typeof("vm"."${name}") WHEN 'blob' THEN hex("vm"."${name}") ELSE CAST("vm"."${name}" AS TEXT) END`;
    expect(sqliteSelect({ table: ['vm'], columns: [column('name'), column('oid')], where, limit: 5 })).toEqual({
      sql: `SELECT ${text('name')}, ${text('oid')} FROM "vm" WHERE ${text('name')} = ? AND (${text('oid')} = ? OR (${text('oid')} + 0) = ?) AND "vm"."oid" IS NOT NULL LIMIT 5`,
      values: ["o'x", 'b', 1n],
    });
  });
});

test('for the program sqlite3 nothing is bound, and every value is its type and its bytes', () => {
  const where: Where = { all: [{ column: 'id', in: ["o'x", 7] }] };
  const value = `CASE typeof("vm"."id") WHEN 'blob' THEN hex("vm"."id") ELSE CAST("vm"."id" AS TEXT) END`;
  expect(sqliteHexSelect({ table: ['vm'], columns: [column('id')], where, limit: 5 })).toBe(
    `SELECT typeof("vm"."id"), hex(CASE typeof("vm"."id") WHEN 'blob' THEN "vm"."id" ELSE CAST("vm"."id" AS TEXT) END) FROM "vm" WHERE (${value} = CAST(x'6f2778' AS TEXT) OR (${value} + 0) = 7) LIMIT 5`,
  );
});

test('nothing is in an empty list', () => {
  const where: Where = { column: 'id', in: [] };
  expect(mysqlSelect({ table, columns: [column('id')], where, limit: 1 })).toContain('WHERE 0 = 1 LIMIT');
  expect(sqliteSelect({ table: ['t'], columns: [column('id')], where, limit: 1 }).sql).toContain('WHERE 0 = 1 LIMIT');
});

test.each([1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])('the number %d, which cannot be compared exactly, is refused', equals => {
  const selection = { table: ['t'], columns: [column('id')], where: { column: 'id', equals }, limit: 1 };
  expect(() => mysqlSelect(selection)).toThrow('Not a whole number');
  expect(() => sqliteSelect(selection)).toThrow('Not a whole number');
});

test.each(['', 'a\0b'])('the name %j is refused', name => {
  expect(() => mysqlSelect({ table: [name], columns: [column('id')], limit: 1 })).toThrow('name in SQL');
  expect(() => sqliteSelect({ table: [name], columns: [column('id')], limit: 1 })).toThrow('name in SQL');
});

test('a filter on a column that is not read is refused', () => {
  expect(() => mysqlSelect({ table, columns: [column('id')], where: { column: 'other', is: 'null' }, limit: 1 })).toThrow('needs the column other');
});

test('whatever the names and values are, the statement is one that the allow-list lets through', () => {
  const name = fc.string({ minLength: 1, unit: 'binary' }).filter(text => !text.includes('\0'));
  const scalar: fc.Arbitrary<Scalar> = fc.oneof(fc.string({ unit: 'binary' }), fc.maxSafeInteger());
  const kind = fc.constantFrom<ColumnKind>('plain', 'bits', 'bytes', 'other');
  fc.assert(
    fc.property(name, name, name, kind, fc.array(scalar), scalar, (schema, tableName, actual, columnKind, list, equals) => {
      const where: Where = {
        all: [
          { column: 'c', in: list },
          { column: 'c', equals },
          { column: 'c', is: 'null' },
        ],
      };
      const columns = [column('c', columnKind, actual)];
      assertReadOnly(mysqlSelect({ table: [schema, tableName], columns, where, limit: 1 }), 'mysql');
      assertReadOnly(sqliteSelect({ table: [tableName], columns, where, limit: 1 }).sql, 'sqlite');
      assertReadOnly(sqliteHexSelect({ table: [tableName], columns, where, limit: 1 }), 'sqlite');
    }),
  );
});
