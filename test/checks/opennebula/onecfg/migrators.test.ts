import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareConfig, configVersion, knownVersion } from '../../../../checks/opennebula/config-version.ts';
import { chainOf, endOf, KNOWN_CHAIN, pending, sameForm, sayChain, shippedChain, supports } from '../../../../checks/opennebula/onecfg/migrators.ts';

const chain = (tool: string) => shippedChain(knownVersion(tool))!;
const between = (tool: string, from: string, to: string): string => sayChain(pending(chain(tool), knownVersion(from), knownVersion(to)));

const FROM_610 = '6.10.0→6.10.2, 6.10.2→7.0.0';
const FROM_66 = `6.6.0→6.8.0, 6.8.0→6.10.0, ${FROM_610}`;

describe('what onecfg of 7.0, 7.2 and 7.4 finds to do', () => {
  test.each([
    ['6.0.0', `6.0.0→6.2.0, 6.2.0→6.4.0, 6.4.0→6.6.0, ${FROM_66}`],
    ['6.1.9', `6.0.0→6.2.0, 6.2.0→6.4.0, 6.4.0→6.6.0, ${FROM_66}`],
    ['6.2.1', `6.2.0→6.4.0, 6.4.0→6.6.0, ${FROM_66}`],
    ['6.4.0', `6.4.0→6.6.0, ${FROM_66}`],
    ['6.6.0', FROM_66],
    ['6.8.3', `6.8.0→6.10.0, ${FROM_610}`],
    ['6.10.0', FROM_610],
    ['6.10.1', FROM_610],
    ['6.10.2', '6.10.2→7.0.0'],
    ['6.10.5', '6.10.2→7.0.0'],
    ['6.10.2.1', '6.10.2→7.0.0'],
    ['7.0.0', ''],
    ['7.0.9', ''],
  ])('from %s', (from, steps) => {
    const and = (more: string): string => [steps, more].filter(Boolean).join(', ');
    expect(between('7.0.1', from, '7.0.1')).toBe(steps);
    expect(between('7.2.0', from, '7.2.0')).toBe(and('7.0.0→7.2.0'));
    expect(between('7.4.0', from, '7.4.0')).toBe(and('7.0.0→7.2.0, 7.2.0→7.4.0'));
  });

  test('a tool that is newer than the program stops at the program', () => expect(between('7.4.0', '6.10.2', '7.0.2')).toBe('6.10.2→7.0.0'));
  test('nothing leads back', () =>
    expect([between('7.4.0', '7.2.0', '7.0.0'), between('7.4.0', '7.4.0', '7.2.1'), between('7.0.0', '6.10.2', '6.8.0')]).toEqual(['', '', '']));
  test('nothing is found for a version that is not supported', () =>
    expect([between('7.0.0', '5.3.9', '7.0.0'), between('7.0.0', '7.1.0', '7.0.0')]).toEqual(['', '']));
});

describe('which versions a tool works with', () => {
  test.each([
    ['7.0.0', '5.4.0', true],
    ['7.0.0', '5.3.9', false],
    ['7.0.0', '7.0.9.9', true],
    ['7.0.0', '7.1', false],
    ['7.2.1', '7.2.9', true],
    ['7.2.1', '7.3', false],
    ['7.4.1', '7.4.2', true],
    ['6.10.2', '7.0.0', false],
  ])('onecfg of %s and %s', (tool, version, expected) => expect(supports(chain(tool), knownVersion(version))).toBe(expected));

  test('releases that are not known here have no chain', () =>
    expect(['5.3.0', '6.9.80', '7.1.80', '7.5.80', '7.6.0', '8.0.0'].map(release => shippedChain(knownVersion(release)))).toEqual(
      Array(6).fill(undefined),
    ));
  test('the end of the chain', () =>
    expect([endOf(chain('7.0.2')).text, endOf(chain('6.10.5')).text, endOf(KNOWN_CHAIN).text]).toEqual(['7.1', '6.11', '7.5']));
  test('versions of one form', () => {
    const same = (a: string, b: string): boolean => sameForm(KNOWN_CHAIN, knownVersion(a), knownVersion(b));
    expect([same('6.10.0', '6.10.1'), same('6.10.1', '6.10.2'), same('7.4.1', '7.4.9'), same('5.0', '5.1'), same('6.8', '6.8.0.1')]).toEqual([
      true,
      false,
      true,
      false,
      true,
    ]);
  });
});

describe('migrators by their file names', () => {
  const names = ['6.10.2_to_7.0.0.yaml', '6.10.2_to_7.0.0.rb', '7.0.0_to_7.2.0.rb', '6.10.0_to_6.10.2.yaml'];
  const of = (...list: string[]) => {
    const read = chainOf(list);
    return read && 'chain' in read ? sayChain(read.chain) : read?.problem;
  };
  test('in order, each once', () => expect(of(...names)).toBe(`${FROM_610}, 7.0.0→7.2.0`));
  test('none', () => expect([of(), of('README', '.6.0.0_to_6.2.0.rb', '6.0.0_to_6.2.0.rb.rpmsave')]).toEqual([undefined, undefined]));
  test('a gap', () => expect(of('6.8.0_to_6.10.0.rb', '6.10.2_to_7.0.0.rb')).toBe('there is no way from 6.10.0 to 6.10.2'));
  test.each(['a_to_b.rb', '7.0_to_7.2.rb', '7.2.0_to_7.0.0.rb', '7.0.0_to_7.0.0.yaml', '7..0_to_7.2.0.rb', 'x_to_y.yaml\u001b[2J'])(
    '%j is refused',
    name => {
      expect(of(name)).toBe(name.includes('\u001b') ? undefined : `${name} is not the name of a migrator`);
    },
  );
});

test('what is pending is a part of the chain that begins at or before one version and ends at or before the other', () => {
  const version = fc.tuple(fc.integer({ min: 5, max: 8 }), fc.nat({ max: 12 }), fc.nat({ max: 3 })).map(parts => configVersion(parts.join('.'))!);
  const tool = fc.constantFrom('6.8.0', '6.10.2', '7.0.0', '7.2.1', '7.4.1').map(chain);
  fc.assert(
    fc.property(tool, version, version, (steps, from, to) => {
      const [first, ...rest] = pending(steps, from, to);
      if (!first) return;
      expect(compareConfig(first.from, from)).toBeLessThanOrEqual(0);
      expect(compareConfig((rest.at(-1) ?? first).to, to)).toBeLessThanOrEqual(0);
      expect(compareConfig(from, to)).toBeLessThan(0);
    }),
  );
});
