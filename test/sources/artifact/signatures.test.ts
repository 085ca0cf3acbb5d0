import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SignatureClaim } from '../../../src/model/answer.ts';
import { type Gpg, gpgVerdicts, startGpg } from './gpg.ts';
import { claimsOf } from './release.ts';

const DATA = Buffer.from('not really a tarball, but bytes all the same\nwith two lines\n'.repeat(200));
const MADE = '20200101T000000';
const SIGNED = '20200601T000000';
const ARMOR = ['--armor'];

let gpg: Gpg;
beforeAll(() => {
  gpg = startGpg();
});
afterAll(() => gpg.close());

let count = 0;
const newKey = (algorithm: string, options: { usage?: string; expires?: string; args?: readonly string[] } = {}): string =>
  gpg.key(`Signer ${++count} <s${count}@example.org>`, algorithm, { at: MADE, ...options });
const signed = (keys: readonly string[], args: readonly string[] = ARMOR, data = DATA): Buffer => gpg.sign(data, keys, { at: SIGNED, args });

/** Our claims, after a look at whether gpg says the same of the same bytes. */
async function claims(signature: Buffer, keys: string, data = DATA): Promise<readonly SignatureClaim[]> {
  const ours = await claimsOf(data, signature, keys);
  expect(ours.map(({ status }) => status)).toEqual(gpgVerdicts(keys, signature, data));
  return ours;
}

describe('every kind of key', () => {
  it.each([
    ['rsa2048', [], 'rsa2048', 'sha512', []],
    ['rsa1024', [], 'rsa1024', 'sha512', ['short-rsa-key']],
    ['ed25519', [], 'ed25519', 'sha256', []],
    ['nistp256', [], 'nistp256', 'sha256', []],
    ['nistp521', [], 'nistp521', 'sha512', []],
    ['brainpoolP256r1', [], 'brainpoolp256r1', 'sha256', []],
    ['secp256k1', [], 'secp256k1', 'sha256', []],
    ['dsa2048', [], 'dsa2048', 'sha256', []],
    ['dsa1024', ['--digest-algo', 'SHA1'], 'dsa1024', 'sha1', ['sha1-digest', 'dsa-1024-key', 'sha1-self-signature']],
    ['rsa2048', ['--digest-algo', 'SHA1'], 'rsa2048', 'sha1', ['sha1-digest']],
    ['rsa2048', ['--digest-algo', 'SHA224'], 'rsa2048', 'sha224', []],
    ['rsa2048', ['--digest-algo', 'RIPEMD160'], 'rsa2048', 'ripemd160', ['ripemd160-digest']],
    ['rsa2048', ['--digest-algo', 'MD5', '--allow-weak-digest-algos'], 'rsa2048', 'md5', ['md5-digest']],
  ])('%s %j', async (algorithm, args, keyAlgorithm, digest, weaknesses) => {
    const key = newKey(algorithm);
    const keys = gpg.export(key);
    const signature = signed([key], [...ARMOR, ...args]);
    expect(await claims(signature, keys)).toEqual([
      {
        file: expect.stringMatching(/\.asc$/),
        status: 'good',
        keyId: key.slice(-16),
        fingerprint: key,
        userId: `Signer ${count} <s${count}@example.org>`,
        signedAt: '2020-06-01T00:00:00Z',
        keyCreatedAt: '2020-01-01T00:00:00Z',
        keyAlgorithm,
        digest,
        weaknesses,
      },
    ]);
    const tampered = Buffer.from(DATA);
    tampered[DATA.length - 1]! ^= 1;
    expect(await claims(signature, keys, tampered)).toMatchObject([{ status: 'bad', keyId: key.slice(-16), fingerprint: key, weaknesses }]);
    expect(await claims(signature, keys, Buffer.concat([DATA, DATA]))).toMatchObject([{ status: 'bad' }]);
  });

  it('finds SHA-1 under the names of a key', async () => {
    const key = newKey('rsa2048', { args: ['--cert-digest-algo', 'SHA1'] });
    expect(await claims(signed([key]), gpg.export(key))).toMatchObject([{ status: 'good', digest: 'sha512', weaknesses: ['sha1-self-signature'] }]);
  });
});

