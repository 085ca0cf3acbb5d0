import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assertReadOnly, type Dialect } from '../../../src/sources/sql/read-only.ts';

const SMUGGLED: readonly string[] = [
  '',
  ' ',
  'DELETE FROM `t`',
  'INSERT INTO `t` SELECT 1',
  'UPDATE `t` SET `a` = 1',
  'SELECT 1; DROP TABLE `t`',
  'SELECT 1;',
  'SELECT 1 -- comment',
  'SELECT 1 --comment',
  'SELECT 1 # comment',
  'SELECT 1 /* comment */',
  'SELECT 1 /*!50000 INTO OUTFILE 0x2f */',
  "SELECT `a` INTO OUTFILE x'2f746d70' FROM `t`",
  "SELECT `a` FROM `t` INTO DUMPFILE x'2f'",
  'SELECT `a` FROM `t` FOR UPDATE',
  'SELECT `a` FROM `t` LOCK IN SHARE MODE',
  'SELECT SLEEP(100)',
  'SELECT `sleep`(100)',
  'SELECT `sleep` (100)',
  'SELECT `db`.`stored`(1)',
  'SELECT BENCHMARK(1, 1)',
  "SELECT GET_LOCK(x'61', 1)",
  "SELECT LOAD_FILE(x'2f')",
  'SELECT load_extension("x")',
  'SELECT @@global.read_only',
  'SELECT @a := 1',
  "SELECT 'text'",
  "SELECT 'blob'; DROP TABLE `t`",
  'SELECT `a` FROM `t` UNION SELECT 1',
  'SELECT (SELECT 1)',
  'WITH `x` AS (SELECT 1) SELECT 1',
  '(SELECT 1)',
  '1 SELECT',
  'EXPLAIN SELECT 1',
  'SHOW GRANTS',
  'SET GLOBAL read_only = 0',
  'SET SESSION TRANSACTION READ WRITE',
  'SET SESSION TRANSACTION READ ONLY; DROP TABLE t',
  'SET SESSION TRANSACTION READ ONLY\nDROP TABLE t',
  'SET NAMES gbk',
  'SET SESSION lock_wait_timeout = 1, GLOBAL read_only = 0',
  "SET SESSION time_zone = '+00:00', @@global.read_only = 0",
  'PRAGMA writable_schema = ON',
  'PRAGMA journal_mode = DELETE',
  'PRAGMA table_xinfo("a"); DELETE FROM t',
  'PRAGMA table_xinfo("a") -- ',
  'ATTACH DATABASE "x" AS y',
  'VACUUM INTO x',
  'SELECT "edit"(1)',
  'SELECT `unterminated',
  'SELECT "unterminated',
  'SELECT `a``',
  "SELECT x'6'",
  "SELECT x'zz'",
  'SELECT 1\0',
  'SELECT \\',
  'SELECT {d x}',
  'SELECT 1 WHERE 1 --1',
  'SELECT $1',
  'SELECT ~1',
];

describe.each<Dialect>(['mysql', 'sqlite'])('%s', dialect => {
  test.each(SMUGGLED)('refuses %j', sql => {
    expect(() => assertReadOnly(sql, dialect)).toThrow('Not in the list of allowed statements');
  });

  test('refuses a statement with anything behind it that is not in its own words', () => {
    const select = dialect === 'mysql' ? 'SELECT `a` FROM `t` WHERE `a` = 1 ' : 'SELECT "a" FROM "t" WHERE "a" = 1 ';
    const tail = fc.constantFrom(
      ';',
      '--',
      '/*',
      '#',
      '@',
      "'",
      '\\',
      '\0',
      '<',
      '>',
      '*',
      '|',
      '&',
      '!',
      ':',
      '%',
      '^',
      '{',
      ' INTO ',
      ' UNION ',
      ' FOR ',
      ' SELECT ',
      'SLEEP(1)',
    );
    fc.assert(
      fc.property(tail, fc.string(), (mark, rest) => {
        expect(() => assertReadOnly(`${select}${mark}${rest}`, dialect)).toThrow();
      }),
    );
  });
});

test.each<[Dialect, string]>([
  ['mysql', 'SELECT UTC_TIMESTAMP()'],
  ['mysql', 'SELECT CURRENT_USER()'],
  ['mysql', 'SELECT VERSION()'],
  ['mysql', 'SET NAMES utf8mb4'],
  ['mysql', 'SET SESSION TRANSACTION READ ONLY'],
  ['mysql', 'SET SESSION max_statement_time = 15'],
  ['sqlite', 'PRAGMA query_only = ON'],
  ['sqlite', 'PRAGMA table_xinfo("a""; DROP")'],
  ['sqlite', 'PRAGMA encoding'],
  ['sqlite', `SELECT "a" FROM "b" WHERE "a" = CAST(x'6b766d' AS TEXT)`],
])('%s allows %j', (dialect, sql) => {
  expect(() => assertReadOnly(sql, dialect)).not.toThrow();
});

test('the words of one database are not those of the other', () => {
  expect(() => assertReadOnly('SELECT UTC_TIMESTAMP()', 'sqlite')).toThrow('the word utc_timestamp');
  expect(() => assertReadOnly('SELECT typeof(1)', 'mysql')).toThrow('the word typeof');
  expect(() => assertReadOnly('PRAGMA query_only = ON', 'mysql')).toThrow();
  expect(() => assertReadOnly('PRAGMA encoding = "UTF-16"', 'sqlite')).toThrow();
  expect(() => assertReadOnly('PRAGMA encoding;', 'sqlite')).toThrow();
});

test('a very long statement is judged in linear time', () => {
  assertReadOnly(`SELECT 1${' '.repeat(1_000_000)}`, 'mysql');
  assertReadOnly(`SELECT \`${'a'.repeat(1_000_000)}\``, 'mysql');
  expect(() => assertReadOnly(`SELECT x'${'61'.repeat(1_000_000)}`, 'mysql')).toThrow();
});
