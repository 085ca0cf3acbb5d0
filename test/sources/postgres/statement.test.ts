import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assertReadOnly } from '../../../src/sources/sql/read-only.ts';
import { type Column, postgresSelect } from '../../../src/sources/sql/statement.ts';

const columns: readonly Column[] = [
  { asked: 'id', actual: 'id', kind: 'plain' },
  { asked: 'current', actual: 'current', kind: 'bits' },
  { asked: 'name', actual: 'na"me', kind: 'other' },
];

describe('a statement for PostgreSQL', () => {
  test('casts to text, binds every scalar, and leaves to us what it cannot compare', () => {
    const where = {
      all: [
        { column: 'id', in: [5, 'x'] },
        { column: 'current', equals: 1 },
        { column: 'name', equals: 5 },
        { column: 'name', is: 'not null' as const },
      ],
    };
    expect(postgresSelect({ table: ['public', 't'], columns, where, limit: 11 })).toEqual({
      sql: 'SELECT CAST("id" AS text), CAST(CAST("current" AS integer) AS text), CAST("na""me" AS text) FROM "public"."t" WHERE (CAST("id" AS text) = $1 OR "id" = CAST($2 AS numeric)) AND CAST("current" AS integer) = CAST($3 AS numeric) AND "na""me" IS NOT NULL LIMIT 11',
      values: ['x', '5', '1'],
    });
  });

  test('passes the list of allowed statements, whatever names and values it has', () => {
    const name = fc.string({ minLength: 1 }).filter(text => !text.includes('\0'));
    fc.assert(
      fc.property(name, name, fc.array(fc.oneof(fc.string(), fc.maxSafeInteger())), (table, actual, scalars) => {
        const { sql, values } = postgresSelect({
          table: ['public', table],
          columns: [{ asked: 'c', actual, kind: 'plain' }],
          where: { column: 'c', in: scalars },
          limit: 1,
        });
        expect(() => assertReadOnly(sql, 'postgres')).not.toThrow();
        expect(values).toHaveLength(scalars.length);
      }),
    );
  });

  test.each([
    'SELECT pg_sleep(1)',
    'SELECT "pg_read_file"($1)',
    'SELECT 1; SELECT 2',
    'SELECT 1 INTO x',
    'SELECT $$x$$',
    "SELECT 'x'",
    'COPY t TO STDOUT',
    'UPDATE t SET a = 1',
    'SELECT 1 FROM a UNION SELECT 2',
    'SET statement_timeout = 0; DROP TABLE t',
    'SET default_transaction_read_only = off',
    'SELECT 1 -- x',
    'SELECT 1 FROM t FOR UPDATE',
    'WITH x AS (SELECT 1) SELECT 1',
  ])('%s is refused', sql => expect(() => assertReadOnly(sql, 'postgres')).toThrow('Not in the list of allowed statements'));
});