describe('forms of a signature file', () => {
  let key = '';
  let keys = '';
  beforeAll(() => {
    key = newKey('rsa2048');
    keys = gpg.export(key);
  });
  const withText = (change: (armored: string) => string): Buffer => Buffer.from(change(signed([key]).toString()), 'latin1');

  it.each<[string, () => Buffer]>([
    ['binary', () => signed([key], [])],
    ['armored', () => signed([key])],
    ['prose around', () => withText(armored => `Signature of the release:\n\n${armored}\n-- \nThe release manager\n`)],
    ['CRLF', () => withText(armored => armored.replaceAll('\n', '\r\n'))],
    ['a comment and a version', () => withText(armored => armored.replace('\n\n', '\nVersion: GnuPG v1.4.11 (GNU/Linux)\nComment: hi\n\n'))],
  ])('%s', async (_, make) => {
    expect(await claims(make(), keys)).toMatchObject([{ status: 'good', fingerprint: key }]);
  });

  it.each<[string, () => Buffer]>([
    ['a byte order mark', () => withText(armored => `\xEF\xBB\xBF${armored}`)],
    ['indented', () => withText(armored => armored.replaceAll(/^/gm, '   '))],
    ['no blank line after BEGIN', () => withText(armored => armored.replace('\n\n', '\n'))],
    ['no checksum', () => withText(armored => armored.replace(/\n=.{4}\n/, '\n'))],
    ['text right before BEGIN', () => withText(armored => `signature:${armored}`)],
  ])('%s, which gpg may not read', async (_, make) => {
    expect(await claimsOf(DATA, make(), keys)).toMatchObject([{ status: 'good', fingerprint: key }]);
  });

  it('several signatures, by two keys and in two blocks', async () => {
    const other = newKey('ed25519');
    const both = keys + gpg.export(other);
    expect(await claims(signed([key, other]), both)).toMatchObject([
      { status: 'good', keyId: key.slice(-16) },
      { status: 'good', keyId: other.slice(-16) },
    ]);
    expect((await claimsOf(DATA, Buffer.concat([signed([key]), signed([other])]), keys)).map(({ status, keyId }) => [status, keyId])).toEqual([
      ['good', key.slice(-16)],
      ['unknown-key', other.slice(-16)],
    ]);
  });

  it('text mode, whatever the ends of the lines are', async () => {
    const text = Buffer.from('one\r\ntwo\nthree\r\r\nfour\rfive\n\n\r\nsix\r');
    const signature = signed([key], [...ARMOR, '--textmode'], text);
    expect(await claims(signature, keys, text)).toMatchObject([{ status: 'good' }]);
    expect(await claims(signature, keys, Buffer.from('one\ntwo\r\nthree\nfour\rfive\r\n\n\nsix'))).toMatchObject([{ status: 'good' }]);
    expect(await claims(signature, keys, Buffer.from('one\ntwo\r\nthree\nfourfive\r\n\n\nsix'))).toMatchObject([{ status: 'bad' }]);
  });

  it.each<[string, () => Buffer | string, RegExp]>([
    ['empty', () => '', /^it is empty$/],
    ['a web page', () => '<!DOCTYPE html><title>404</title>', /web page/],
    ['prose', () => 'coming soon', /no signature in it/],
    ['garbage', () => Buffer.from([0x91, 0x92, 0x93, 0x94]), /cut off/],
    ['a cleartext signature', () => gpg.run(['--local-user', key, '--clearsign', '--output', '-'], { input: DATA }), /signed in itself/],
    [
      'an inline signature',
      () => gpg.run(['--local-user', key, '--armor', '--sign', '--compress-algo', 'none', '--output', '-'], { input: DATA }),
      /whole message/,
    ],
    ['a compressed inline signature', () => gpg.run(['--local-user', key, '--sign', '--output', '-'], { input: DATA }), /whole message/],
    ['a public key', () => keys, /public key where a signature belongs/],
    ['a binary public key', () => gpg.run(['--export', key]), /key where a signature belongs/],
    ['no END line', () => withText(armored => armored.slice(0, -40)), /cut off/],
    ['lines missing', () => withText(armored => armored.replace(/\n\n.{64}\n/, '\n\n')), /./],
    ['an armored packet that is cut off', () => withText(armored => armored.replace(/\n.{64}\n.*\n=.{4}\n/, '\n')), /cut off/],
    ['a binary packet that is cut off', () => signed([key], []).subarray(0, -1), /cut off/],
    ['a character that does not belong there', () => withText(armored => armored.replace(/\n\n./, '\n\n!')), /characters/],
  ])('not a signature: %s', async (_, make, problem) => {
    const signature = Buffer.from(make());
    const [claim, ...others] = await claimsOf(DATA, signature, keys);
    expect(others).toEqual([]);
    expect(claim).toMatchObject({ status: 'unreadable', problem: expect.stringMatching(problem) });
    if (!signature.includes('SIGNED MESSAGE') && !/whole/.test(problem.source)) expect(gpgVerdicts(keys, signature, DATA)).not.toContain('good');
  });

  it('is never good when any bit of the signature is another one', async () => {
    const signature = signed([key], []);
    const truth = (await claimsOf(DATA, signature, keys))[0]!;
    for (let bit = 0; bit < signature.length * 8; bit += 7) {
      const flipped = Buffer.from(signature);
      flipped[bit >> 3]! ^= 1 << (bit & 7);
      const found = await claimsOf(DATA, flipped, keys);
      expect(found.length).toBeGreaterThan(0);
      for (const claim of found) if (claim.status === 'good') expect({ bit, ...claim }).toEqual({ bit, ...truth, file: claim.file });
    }
  });

  it('has garbage after the signature as a claim of its own', async () => {
    const found = await claimsOf(DATA, Buffer.concat([signed([key], []), Buffer.from('garbage')]), keys);
    expect(found.map(({ status }) => status)).toEqual(['good', 'unreadable']);
  });

  it('does not take the key from the signature, nor any but the one that is named', async () => {
    const other = gpg.export(newKey('rsa2048'));
    expect(await claims(signed([key]), other)).toMatchObject([
      { status: 'unknown-key', keyId: key.slice(-16), problem: expect.stringContaining('1 keys') },
    ]);
    expect((await claims(signed([key]), other))[0]).not.toHaveProperty('fingerprint');
    expect(await claimsOf(DATA, signed([key]))).toMatchObject([{ status: 'unknown-key', keyId: key.slice(-16), digest: 'sha512' }]);
  });

  it('expired', async () => {
    const signature = gpg.sign(DATA, [key], { at: SIGNED, args: [...ARMOR, '--default-sig-expire', '7d'] });
    expect(await claims(signature, keys)).toMatchObject([
      { status: 'good', signedAt: '2020-06-01T00:00:00Z', signatureExpiresAt: '2020-06-08T00:00:00Z' },
    ]);
  });

  it('older than its key', async () => {
    const signature = gpg.sign(DATA, [key], { at: '20190101T000000', args: [...ARMOR, '--ignore-time-conflict', '--ignore-valid-from'] });
    expect(await claimsOf(DATA, signature, keys)).toMatchObject([{ status: 'bad', problem: expect.stringContaining('before its key') }]);
    expect(gpgVerdicts(keys, signature, DATA)).not.toEqual(['good']);
  });
});

