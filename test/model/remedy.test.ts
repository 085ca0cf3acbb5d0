import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sh, sql } from '../../src/model/remedy.ts';

test('a value is one word of the shell, whatever is in it', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary' }).filter(text => !text.includes('\0') && Buffer.from(text).toString() === text),
      value => {
        const { text } = sh`printf %s ${value}`;
        expect(execFileSync('/bin/sh', ['-c', text], { encoding: 'utf8' })).toBe(value);
      },
    ),
    { numRuns: 50 },
  );
});

test('a value cannot leave its SQL literal', () => {
  expect(sql`UPDATE t SET path = ${"/o'brien\\"} WHERE id = ${7};`.text).toBe("UPDATE t SET path = '/o''brien\\\\' WHERE id = 7;");
  expect(sql`${'12'} ${'0x41'} ${'1e5'} ${"'; DROP TABLE x; --"}`.text).toBe("12 '0x41' '1e5' '''; DROP TABLE x; --'");
});
