import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DigestName } from '../../src/model/answer.ts';
import { listsArtifact, type ParsedChecksum, parseChecksums } from '../../src/parsers/checksums.ts';

const NAME = 'apache-cloudstack-4.3.1-src.tar.bz2';
const DIGESTS: readonly DigestName[] = ['md5', 'sha1', 'sha256', 'sha384', 'sha512'];
const of = (digest: string): string => createHash(digest).update('x').digest('hex');

const parse = (text: string, ending: string, artifactName = NAME): readonly ParsedChecksum[] =>
  parseChecksums(text, { artifactName, fileName: `${artifactName}.${ending}` });

describe('what the tools write', () => {
  it.each<[string, string, string, readonly DigestName[]]>([
    [
      'gpg --print-md MD5',
      'md5',
      `${NAME}: 9D D4 E4 61 26 8C 80 34  F5 C8 56 4E 15 5C
                                     67 A6
`,
      ['md5'],
    ],
    [
      'gpg --print-md SHA1',
      'sha',
      `${NAME}: 11F6 AD8E C52A 2984 ABAA  FD7C 3B51 6503
                                     785C 2072
`,
      ['sha1'],
    ],
    [
      'gpg --print-md SHA512, whose first line alone looks like something shorter',
      'sha',
      `${NAME}: A4ABD444 8C49562D 828115D1 3A1FCCEA
                                     927F52B4 D5459297 F8B43E42 DA89238B
                                     C13626E4 3DCB38DD B0824889 27EC904F
                                     B4205744 3983E885 85179D50 551AFE62
`,
      ['sha512'],
    ],
    [
      'gpg --print-md SHA512 from standard input',
      'sha512',
      `A4ABD444 8C49562D 828115D1 3A1FCCEA 927F52B4 D5459297 F8B43E42 DA89238B C13626E4
 3DCB38DD B0824889 27EC904F B4205744 3983E885 85179D50 551AFE62
`,
      ['sha512'],
    ],
    [
      'gpg --print-mds',
      'mds',
      `${NAME}:    MD5 = 9D D4 E4 61 26 8C 80 34  F5 C8 56
                                              4E 15 5C 67 A6
${NAME}:   SHA1 = 11F6 AD8E C52A 2984 ABAA  FD7C
                                              3B51 6503 785C 2072
${NAME}: RMD160 = 11FF 33C6 FB94 2655 EFB3  E30C
                                              F4C0 FD95 F5EF 483A
${NAME}: SHA224 = 54A2F7F9 2A5F975D 8096AF77
                                              A126EDDA 7DA60C5A A872EF1B
                                              871701AE
${NAME}: SHA256 = 2D711642 B726B044 01627CA9
                                              FBAC32F5 C8530FB1 903CC4DB
                                              02258717 921A4881
`,
      ['md5', 'sha1', 'sha256'],
    ],
    ['sha512sum', 'sha512', `${of('sha512')}  ${NAME}\n`, ['sha512']],
    ['sha512sum --binary', 'sha512', `${of('sha512')} *${NAME}\n`, ['sha512']],
    ['sha512sum --tag', 'sha512', `SHA512 (${NAME}) = ${of('sha512')}\n`, ['sha512']],
    ['openssl dgst -sha512', 'sha512', `SHA2-512(${NAME})= ${of('sha512')}\n`, ['sha512']],
    ['a bare digest', 'sha256', of('sha256'), ['sha256']],
    ['a bare digest in upper case with CRLF and a byte order mark', 'sha256', `\uFEFF${of('sha256').toUpperCase()}\r\n`, ['sha256']],
    ['a label and a digest', 'sha256', `SHA256: ${of('sha256')}\n`, ['sha256']],
    ['a tab', 'md5', `${of('md5')}\t${NAME}\n`, ['md5']],
    ['a folder before the name', 'md5', `${of('md5')}  ./dist/${NAME}\n`, ['md5']],
    ['a folder before the name, of Windows', 'md5', `${of('md5')}  C:\\dist\\${NAME}\n`, ['md5']],
    ['a comment', 'md5', `# made on 2014-05-06: do not edit\n${of('md5')}  ${NAME}\n`, ['md5']],
    ['.sha with SHA-512, as of 4.3', 'sha', `${of('sha512')}  ${NAME}\n`, ['sha512']],
    ['.sha with SHA-1', 'sha', `${of('sha1')}  ${NAME}\n`, ['sha1']],
    ['.sha with SHA-256', 'sha', `${of('sha256')}  ${NAME}\n`, ['sha256']],
    ['sha384sum', 'sha384', `${of('sha384')}  ${NAME}\n`, ['sha384']],
  ])('%s', (_, ending, text, digests) => {
    expect(parse(text, ending)).toEqual(digests.map(digest => ({ digest, expected: of(digest) })));
  });

  it('a name that is too long for its line stands alone', () => {
    const name = `${'n'.repeat(60)}.tar.gz`;
    const text = `${name}: \n${of('sha512')
      .toUpperCase()
      .replace(/.{8}(?=.)/g, '$& ')
      .replace(/(.{80}) /, '$1\n ')}\n`;
    expect(parse(text, 'sha512', name)).toEqual([{ digest: 'sha512', expected: of('sha512') }]);
    const labelled = `${name}: \n   MD5 = 9D D4 E4 61 26 8C 80 34  F5 C8 56 4E 15 5C 67 A6\n${name}: \n  SHA1 = 11F6 AD8E C52A 2984 ABAA  FD7C 3B51 6503 785C 2072\n`;
    expect(parse(labelled, 'mds', name)).toEqual([
      { digest: 'md5', expected: of('md5') },
      { digest: 'sha1', expected: of('sha1') },
    ]);
  });

  it('picks the artifact among many', () => {
    const others = ['a.tar.gz', `${NAME}.asc`, `x${NAME}`].map(name => `${of('sha1').padEnd(64, '0')}  ${name}\n`);
    const text = `${others.join('')}${of('sha256')}  ${NAME}\n`;
    expect(parseChecksums(text, { artifactName: NAME, fileName: 'SHA256SUMS' })).toEqual([{ digest: 'sha256', expected: of('sha256') }]);
    expect(listsArtifact(text, NAME)).toBe(true);
    expect(listsArtifact(others.join(''), NAME)).toBe(false);
    expect(parseChecksums(others.join(''), { artifactName: NAME, fileName: 'SHA256SUMS' })).toEqual([
      { problem: expect.stringContaining(`no digest of ${NAME}, only of a.tar.gz`) },
    ]);
  });

  it('compares a single digest under another name, and says so', () => {
    expect(parse(`${of('sha512')}  other.tar.bz2\n`, 'sha512')).toEqual([{ digest: 'sha512', expected: of('sha512'), otherName: 'other.tar.bz2' }]);
    expect(parse(`x\u001b[31m.tar: ${of('sha512')}\n`, 'sha512')).toMatchObject([{ problem: expect.stringContaining('not text') }]);
  });

  it('lets no line win that contradicts another', () => {
    const wrong = of('md5').replace(/^./, '0');
    expect(parse(`${of('md5')}  ${NAME}\n${wrong}  ${NAME}\n${of('md5')}  ${NAME}\n`, 'md5')).toEqual([
      { digest: 'md5', expected: of('md5') },
      { digest: 'md5', expected: wrong },
    ]);
    expect(parse(`${of('md5')}  el7/${NAME}\n${wrong}  el8/${NAME}\n`, 'md5')).toEqual([{ problem: expect.stringContaining('2 folders') }]);
    expect(parse(`${of('md5')}  ${NAME}\n${wrong}  el8/${NAME}\n`, 'md5')).toEqual([{ digest: 'md5', expected: of('md5') }]);
  });
});

