import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bumped, compareConfig, configVersion, knownVersion } from '../../../checks/opennebula/config-version.ts';

const compare = (a: string, b: string): number => compareConfig(configVersion(a)!, configVersion(b)!);

describe('versions as RubyGems reads them', () => {
  test.each(['7.0.0', ' 6.10.0\n', '6', '6.10.0.1', '7.0.0-rc1', '7.0.0.b2', '7.0.0--', '06.08.00', '7.0.0a', '7.0.0-a.b'].map(text => [text]))(
    '%j is one',
    text => {
      expect(configVersion(text)?.text).toBe(text.trim());
    },
  );
  test.each(
    [
      'abc',
      'v7.0.0',
      '7-',
      '7.',
      '.7',
      '7..0',
      '-7',
      '7.0.0+1',
      '7 0',
      '7.0.0\n8',
      '\u00a07.0.0',
      '7.0.0\u0000',
      '‹secret:hidden:ab›',
      '1'.repeat(101),
    ].map(text => [text]),
  )('%j is none', text => expect(configVersion(text)).toBeUndefined());
  test('empty text is 0', () => {
    expect([configVersion('')?.text, configVersion(' \n')?.text]).toEqual(['0', '0']);
  });

  // Every pair was compared by RubyGems 3.3.
  test.each([
    ['6.9', '6.10', -1],
    ['6.10', '6.10.0', 0],
    ['6.10.0', '6.10.0.0.0', 0],
    ['6.10.0', '6.10.0.1', -1],
    ['6.8.0', '06.08', 0],
    ['7.0.0-rc1', '7.0.0', -1],
    ['7.0.0-rc1', '6.10.2', 1],
    ['7.0.0-rc1', '7.0.0-rc2', -1],
    ['7.0.0.rc1', '7.0.0-rc1', 1],
    ['7.0.0.a', '7.0.0.0.a', 0],
    ['7.0.0.a.0', '7.0.0.a', 0],
    ['7.0.0.a', '7.0.0.b', -1],
    ['7.0.0.A', '7.0.0.a', -1],
    ['7.0.0.b', '7.0.0.1', -1],
    ['7.0.0a1', '7.0.0.a.1', 0],
    ['9007199254740993', '9007199254740992', 1],
    ['0', '', 0],
  ] as const)('%s <=> %s is %i', (a, b, expected) => {
    expect([Math.sign(compare(a, b)), Math.sign(compare(b, a))]).toEqual([expected, expected === 0 ? 0 : -expected]);
  });

  test('bumping goes to the next release line', () => {
    expect(['7.0.0', '6.10.2', '7.5.80', '9'].map(text => bumped(knownVersion(text)).text)).toEqual(['7.1', '6.11', '7.6', '10']);
  });

  const part = fc.oneof(fc.nat({ max: 12 }).map(String), fc.constantFrom('a', 'rc1', 'B', '0'));
  const one = fc
    .tuple(fc.nat({ max: 12 }), fc.array(part, { maxLength: 4 }), fc.option(part))
    .map(([first, rest, pre]) => configVersion([first, ...rest].join('.') + (pre === null ? '' : `-${pre}`))!);

  test('the order is total', () => {
    fc.assert(
      fc.property(one, one, one, (a, b, c) => {
        expect(Math.sign(compareConfig(a, b)) + Math.sign(compareConfig(b, a))).toBe(0);
        expect(compareConfig(a, a)).toBe(0);
        if (compareConfig(a, b) <= 0 && compareConfig(b, c) <= 0) expect(compareConfig(a, c)).toBeLessThanOrEqual(0);
      }),
    );
  });
  test('no text makes it throw', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), text => void configVersion(text)));
  });
});
