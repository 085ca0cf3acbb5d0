import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compare, inRange, line, needVersion, version } from '../../src/model/version.ts';

const order = (a: string, b: string): number => Math.sign(compare(needVersion(a), needVersion(b)));

describe('version', () => {
  test.each([
    ['4.9', '4.11', -1],
    ['4.9.0', '4.9', 0],
    ['4.22.0.0', '4.22', 0],
    ['4.22.0.1', '4.22.0.0', 1],
    ['3.0.6.20121222035904', '3.0.6', 0],
    ['3.0.6.20121222035904', '3.0.7', -1],
    ['4.0.0.20120813165712', '4.0.0', 0],
    ['4.21.0.0-SNAPSHOT', '4.21.0.0', 0],
    ['6.10.0', '6.8.0', 1],
    ['2.2.14', '2.2.9', 1],
  ])('%s against %s is %i', (a, b, expected) => {
    expect(order(a, b)).toBe(expected);
    expect(order(b, a)).toBe(-expected || 0);
  });

  test.each(['', 'abc', '4.x', '4..2', '-1.2', '4.2; rm -rf /', '\u001b[31m4.2', 'v'])('%j is no version', text => {
    expect(version(text)).toBeUndefined();
    expect(() => needVersion(text)).toThrow('Not a version');
  });

  test('the release line is the first two parts', () => expect(line(needVersion('4.3.2'))).toBe('4.3'));

  test.each([
    ['4.2.1', '>=4.1 <4.14', true],
    ['4.14.0', '>=4.1 <4.14', false],
    ['4.14.0.0', '<4.14', false],
    ['4.2.1', '4.2', true],
    ['4.20.1', '4.2', false],
    ['4.2', '4.2.1', false],
    ['4.2.0', '=4.2', true],
    ['4.2.1', '<=4.2', false],
    ['4.2.1', '>4.2', true],
  ])('%s in %s: %s', (text, range, expected) => expect(inRange(needVersion(text), range)).toBe(expected));

  test('a range that is none is an error of its author', () => expect(() => inRange(needVersion('4.2'), '>=x')).toThrow('Not a version'));

  test('comparing is an order', () => {
    const dotted = fc.array(fc.nat(30), { minLength: 1, maxLength: 5 }).map(parts => parts.join('.'));
    fc.assert(
      fc.property(dotted, dotted, dotted, (a, b, c) => {
        expect(order(a, a)).toBe(0);
        expect(order(a, b)).toBe(-order(b, a) || 0);
        if (order(a, b) <= 0 && order(b, c) <= 0) expect(order(a, c)).toBeLessThanOrEqual(0);
      }),
    );
  });
});