describe('what cannot be compared', () => {
  it.each<[string, string, string, RegExp]>([
    ['an empty file', 'md5', ' \n', /^it is empty$/],
    ['a web page', 'md5', `\uFEFF\n<!DOCTYPE html>${of('md5')}`, /web page/],
    ['binary garbage', 'md5', `\u0000\u0001${of('md5')}`, /not text/],
    ['prose', 'md5', 'see https://example.org for the checksums', /no digest was found/],
    ['.sha512 with 64 digits', 'sha512', `${of('sha256')}  ${NAME}`, /64 hex digits \(sha256\) where .* sha512/],
    ['.md5 with 40 digits', 'md5', `${of('sha1')}  ${NAME}`, /40 hex digits/],
    ['.sha with MD5', 'sha', `${of('md5')}  ${NAME}`, /32 hex digits/],
    ['a digit too few', 'sha512', `${of('sha512').slice(1)}  ${NAME}`, /127 hex digits, which fits no/],
    ['a digit too many', 'md5', `${of('md5')}0`, /33 hex digits/],
    ['a label that the digest does not fit', 'sha512', `SHA512 (${NAME}) = ${of('sha256')}`, /sha512 digest has 64 hex digits instead of 128/],
    ['SHA-224', 'sha224', `SHA224 (${NAME}) = ${of('sha224')}`, /SHA224, which is not supported/],
    ['BLAKE2b, as long as SHA-512', 'sha512', `BLAKE2b (${NAME}) = ${of('sha512')}`, /BLAKE2b, which is not supported/],
    ['SHA3-256, as long as SHA-256', 'sha256', `SHA3-256(${NAME})= ${of('sha256')}`, /SHA3-256, which is not supported/],
    ['SHA-512/256, as long as SHA-256', 'sha256', `SHA2-512/256(${NAME})= ${of('sha256')}`, /which is not supported/],
    [
      'RIPEMD-160, as long as SHA-1',
      'sha1',
      `${NAME}: RMD160 = 11FF 33C6 FB94 2655 EFB3  E30C F4C0 FD95 F5EF 483A`,
      /RMD160, which is not supported/,
    ],
    ['gpg --print-md SHA512 of which lines are missing', 'sha512', `${NAME}: A4ABD444 8C49562D 828115D1 3A1FCCEA\n`, /32 hex digits \(md5\)/],
    [
      'a hundred digests',
      'md5',
      Array.from({ length: 100 }, (_, i) => `${of('md5').slice(3)}${100 + i}  ${NAME}\n`).join(''),
      /100 different digests/,
    ],
  ])('%s', (_, ending, text, problem) => {
    expect(parse(text, ending)).toEqual([{ problem: expect.stringMatching(problem) }]);
  });
});

