import fc from 'fast-check';
import { parse } from 'java-props';
import { describe, expect, test } from 'vitest';
import type { FileBody } from '../../src/model/answer.ts';
import type { Redacted } from '../../src/model/redacted.ts';
import { properties, propertyEntries } from '../../src/parsers/properties.ts';

const read = (text: string): Record<string, string> => {
  const values: Record<string, string> = Object.create(null);
  for (const { key, value } of propertyEntries(text)) values[key] = value;
  return values;
};

/** What `java.util.Properties` of Java 17 makes of each text. */
const JAVA: readonly (readonly [name: string, text: string, values: Readonly<Record<string, string>>])[] = [
  ['a key and a value', 'a=b', { a: 'b' }],
  ['nothing', '', {}],
  ['a colon, and one in the key that is escaped', 'host:port\na\\:b\\=c=v', { host: 'port', 'a:b=c': 'v' }],
  ['a blank as the separator', 'key value of words', { key: 'value of words' }],
  ['blanks around the separator', '  key \t=\f value', { key: 'value' }],
  ['blanks after the value are part of it', 'paths.script=/usr/share/cloudstack-common ', { 'paths.script': '/usr/share/cloudstack-common ' }],
  ['a tab after the value too', 'a=b\t', { a: 'b\t' }],
  ['Windows line ends are not', 'a=b\r\nc=d\r\n', { a: 'b', c: 'd' }],
  ['old Macintosh line ends', 'a=b\rc=d', { a: 'b', c: 'd' }],
  ['two separators: the second is in the value', 'a==b\nc = : d', { a: '=b', c: ': d' }],
  ['values with = and &', 'db.cloud.url.params=a=1&b=2', { 'db.cloud.url.params': 'a=1&b=2' }],
  ['# and ! in values', 'password=ab#c\nother=x ! y', { password: 'ab#c', other: 'x ! y' }],
  ['comments', '# a=1\n  ! b=2\n\t#c=3\nd=4', { d: '4' }],
  ['a comment is not continued', '# a \\\nb=1', { b: '1' }],
  ['a semicolon is no comment', '; x=1', { ';': 'x=1' }],
  ['quotes stay', 'a="q"', { a: '"q"' }],
  [
    'words that other formats read as something else',
    't=true\nn=null\nk[]=v\n[section]\nz=007',
    { t: 'true', n: 'null', 'k[]': 'v', '[section]': '', z: '007' },
  ],
  ['a key alone', 'b', { b: '' }],
  ['no key', '=v', { '': 'v' }],
  ['a continued value', 'a=one,\\\n   two,\\\r\n\tthree', { a: 'one,two,three' }],
  ['a blank after the backslash ends it', 'a=one\\ \nb=2', { a: 'one ', b: '2' }],
  ['an even number of backslashes does not continue', 'a=one\\\\\nb=2', { a: 'one\\', b: '2' }],
  ['three do', 'a=one\\\\\\\nb=2', { a: 'one\\b=2' }],
  ['a continued key', 'pa\\\n  ths=1', { paths: '1' }],
  ['a line like a comment continues a value', 'a=1\\\n#b=2', { a: '1#b=2' }],
  ['and is one after a backslash alone', '\\\n#b=2\nc=3', { c: '3' }],
  ['a blank line ends a value', 'a=1\\\n\nb=2', { a: '1', b: '2' }],
  ['a backslash at the end of the file', 'a=1\\', { a: '1' }],
  ['escapes', 'a=\\t\\n\\r\\f\\q\\\\\\"\\ \\:', { a: '\t\n\r\fq\\" :' }],
  ['an escaped blank leads a value', 'a=\\ b', { a: ' b' }],
  ['Unicode escapes, in keys too', '\\u0061=\\u00e4\\uD83D\\uDE00', { a: 'ä😀' }],
  ['an escaped separator is none', 'a\\u003db=c', { 'a=b': 'c' }],
  ['an escaped line end is no line end', 'a=1\\u000ab=2', { a: '1\nb=2' }],
  ['no-break and other Unicode blanks are no separators', 'a\u00a0b=c\u2003\u000b', { 'a\u00a0b': 'c\u2003\u000b' }],
  ['Unicode line separators do not end a line', 'a=1\u2028b\u0085c', { a: '1\u2028b\u0085c' }],
  ['a byte order mark is part of the first key', '\ufeffa=1', { '\ufeffa': '1' }],
  ['names of the prototype', '__proto__=1\nconstructor=2\ntoString=3', { ['__proto__']: '1', constructor: '2', toString: '3' }],
  ['the last of duplicates', 'a=1\nb=2\na=3', { a: '3', b: '2' }],
  ['duplicates that look different', 'a.b=1\na\\.b : 2', { 'a.b': '2' }],
];

