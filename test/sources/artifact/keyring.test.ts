import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readKeyring } from '../../../src/sources/artifact/keyring.ts';
import { type Gpg, startGpg } from './gpg.ts';
import { ask, bodyOf, claimsOf, NAME } from './release.ts';

const DATA = Buffer.from('a release\n');

let gpg: Gpg;
let fingerprints: readonly string[];
let blocks: readonly string[];
beforeAll(() => {
  gpg = startGpg();
  fingerprints = Array.from({ length: 5 }, (_, index) => gpg.key(`Manager ${index} <m${index}@example.org>`, 'ed25519'));
  for (const fingerprint of fingerprints) gpg.subkey(fingerprint, 'rsa1024');
  blocks = fingerprints.map(fingerprint => gpg.export(fingerprint));
});
afterAll(() => gpg.close());

const read = (text: string | Buffer): { count: number; problems: readonly string[] } => {
  const { count, problems } = readKeyring(Buffer.from(text));
  return { count, problems };
};
const prose = (): string =>
  blocks
    .map((block, index) => `\npub   ed25519 2020-01-01\n      ${fingerprints[index]}\nuid           Manager ${index}\n\n${block}`)
    .join('\n----------------\n');

describe('KEYS', () => {
  it('finds every key among the prose, by each of its ids', () => {
    const keyring = readKeyring(Buffer.from(prose()));
    expect(keyring).toMatchObject({ count: 5, problems: [] });
    for (const fingerprint of fingerprints) {
      const ids = gpg
        .run(['--with-colons', '--list-keys', fingerprint])
        .toString()
        .matchAll(/^(?:pub|sub):[^:]*:[^:]*:[^:]*:([0-9A-F]{16}):/gm);
      const found = [...ids].map(([, id]) => keyring.find(id!).map(copies => copies.fingerprint));
      expect(found).toEqual([[fingerprint], [fingerprint]]);
    }
    expect(keyring.find('0000000000000000')).toEqual([]);
    // An id of 32 bits names nobody.
    expect(keyring.find(fingerprints[0]!.slice(-8))).toEqual([]);
  });

  it.each<[string, () => string | Buffer]>([
    ['CRLF', () => prose().replaceAll('\n', '\r\n')],
    ['a byte order mark', () => `\uFEFF${blocks.join('')}`],
    ['indentation', () => prose().replaceAll(/^/gm, '    ')],
    ['blocks glued together', () => blocks.map(block => block.trim()).join('')],
    [
      'no checksums and no blank lines',
      () =>
        prose()
          .replaceAll(/\n=.{4}\n/g, '\n')
          .replaceAll('BLOCK-----\n\n', 'BLOCK-----\n'),
    ],
    ['a binary keyring', () => gpg.run(['--export', ...fingerprints])],
    ['all in one block', () => gpg.export(...fingerprints)],
    ['every key twice', () => prose() + prose()],
  ])('%s', (_, make) => {
    expect(read(make())).toEqual({ count: 5, problems: [] });
  });

  it.each<[string, () => string | Buffer, number, readonly RegExp[]]>([
    ['a secret key', () => blocks[0] + gpg.run(['--armor', '--export-secret-keys', fingerprints[1]!]).toString(), 1, [/key block 2 is a secret key/]],
    ['a binary secret key', () => gpg.run(['--export-secret-keys', fingerprints[1]!]), 0, [/secret key in it/]],
    ['a block that is cut off', () => `${blocks[0]!.slice(0, 200)}\n${blocks[1]}`, 1, [/key block 1 could not be read: .*cut off/]],
    ['a block with HTML in it', () => blocks[0]!.replace('\n\n', '\n\n<br>') + blocks[1], 1, [/characters/]],
    ['an empty block', () => `-----BEGIN PGP PUBLIC KEY BLOCK-----\n\n-----END PGP PUBLIC KEY BLOCK-----\n${blocks[1]}`, 1, [/empty/]],
    ['a binary keyring that is cut off', () => gpg.run(['--export', ...fingerprints]).subarray(0, -7), 4, [/cut off/]],
    [
      'a key of version 3',
      () => Buffer.concat([Buffer.from([0x98, 8, 3, 0, 0, 0, 0, 0, 0, 1]), gpg.run(['--export', fingerprints[0]!])]),
      1,
      [/version 3/],
    ],
    ['a web page', () => '<html>Not found</html>', 0, [/web page/]],
    ['an empty file', () => '', 0, [/no OpenPGP key/]],
    ['prose alone', () => 'our keys are elsewhere', 0, [/no OpenPGP key/]],
    ['a signature', () => gpg.sign(DATA, [fingerprints[0]!]), 0, [/no OpenPGP key/]],
  ])('%s', (_, make, count, problems) => {
    const found = read(make());
    expect(found.count).toBe(count);
    expect(found.problems).toHaveLength(problems.length);
    for (const [index, problem] of problems.entries()) expect(found.problems[index]).toMatch(problem);
  });

  it('takes nothing from a block with a line missing', () => {
    const { count, problems } = read(blocks[0]!.replace(/\n.{64}\n/, '\n') + blocks[1]);
    expect(count).toBe(1);
    expect(problems.join('\n')).toMatch(/^(?:key block 1 .*\n?)+$/);
  });

  it('verifies by the right one of many, and tells how many there were', async () => {
    const signature = gpg.sign(DATA, [fingerprints[3]!]);
    const body = await bodyOf(ask({ [NAME]: DATA, [`${NAME}.asc`]: signature, KEYS: `${prose()}\n${blocks[0]!.slice(0, 150)}` }));
    expect(body.signatures).toMatchObject([{ status: 'good', fingerprint: fingerprints[3] }]);
    expect(body.keys).toEqual({ file: expect.stringMatching(/\/KEYS$/), count: 5, problems: [expect.stringContaining('key block 6')] });
    expect(await claimsOf(DATA, signature, gpg.run(['--export', ...fingerprints]))).toMatchObject([{ status: 'good', fingerprint: fingerprints[3] }]);
  });

  it('does not print thousands of problems', () => {
    const { problems } = read('-----BEGIN PGP PRIVATE KEY BLOCK-----\n\nAAAA\n-----END PGP PRIVATE KEY BLOCK-----\n'.repeat(1000));
    expect(problems).toHaveLength(21);
    expect(problems.at(-1)).toBe('and 980 more');
  });

  it('never writes a secret key into a problem', () => {
    const secret = gpg.run(['--armor', '--export-secret-keys', fingerprints[1]!]).toString();
    const lines = secret.split('\n').filter(line => line.length > 40 && !line.includes('BLOCK'));
    const said = read(secret).problems.join('\n');
    for (const line of lines) expect(said).not.toContain(line);
  });
});