/** Names with what confuses parsers: colons, blanks, brackets, and words of hex digits. */
const names = fc
  .array(fc.constantFrom('a', 'f', '0', 'D4', ':', ' ', '-', '.', 'tar', 'é', '(', ')', '=', '*', 'SHA512', '\\', 'cafe'), {
    minLength: 1,
    maxLength: 12,
  })
  .map(parts => `r${parts.join('')}z`);
/** Hex digits as gpg groups them, with a line break after any group. */
const grouped = (hex: string, size: number, breaks: readonly boolean[]): string =>
  hex
    .toUpperCase()
    .match(new RegExp(`.{${size}}`, 'g'))!
    .map((group, index) => (breaks[index % breaks.length] ? `${group}\n      ` : `${group} `))
    .join('');
const digests = fc
  .constantFrom(...DIGESTS)
  .chain(digest =>
    fc.uint8Array({ minLength: 64, maxLength: 64 }).map(bytes => ({ digest, expected: createHash(digest).update(bytes).digest('hex') })),
  );

describe('properties', () => {
  const plain = names.filter(name => !name.includes('\\'));
  const only = (text: string, artifactName: string, digest: DigestName): readonly ParsedChecksum[] =>
    parseChecksums(text, { artifactName, fileName: `${artifactName}.${digest}` });

  it('reads back what coreutils writes, whatever the name is', () => {
    fc.assert(
      fc.property(names, digests, fc.constantFrom('  ', ' *'), (name, { digest, expected }, between) => {
        const escaped = name.includes('\\') ? [`\\`, name.replaceAll('\\', '\\\\')] : ['', name];
        expect(only(`${escaped[0]}${expected}${between}${escaped[1]}\n`, name, digest)).toEqual([{ digest, expected }]);
        expect(only(`${escaped[0]}${digest.toUpperCase()} (${escaped[1]}) = ${expected}\n`, name, digest)).toEqual([{ digest, expected }]);
      }),
    );
  });

  it('reads back what gpg writes, whatever the name is and wherever the lines break', () => {
    fc.assert(
      fc.property(plain, digests, fc.array(fc.boolean(), { minLength: 1, maxLength: 9 }), (name, { digest, expected }, breaks) => {
        const size = { md5: 2, sha1: 4 }[digest as string] ?? 8;
        expect(only(`${name}: ${grouped(expected, size, breaks)}\n`, name, digest)).toEqual([{ digest, expected }]);
        expect(only(`${name}: ${digest.toUpperCase()} = ${grouped(expected, size, breaks)}\n`, name, digest)).toEqual([{ digest, expected }]);
        expect(only(`${name}: \n${grouped(expected, size, breaks)}\n`, name, digest)).toEqual([{ digest, expected }]);
        expect(only(`${grouped(expected, size, [false])}\n`, name, digest)).toEqual([{ digest, expected }]);
      }),
    );
  });

  it('finds one name among many', () => {
    fc.assert(
      fc.property(fc.uniqueArray(plain, { minLength: 2, maxLength: 8 }), digests, fc.nat(), (all, { digest, expected }, index) => {
        const chosen = all[index % all.length]!;
        const text = all.map(name => `${name === chosen ? expected : expected.replace(/./g, '0')}  ${name}\n`).join('');
        expect(parseChecksums(text, { artifactName: chosen, fileName: 'CHECKSUMS' })).toEqual([{ digest, expected }]);
      }),
    );
  });

  it('never throws, never says nothing, and never finds a digest that is not there', () => {
    const line = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(of('md5'), `${NAME}: `, 'D4 1D', of('sha512'), `MD5 (${NAME}) = `, 'SHA1 = ', '  '),
      names,
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(line, fc.constantFrom('\n', '', ' ', '\r\n'))), fc.constantFrom('md5', 'sha', 'sha512', 'x'), (lines, ending) => {
        const text = lines.flat().join('');
        const claims = parse(text, ending);
        expect(claims.length).toBeGreaterThan(0);
        for (const claim of claims) {
          if ('problem' in claim) expect(claim.problem).not.toBe('');
          else expect(text.replace(/\s/g, '').toLowerCase()).toContain(claim.expected);
        }
      }),
    );
  });

  it('reads a mebibyte of anything in a moment', () => {
    for (const piece of ['a', 'a:', 'MD5 (a', 'a)', ') = ', ' =', '0 ', `${of('md5')} `, '\\', `${of('md5')}  x\n`, 'a: 0\n', '(', '\n']) {
      expect(parse(piece.repeat((1 << 20) / piece.length), 'md5').length).toBeGreaterThan(0);
    }
  });
});
