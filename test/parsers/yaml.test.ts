import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FileBody } from '../../src/model/answer.ts';
import type { Redacted } from '../../src/model/redacted.ts';
import { rubyYaml } from '../../src/parsers/yaml.ts';

const body = (text: string): Redacted<FileBody> => ({ text }) as Redacted<FileBody>;
const read = (text: string): unknown => rubyYaml(body(text));
const day = (text: string): Date => new Date(`${text}T00:00:00Z`);

// Every value was read by Psych 4.0.3.
describe('plain scalars, as Ruby reads them', () => {
  test.each([
    ['yes', true],
    ['True', true],
    ['tRuE', true],
    ['ON', true],
    ['no', false],
    ['Off', false],
    ['FALSE', false],
    ['y', 'y'],
    ['N', 'N'],
    ['truee', 'truee'],
    ['null', null],
    ['~', null],
    ['', null],
    ['Null', null],
    ['nil', 'nil'],
    ['6.10', 6.1],
    ['6.', 6],
    ['.5', 0.5],
    ['12.5e+3', 12500],
    ['1e3', '1e3'],
    ['6.10.0', '6.10.0'],
    ['.', '.'],
    ['7', 7],
    ['-7', -7],
    ['1_000', 1000],
    ['1,000', 1000],
    ['010', 8],
    ['08', '08'],
    ['0x1f', 31],
    ['0b11', 3],
    ['12345678901234567890', '12345678901234567890'],
    ['2026-03-01', day('2026-03-01')],
    ['2026-03-01 10:15:00', day('2026-03-01')],
    ['2026-02-30', '2026-02-30'],
    ['2026-03-01_10:15:00', '2026-03-01_10:15:00'],
    ['"true"', 'true'],
    ["'6.10'", '6.10'],
    ['!!str 6.10', '6.10'],
    ['!!bool "true"', true],
    ['!x 7', 7],
    ["! 'x'", 'x'],
    ['/a#b', '/a#b'],
    ['/a #b', '/a'],
    ["'/var/2026-03-01_10:15:00-v6.10.0'", '/var/2026-03-01_10:15:00-v6.10.0'],
  ])('%s', (text, value) => expect(read(`key: ${text}\n`)).toEqual({ key: value }));
});

describe('documents, as Ruby reads them', () => {
  test.each([
    ['nothing', '', null],
    ['a comment', '# x\n', null],
    ['a marker alone', '---\n', null],
    ['the last of two keys', 'a: 1\nb: 2\na: 3\n', { a: 3, b: 2 }],
    ['the first of two documents, the second in ruins', 'a: 1\n---\n\t[', { a: 1 }],
    ['the end of the first document', 'a: 1\n...\nb: 2\n', { a: 1 }],
    ['line ends of DOS and of old Macs', 'a: 1\r\nb: 2\rc: 3', { a: 1, b: 2, c: 3 }],
    ['a byte order mark', '\ufeffa: 1', { a: 1 }],
    ['a scalar', '7.0.0', '7.0.0'],
    ['a list', '- a\n- [b, {c: 1}]\n', ['a', ['b', { c: 1 }]]],
    ['keys that are no text', 'true: 1\n2: 3\n? [a]\n: b\n', { true: 1, '2': 3, '["a"]': 'b' }],
    ['folded and literal text', 'a: >-\n  b\n  c\nd: |\n  e\n', { a: 'b c', d: 'e\n' }],
    ['an alias', 'a: &x {b: 1}\nc: *x\n', { a: { b: 1 }, c: { b: 1 } }],
    ['an anchor that is defined again', '- &x 1\n- *x\n- &x 2\n- *x\n', [1, 1, 2, 2]],
    ['a merge', 'a: 0\nb: 0\n<<: {a: 1}\nb: 2\n', { a: 1, b: 2 }],
    ['a merge of two, the first of which wins', '<<: [{a: 1}, {a: 2, b: 3}]\n', { a: 1, b: 3 }],
    ['a merge of what is no mapping', '<<: 5\n', { '<<': 5 }],
    ['a tab after a colon', 'a:\tb\n', { a: 'b' }],
    ['a tab on a blank line below a plain scalar, after a blank', 'a: b\n \t\nc: d\n', { a: 'b', c: 'd' }],
  ])('%s', (_, text, value) => expect(read(text)).toEqual(value));

  test('the key __proto__ is a key', () => {
    const value = read('__proto__: {polluted: yes}\na: 1\n') as Record<string, unknown>;
    expect([Object.keys(value), value.polluted, ({} as Record<string, unknown>).polluted]).toEqual([['__proto__', 'a'], undefined, undefined]);
  });
});

