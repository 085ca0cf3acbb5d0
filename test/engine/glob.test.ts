import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { glob } from '../../src/engine/glob.ts';

describe('a pattern', () => {
  test.each<[string, string, boolean]>([
    ['', '', true],
    ['', 'a', false],
    ['*', '', true],
    ['*', 'a\nb', true],
    ['a*a', 'a', false],
    ['a*a', 'aa', true],
    ['a*b*a', 'aba', true],
    ['a*ab*b', 'aab', false],
    ['kvm*', 'KVM1', false],
    ['*.example', 'xexample', false],
    ['a?c', 'abc', false],
    ['**a**', 'bab', true],
  ])('%j on %j: %s', (pattern, text, expected) => expect(glob(pattern).test(text)).toBe(expected));

  test('says what the regular expression says', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', '*', '.', '\n'), maxLength: 8 });
    fc.assert(
      fc.property(letters, letters, (pattern, text) => {
        const expression = new RegExp(
          `^${pattern
            .split('*')
            .map(part => part.replaceAll('.', '\\.'))
            .join('.*')}$`,
          's',
        );
        expect(glob(pattern).test(text)).toBe(expression.test(text));
      }),
    );
  });

  test('of a hostile snapshot ends', () => {
    expect(glob(`${'*a'.repeat(450)}*b`).test('a'.repeat(100_000))).toBe(false);
  });
});
