import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseOnedConf } from '../../../checks/opennebula/oned-conf.ts';
import { lensProblem } from '../../../checks/opennebula/oned-lens.ts';

describe('lensProblem reads as the lens of onecfg and onedb does', () => {
  test.each<[string, string]>([
    ['nothing', ''],
    ['comments and blank lines', '# a\n  # b\n\n \t\n'],
    ['single attributes', 'A = 1\n B="x y" # c\nC = [\nD = 1 ]\n'],
    ['the last line without an end, which augeas adds', 'A = 1'],
    ['an escaped quote and backslash', 'A = "a \\" \\\\ b"\n'],
    ['comments before entries', 'A = [\n  # a\n  B = 1, # b\n  # c\n  C = "x"\n]\n'],
    ['comments at the start of a line after the last entry', 'A = [ B = 1\n# a\n# b\n]\n'],
    ['one comment after the last entry', 'VNC_PORTS = [\n    START = 5900\n    # RESERVED = "32768:65536"\n]\n'],
    ['the bracket right after a value without quotes', 'A = [B=c]\n'],
    ['a bracket in a value without quotes', 'A = [ B = c] ]\n'],
    ['a value over two lines', 'A = "a\nb"\n'],
  ])('%s', (_, text) => expect(lensProblem(text)).toBeUndefined());

  test.each<[string, string, number]>([
    ['two indented comments after the last entry', 'A = 1\nVNC_PORTS = [\n    START = 5900\n    # one\n    # two\n]\n', 3],
    ['a backslash in quotes', 'A = "a\\b"\n', 1],
    ['a quote in a value without quotes', 'A = x"y\n', 1],
    ['a comment after the bracket', 'A = [ B = 1 ] # c\n', 1],
    ['an attribute without a value', 'A =\n', 1],
    ['an empty vector', 'A = [ ]\n', 1],
    ['a comma before the bracket', 'A = [ B = 1, ]\n', 1],
    ['two attributes on one line', 'B = "1"\nA = "1" C = "2"\n', 2],
    ['a line that is none', 'A = 1\n???\n', 2],
    ['a blank line after a comment in brackets', 'A = [\n # c\n\n B = 1 ]\n', 3],
  ])('and refuses %s', (_, text, line) => expect(lensProblem(text)?.line).toBe(line));

  test('what it reads, oned reads as well, but for the end of a section of XML', () => {
    const name = fc.constantFrom('A', 'b_1', 'DB');
    const value = fc.oneof(fc.constantFrom('1', 'x.y', '"a # b"', '"\\""', '"\\\\ x"', '"two\nlines"', '""'));
    const entry = fc.tuple(name, value).map(([key, text]) => `${key} = ${text}`);
    const vector = fc.tuple(name, fc.array(entry, { minLength: 1, maxLength: 3 })).map(([key, all]) => `${key} = [\n  ${all.join(',\n  ')} ]`);
    const line = fc.oneof(entry, vector, fc.constantFrom('', '# c', '  # = ['));
    fc.assert(
      fc.property(fc.array(line, { maxLength: 8 }), lines => {
        const text = lines.map(one => `${one}\n`).join('');
        expect(lensProblem(text)).toBeUndefined();
        expect(parseOnedConf(text)).toHaveProperty('attributes');
      }),
    );
  });

  test.each(['"', 'A = "x', 'A = [ B = 1,', '# \n', 'A = [ # c\n', ' '])('a megabyte of %j is read in one go', part => {
    const problem = lensProblem(part.repeat(1_000_000 / part.length));
    expect(problem === undefined || problem.line >= 1).toBe(true);
  });
});