describe('what Ruby refuses', () => {
  test.each([
    ['a tab for indentation', 'a:\n\tb: 1\n', 'line 2: a tab at the start of a line'],
    ['a tab on a blank line', '---\n\t\na: 1\n', 'line 2: a tab at the start of a line'],
    ['a tab on a blank line below a quoted scalar', "a: 'b'\n \t\n", 'line 2: a tab at the start of a line'],
    ['what is left of a merge', '<<<<<<< HEAD\na: 1\n=======\n', 'line 1: '],
    ['an open quote', 'a: "b\n', 'line 2: '],
    ['an open bracket', 'x: 1\na: [b\n', 'line 3: '],
    ['a value without a key', 'a: 1\n: 2\n', 'has a value without a key'],
    ['a control character', 'a: 1\nb: \u0001\n', 'line 2: a control character'],
    ['an escape sequence', 'a: \u001b[31m\n', 'line 1: a control character'],
    ['an unknown alias', 'a: *b\n', 'the alias *b without an anchor'],
    ['an alias inside itself', 'a: &x [*x]\n', 'the alias *x inside what it stands for'],
    ['an object', 'a: !ruby/object:Gem::Version {}\n', 'the tag !ruby/object:Gem::Version'],
  ])('%s', (_, text, reason) => expect(() => read(text)).toThrow(reason));

  test('bytes that are not UTF-8', () =>
    expect(() => rubyYaml({ text: 'a: 1', encoding: 'latin1' } as Redacted<FileBody>)).toThrow('not valid UTF-8'));
});

describe('hostile documents', () => {
  test.each([
    ['brackets', '['.repeat(1e6)],
    ['braces', '{a: '.repeat(2e5)],
    ['dashes', '- '.repeat(5e5)],
    ['question marks', '? '.repeat(5e5)],
    ['keys on one line', 'a: '.repeat(3e5)],
    ['keys on a line each', Array.from({ length: 500 }, (_, level) => `${' '.repeat(level)}a:\n`).join('')],
  ])('deep nesting of %s ends in an error', (_, text) => expect(() => read(text)).toThrow('nested more than 100 levels deep'));

  test('aliases of aliases cost nothing', () => {
    const laughs = Array.from({ length: 90 }, (_, level) => `l${level + 1}: &l${level + 1} [*l${level}, *l${level}]\n`).join('');
    expect(Object.keys(read(`l0: &l0 x\n${laughs}`) as object)).toHaveLength(91);
  });
  test('many aliases are found without a search', () => expect(read(`- &a x\n${'- *a\n'.repeat(50_000)}`)).toHaveLength(50_001));
  test('nothing but an Error with a message comes of any text', () => {
    const line = fc.constantFrom(
      'a: b\n',
      '- ',
      '  ',
      '\t',
      '"',
      "'",
      '|\n',
      '>-\n',
      '&a ',
      '*a',
      '!!str ',
      '? ',
      ': ',
      '---\n',
      '...\n',
      '# c\n',
      '{',
      '}',
      '[',
      ']',
      ',',
      '%',
      '@',
      '\u0000',
      'é',
      '<<: ',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(line, { maxLength: 30 }).map(parts => parts.join('')),
        ),
        text => {
          try {
            read(text);
          } catch (error) {
            expect((error as Error).message).not.toBe('');
            expect(error).not.toBeInstanceOf(RangeError);
            expect(error).not.toBeInstanceOf(TypeError);
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});
