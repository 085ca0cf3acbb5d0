import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { attributesOf, type OnedConf, parseOnedConf, singleOf, vectorsOf } from '../../../checks/opennebula/oned-conf.ts';

/** Attributes with vectors as plain objects, or the line where oned stops. */
const read = (text: string): unknown => {
  const conf = parseOnedConf(text);
  if ('problem' in conf) return conf.line;
  return conf.attributes.map(({ name, value }) => [name, typeof value === 'string' ? value : Object.fromEntries(value)]);
};
const attributes = (conf: OnedConf) => ('attributes' in conf ? conf.attributes : []);

describe('parseOnedConf reads as oned does', () => {
  test.each<[string, string, unknown]>([
    ['nothing', '', []],
    ['a single attribute', 'PORT = 2633\n', [['PORT', '2633']]],
    ['names in small letters', 'port=2633', [['PORT', '2633']]],
    [
      'an attribute without a value',
      'A =\nB = 1',
      [
        ['A', ''],
        ['B', '1'],
      ],
    ],
    ['a vector on several lines', 'DB = [ BACKEND = "mysql",\n   SERVER\n= "a" ]', [['DB', { BACKEND: 'mysql', SERVER: 'a' }]]],
    ['an empty vector', 'A = [ ]', [['A', {}]]],
    ['the bracket on the next line', 'A = [\nB = 1\n]\n', [['A', { B: '1' }]]],
    ['the first of two entries of one name', 'A = [ b = 1, B = 2 ]', [['A', { B: '1' }]]],
    [
      'attributes of one name',
      'VM_MAD = [ NAME = "kvm" ]\nVM_MAD = [ NAME = "lxc" ]',
      [
        ['VM_MAD', { NAME: 'kvm' }],
        ['VM_MAD', { NAME: 'lxc' }],
      ],
    ],
    [
      'a comment after a value',
      'A = "x" # y = "z"\nB = 1 #\n',
      [
        ['A', 'x'],
        ['B', '1'],
      ],
    ],
    ['signs in quotes', 'A = "# [ ] , ="\n', [['A', '# [ ] , =']]],
    ['a quote in quotes', 'A = "a \\"b\\" c"', [['A', 'a "b" c']]],
    ['a value over two lines', 'A = "a\nb"', [['A', 'a\nb']]],
    ['the newline before =', 'A\n= 1', [['A', '1']]],
    [
      'a quote that nothing closes',
      'A = "x\nB = 1',
      [
        ['A', '"x'],
        ['B', '1'],
      ],
    ],
    ['letters after the closing quote', 'A = "x"y', [['A', '"x"y']]],
    [
      'an end of line of Windows, which becomes part of a value',
      'A = "x"\r\nB = y\r\n',
      [
        ['A', '"x"\r'],
        ['B', 'y\r'],
      ],
    ],
    ['a comment that ends with the file, which is none', '# A = "x"', [['A', 'x']]],
    ['signs that fit nowhere', '"A" = .1', [['A', '.1']]],
    ['a value after a sign that is none', 'A = # b\n', [['A', 'b']]],
    [
      'names of objects',
      '__proto__ = [ constructor = 1, __PROTO__ = 2 ]',
      [
        [
          '__PROTO__',
          Object.fromEntries([
            ['CONSTRUCTOR', '1'],
            ['__PROTO__', '2'],
          ]),
        ],
      ],
    ],
  ])('%s', (_, text, expected) => expect(read(text)).toEqual(expected));

  test.each<[string, string, number]>([
    ['a comma before the bracket', 'A = 1\nB = [ C = 1, ]', 2],
    ['a value on the line after =', 'A =\n"x"', 2],
    ['a vector that nothing closes', 'A = [ B = 1\n\n', 3],
    ['a name without a value', 'A\nB = 1', 2],
    ['brackets in brackets', 'A = [ B = [ C = 1 ] ]', 1],
    ['an entry without a value', 'A = [ B =\nC = 1 ]', 1],
    ['a name with a sign in it', 'A-B = 1', 1],
    ['the end of a section of XML', 'A = "]]>"\n', 1],
  ])('and refuses %s', (_, text, line) => expect(read(text)).toBe(line));

  test('every value in quotes comes back, whatever is around it', () => {
    const value = fc.string({ maxLength: 30 }).filter(text => !text.includes('\\') && !text.includes('\0'));
    const gap = fc.constantFrom('', ' ', '\t', '  ');
    const written = (name: string, text: string, space: string): string => `${name}${space}=${space}"${text.replaceAll('"', '\\"')}"`;
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 5 }), gap, fc.constantFrom('\n', ' # a comment\n', '\n\n'), (values, space, end) => {
        fc.pre(values.every(text => !text.includes(']]>')));
        const named = values.map((text, index) => [`N${index}`, text] as const);
        expect(read(named.map(([name, text]) => written(name, text, space) + end).join(''))).toEqual(named.map(one => [...one]));
        const vector = `V = [${space}${named.map(([name, text]) => written(name, text, space)).join(',\n')}${space}]${end}`;
        expect(read(vector)).toEqual([['V', Object.fromEntries(named)]]);
      }),
    );
  });

  test('any text is read or refused at one of its lines', () => {
    const bits = fc.constantFrom('A', '=', ' ', '\n', '"', '\\', '[', ']', ',', '#', 'b1', '\t', ']]>', '\r', '\u2028', '\0');
    fc.assert(
      fc.property(fc.array(bits, { maxLength: 60 }), parts => {
        const text = parts.join('');
        const conf = parseOnedConf(text);
        if ('problem' in conf) expect(conf.line >= 1 && conf.line <= text.split('\n').length).toBe(true);
        else for (const { name } of conf.attributes) expect(name).toMatch(/^[A-Z0-9_]+$/);
      }),
    );
  });

  test.each(['"', 'A = "\\"', 'A = [', 'A = ["x', '# ', ' \n', '=', 'A = "x" '])('a megabyte of %j is read in one go', part => {
    expect(parseOnedConf(part.repeat(1_000_000 / part.length))).toBeDefined();
  });

  test('the line of each attribute, and what oned uses of several', () => {
    const conf = attributes(parseOnedConf('\n# c\nPORT = 1\n\nDB = [\n A = 1 ]\nport = [ B = 2 ]\nPort = 3\n'));
    expect(attributesOf(conf, 'PORT').map(({ line }) => line)).toEqual([3, 7, 8]);
    expect(singleOf(conf, 'PORT')).toBe('1');
    expect(singleOf(conf, 'DB')).toBeUndefined();
    expect(vectorsOf(conf, 'PORT').map(one => one.get('B'))).toEqual(['2']);
  });
});
