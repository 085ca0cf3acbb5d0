import { createHash, createPrivateKey, type KeyObject, sign } from 'node:crypto';
import * as openpgp from 'openpgp';
import { beforeAll, describe, expect, it } from 'vitest';
import { gpgVerdicts } from './gpg.ts';
import { claimsOf } from './release.ts';

const DATA = Buffer.from('an old release\nwith two lines\n');
const CREATED = Buffer.from([0x50, 0, 0, 0]);
const DIGESTS = { md5: 1, sha1: 2, sha256: 8, sha512: 10 };

interface Rsa {
  readonly keyId: Buffer;
  readonly fingerprint: string;
  readonly publicKey: string;
  readonly privateKey: KeyObject;
}

let rsa: Rsa;
beforeAll(async () => {
  rsa = await rsaKey();
});

/** A key of version 4 whose numbers node:crypto can sign with. */
async function rsaKey(): Promise<Rsa> {
  const { privateKey } = await openpgp.generateKey({
    type: 'rsa',
    rsaBits: 2048,
    userIDs: { name: 'Veteran' },
    date: new Date('2012-01-01'),
    subkeys: [],
    format: 'object',
  });
  const { n, e } = privateKey.keyPacket.publicParams as Record<string, Uint8Array>;
  const { d, p, q, u } = (privateKey.keyPacket as openpgp.SecretKeyPacket).privateParams as Record<string, Uint8Array>;
  const number = (bytes: Uint8Array): bigint => BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
  const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');
  const rest = (prime: Uint8Array): string =>
    Buffer.from((number(d!) % (number(prime) - 1n)).toString(16).padStart(256, '0'), 'hex').toString('base64url');
  const jwk = { kty: 'RSA', n: text(n!), e: text(e!), d: text(d!), p: text(q!), q: text(p!), dp: rest(q!), dq: rest(p!), qi: text(u!) };
  return {
    keyId: Buffer.from(privateKey.getKeyID().toHex(), 'hex'),
    fingerprint: privateKey.getFingerprint().toUpperCase(),
    publicKey: privateKey.toPublic().armor(),
    privateKey: createPrivateKey({ key: jwk, format: 'jwk' }),
  };
}

/** A signature packet of version 3, as PGP 5 and GnuPG 1 made them: the trailer is the type and the time, nothing more. */
function version3(digest: keyof typeof DIGESTS, { type = 0, signed = DATA, keyId = rsa.keyId, version = 3 } = {}): Buffer {
  const hashed = Buffer.concat([signed, Buffer.from([type]), CREATED]);
  const padded = sign(digest, hashed, rsa.privateKey);
  const value = padded.subarray(padded.findIndex(byte => byte !== 0));
  const left16 = createHash(digest).update(hashed).digest().subarray(0, 2);
  const bits = value.length * 8 - Math.clz32(value[0]!) + 24;
  const mpi = Buffer.concat([Buffer.from([bits >> 8, bits & 0xff]), value]);
  const body = Buffer.concat([Buffer.from([version, 5, type]), CREATED, keyId, Buffer.from([1, DIGESTS[digest]]), left16, mpi]);
  return Buffer.concat([Buffer.from([0x89, body.length >> 8, body.length & 0xff]), body]);
}

describe('signatures of version 3', () => {
  it.each([
    ['md5', ['md5-digest', 'version-3-signature']],
    ['sha1', ['sha1-digest', 'version-3-signature']],
    ['sha256', ['version-3-signature']],
    ['sha512', ['version-3-signature']],
  ] as const)('%s: good, and as gpg sees it', async (digest, weaknesses) => {
    const signature = version3(digest);
    expect(await claimsOf(DATA, signature, rsa.publicKey)).toEqual([
      {
        file: expect.stringMatching(/\.asc$/),
        status: 'good',
        keyId: rsa.fingerprint.slice(-16),
        fingerprint: rsa.fingerprint,
        userId: 'Veteran',
        signedAt: '2012-07-13T11:01:20Z',
        keyCreatedAt: '2012-01-01T00:00:00Z',
        keyAlgorithm: 'rsa2048',
        digest,
        weaknesses,
      },
    ]);
    expect(gpgVerdicts(rsa.publicKey, signature, DATA)).toEqual(['good']);
  });

  it('armored, of version 2, and in text mode', async () => {
    const armored = `-----BEGIN PGP SIGNATURE-----\nVersion: GnuPG v1.4.11\n\n${version3('sha1').toString('base64').replace(/.{64}/g, '$&\n')}\n-----END PGP SIGNATURE-----\n`;
    expect(await claimsOf(DATA, armored, rsa.publicKey)).toMatchObject([{ status: 'good' }]);
    expect(await claimsOf(DATA, version3('sha1', { version: 2 }), rsa.publicKey)).toMatchObject([{ status: 'good' }]);
    const text = version3('sha1', { type: 1, signed: Buffer.from(DATA.toString().replaceAll('\n', '\r\n')) });
    expect(await claimsOf(DATA, text, rsa.publicKey)).toMatchObject([{ status: 'good' }]);
    expect(gpgVerdicts(rsa.publicKey, text, DATA)).toEqual(['good']);
  });

  it('a file that was changed', async () => {
    const signature = version3('sha512');
    for (const changed of [Buffer.concat([DATA, Buffer.from('\n')]), DATA.subarray(1), Buffer.alloc(0)]) {
      expect(await claimsOf(changed, signature, rsa.publicKey)).toMatchObject([{ status: 'bad', fingerprint: rsa.fingerprint }]);
      expect(gpgVerdicts(rsa.publicKey, signature, changed)).toEqual(['bad']);
    }
  });

  it('any other bit in it', async () => {
    const signature = version3('sha512');
    for (let bit = 0; bit < signature.length * 8; bit += 3) {
      const flipped = Buffer.from(signature);
      flipped[bit >> 3]! ^= 1 << (bit & 7);
      const claims = await claimsOf(DATA, flipped, rsa.publicKey);
      expect({ bit, length: claims.length }).toEqual({ bit, length: Math.max(1, claims.length) });
      // Version 2 is the same, and so is a number whose length in bits is told a little wrong.
      if (claims.some(({ status }) => status === 'good')) expect([3, 22, 23]).toContain(bit >> 3);
    }
  });

  it('an unknown key, and a type that is not of a file', async () => {
    expect(await claimsOf(DATA, version3('sha1', { keyId: Buffer.alloc(8, 0xab) }), rsa.publicKey)).toMatchObject([
      { status: 'unknown-key', keyId: 'ABABABABABABABAB', weaknesses: ['sha1-digest', 'version-3-signature'] },
    ]);
    expect(await claimsOf(DATA, version3('sha1', { type: 0x10 }), rsa.publicKey)).toMatchObject([{ status: 'unreadable' }]);
  });
});