describe('keys that have changed', () => {
  it('expired after it had signed; prolonged in a later copy', async () => {
    const key = newKey('ed25519', { expires: '20200901T000000' });
    const before = gpg.export(key);
    const signature = signed([key]);
    expect(await claims(signature, before)).toMatchObject([{ status: 'good', keyExpiresAt: '2020-09-01T00:00:00Z' }]);
    gpg.run(['--quick-set-expire', key, '20300901T000000'], { at: SIGNED });
    const after = gpg.export(key);
    expect(await claims(signature, after)).toMatchObject([{ status: 'good', keyExpiresAt: '2030-09-01T00:00:00Z' }]);
    for (const keys of [before + after, after + before]) {
      expect(await claims(signature, keys)).toMatchObject([{ status: 'good', keyExpiresAt: '2030-09-01T00:00:00Z' }]);
    }
  });

  it.each([
    [0, 'no-reason'],
    [1, 'compromised'],
    [2, 'superseded'],
    [3, 'retired'],
  ])('revoked for reason %i', async (reason, word) => {
    const key = newKey('ed25519');
    const signature = signed([key]);
    const before = gpg.export(key);
    gpg.revoke(key, reason, '20210101T000000');
    const after = gpg.export(key);
    const revoked = { status: 'good', keyRevokedAt: '2021-01-01T00:00:00Z', keyRevocationReason: word };
    for (const keys of [after, before + after, after + before]) expect(await claims(signature, keys)).toMatchObject([revoked]);
    expect((await claims(signature, before))[0]).not.toHaveProperty('keyRevokedAt');
  });

  it('revoked by a certificate that stands alone in KEYS, before or after the key', async () => {
    const key = newKey('ed25519');
    const signature = signed([key]);
    const before = gpg.export(key);
    const certificate = gpg.revoke(key, 1, '20210101T000000').toString();
    const revoked = { status: 'good', keyRevokedAt: '2021-01-01T00:00:00Z', keyRevocationReason: 'compromised' };
    expect(await claims(signature, before + certificate)).toMatchObject([revoked]);
    expect(await claimsOf(DATA, signature, certificate + before)).toMatchObject([revoked]);
    const other = newKey('ed25519');
    const unharmed = await claims(signed([other]), gpg.export(other) + certificate);
    expect(unharmed).toMatchObject([{ status: 'good' }]);
    expect(unharmed[0]).not.toHaveProperty('keyRevokedAt');
  });

  it('signing subkey: the primary key is told, the earlier end counts', async () => {
    const key = newKey('ed25519', { usage: 'cert', expires: '20250101T000000' });
    const subkey = gpg.subkey(key, 'rsa2048', { at: MADE, expires: '20210101T000000' });
    const signature = signed([subkey]);
    expect(await claims(signature, gpg.export(key))).toMatchObject([
      { status: 'good', keyId: subkey.slice(-16), fingerprint: key, keyAlgorithm: 'rsa2048', keyExpiresAt: '2021-01-01T00:00:00Z', weaknesses: [] },
    ]);
    gpg.run(['--quick-set-expire', key, '20300101T000000', subkey], { at: SIGNED });
    expect(await claims(signature, gpg.export(key))).toMatchObject([{ status: 'good', keyExpiresAt: '2025-01-01T00:00:00Z' }]);
  });

  it('revoked subkey', async () => {
    const key = newKey('ed25519');
    const subkey = gpg.subkey(key, 'ed25519', { at: MADE });
    const signature = signed([subkey]);
    gpg.run(['--no-batch', '--command-fd', '0', '--edit-key', key, 'key 1', 'revkey', 'save'], { input: 'y\n3\n\ny\n', at: '20210501T000000' });
    const keys = gpg.export(key);
    expect(await claims(signature, keys)).toMatchObject([{ status: 'good', keyRevokedAt: '2021-05-01T00:00:00Z', keyRevocationReason: 'retired' }]);
    const byPrimary = await claims(signed([key]), keys);
    expect(byPrimary).toMatchObject([{ status: 'good' }]);
    expect(byPrimary[0]).not.toHaveProperty('keyRevokedAt');
  });

  it('tells the name that is not revoked', async () => {
    const key = newKey('ed25519');
    const old = `Signer ${count} <s${count}@example.org>`;
    gpg.run(['--quick-add-uid', key, 'New Name <new@example.org>'], { at: '20200201T000000' });
    gpg.run(['--quick-revoke-uid', key, old], { at: '20200301T000000' });
    expect(await claims(signed([key]), gpg.export(key))).toMatchObject([{ status: 'good', userId: 'New Name <new@example.org>' }]);
  });
});