describe('reads as Java does', () => {
  test.each(JAVA)('%s', (_, text, values) => {
    expect(Object.entries(read(text)).sort()).toEqual(Object.entries(values).sort());
  });

  test.each(['a=\\u12', 'a=\\u00g1', '\\u=1', 'a=\\u12\\'])('refuses %j, as Java does', text => {
    expect(() => propertyEntries(text)).toThrow(/^line 1: malformed \\uXXXX escape$/);
  });

  test('the refusal does not show what is there', () => {
    expect(() => propertyEntries('x=1\ndb.cloud.password=S3cret\\uS3cret')).toThrow(/^line 2: malformed \\uXXXX escape$/);
  });
});

describe('against java-props', () => {
  const piece = fc.constantFrom(
    'a',
    'b',
    '=',
    ':',
    ' ',
    '\t',
    '\f',
    '\n',
    '\r',
    '\r\n',
    '\\',
    '#',
    '!',
    'u',
    '\\u0041',
    '\\u00',
    '\\\n',
    'é',
    'key',
    '\0',
    '.',
    '"',
    '\u00a0',
    '\u2028',
  );
  /** java-props differs from Java here, and so does every Java before 9: a backslash alone on its line. */
  const isOdd = (text: string): boolean => /(?:^|[\r\n])[ \t\f]*\\(?:[\r\n]|$)/.test(text);
  const orError = (run: () => unknown): unknown => {
    try {
      return run();
    } catch {
      return 'refused';
    }
  };

  test('equal values, or both refuse', () => {
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 24 }).map(pieces => pieces.join('')),
        text => {
          fc.pre(!isOdd(text));
          expect(orError(() => ({ ...read(text) }))).toEqual(orError(() => ({ ...parse(text) })));
        },
      ),
      { numRuns: 3000 },
    );
  });

  test('any text is read or refused', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), text => void orError(() => propertyEntries(text))));
  });
});

describe('lines', () => {
  test('count from 1 and span continued values', () => {
    const text = '# first\r\n\r\na=1\\\r\n  2\rb=3\n\\\n c=4\n';
    expect(propertyEntries(text)).toEqual([
      { key: 'a', value: '12', line: 3, lines: 2 },
      { key: 'b', value: '3', line: 5, lines: 1 },
      { key: 'c', value: '4', line: 7, lines: 1 },
    ]);
  });

  test('every entry stands on its own lines, in order', () => {
    const line = fc.constantFrom('a=1', 'a=1\\', '# c', '', '\\', '  b : 2', '\\\\');
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), fc.constantFrom('\n', '\r\n', '\r'), (natural, end) => {
        let next = 1;
        for (const entry of propertyEntries(natural.join(end))) {
          expect(entry.line).toBeGreaterThanOrEqual(next);
          expect(read(natural.slice(entry.line - 1, entry.line - 1 + entry.lines).join(end))).toEqual({ [entry.key]: entry.value });
          next = entry.line + entry.lines;
        }
        expect(next).toBeLessThanOrEqual(natural.length + 1);
      }),
    );
  });

  test('duplicates are all there, and the last is the effective one', () => {
    const { entries, get } = properties({ text: 'a=1\nb=2\na=3' } as Redacted<FileBody>);
    expect(entries.map(({ key, line }) => `${key} ${line}`)).toEqual(['a 1', 'b 2', 'a 3']);
    expect(get('a')).toEqual({ key: 'a', value: '3', line: 3, lines: 1 });
    expect(get('__proto__')).toBeUndefined();
  });
});

describe('hostile files end', () => {
  const mebibyte = 1 << 20;
  test.each([
    ['backslashes', `${'\\'.repeat(mebibyte - 1)}x`],
    ['one value over many lines', 'a\\\n'.repeat(mebibyte / 4)],
    ['backslashes alone on their lines', '\\\n'.repeat(mebibyte / 2)],
    ['a long key', 'k'.repeat(mebibyte)],
    ['blanks', `${' '.repeat(mebibyte)}x`],
  ])('%s', (_, text) => {
    expect(propertyEntries(text).length).toBeLessThan(2);
  });
});
