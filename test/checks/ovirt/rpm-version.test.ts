import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareRpm as compared, compareEvr, evr } from '../../../checks/ovirt/rpm-version.ts';

const compareRpm = (a: string, b: string): number => Math.sign(compared(a, b));

/** In ascending order; within a line all are equal. */
const ASCENDING = [
  ['1~~', '1.~~'],
  ['1~rc1~git1'],
  ['1~rc1', '1.~rc.1'],
  ['1~rc1^git2'],
  ['1~rc2'],
  ['1', '1.', '01', '1_', '+1'],
  ['1^', '1.^'],
  ['1^git1~pre'],
  ['1^git1', '1^git.01'],
  ['1^git2'],
  ['1a', '1.a'],
  ['1aa'],
  ['1b'],
  ['1.0', '1.00', '1_0'],
  ['1.0.1'],
  ['1.2', '1.0002'],
  ['1.10'],
  ['1.99999999999999999998'],
  ['1.99999999999999999999', '1.0099999999999999999999'],
  ['2'],
];

describe('versions of RPM', () => {
  const flat = ASCENDING.flatMap((line, rank) => line.map(text => ({ text, rank })));
  for (const a of flat) {
    test(`${a.text} against all others`, () => {
      for (const b of flat) expect(`${a.text} ${b.text} ${compareRpm(a.text, b.text)}`).toBe(`${a.text} ${b.text} ${Math.sign(a.rank - b.rank)}`);
    });
  }

  test.each([
    ['3.10.0-1160.el7', '3.10.0-1127.19.1.el7', 1],
    ['4.18.0-80.el8', '4.18.0-348.7.1.el8_5', -1],
    ['1:1.0-1', '2.0-1', 1],
    ['4.5.4-1.el8', '4.5.4-1.el8', 0],
    ['4.5.4-0.1.master.el8', '4.5.4-1.el8', -1],
    ['5.14.0-427.13.1.el9_4', '5.14.0-427.el9', 1],
  ])('%s against %s', (a, b, order) => {
    expect(Math.sign(compareEvr(evr(a)!, evr(b)!))).toBe(order);
    expect(Math.sign(compareEvr(evr(b)!, evr(a)!))).toBe(0 - order);
  });

  test('a text without a release is no version of a package', () => {
    expect([evr('1.0'), evr(''), evr('1-2-3'), evr('a:1-2')]).toEqual([undefined, undefined, undefined, undefined]);
    expect(evr('2:4.18.0-348.el8')).toEqual({ epoch: 2, version: '4.18.0', release: '348.el8' });
  });

  const text = fc.string({ unit: fc.constantFrom(...'019abA.-_+~^'), maxLength: 12 });
  test('it is an order: symmetric, and transitive', () => {
    fc.assert(
      fc.property(text, text, text, (a, b, c) => {
        expect(compareRpm(a, b) + compareRpm(b, a)).toBe(0);
        const [low, middle, high] = [a, b, c].sort(compareRpm) as [string, string, string];
        expect(compareRpm(low, middle)).toBeLessThanOrEqual(0);
        expect(compareRpm(low, high)).toBeLessThanOrEqual(0);
      }),
      { numRuns: 300 },
    );
  });
  test('a tilde sorts before, a caret and another part after', () => {
    fc.assert(
      fc.property(text, version => {
        expect(compareRpm(`${version}~a`, version)).toBe(-1);
        expect(compareRpm(`${version}^a`, version)).toBe(1);
        expect(compareRpm(`${version}.0`, version)).toBe(1);
      }),
      { numRuns: 200 },
    );
  });
});
