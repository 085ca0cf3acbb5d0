import { randomBytes } from 'node:crypto';
import type { PrivateKey, PublicKeyPacket, SecretKeyPacket, SecretSubkeyPacket, SignaturePacket } from 'openpgp';
import * as openpgp from 'openpgp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packetsOf } from '../../../src/sources/artifact/packets.ts';
import { type Gpg, gpgVerdicts, startGpg } from './gpg.ts';
import { claimsOf } from './release.ts';

const DATA = Buffer.from('a release\n'.repeat(100));
const BINARY = 0x00;
const BINDING = 0x18;
const BACK = 0x19;
const SIGN = 0x02;
const ENCRYPT = 0x0c;

/** What the types of the library leave out, and an attacker would not. */
type Forged = SignaturePacket & { signatureType: number; publicKeyAlgorithm: number; hashAlgorithm: number; sign(...args: unknown[]): Promise<void> };

/** A signature packet of any type over anything, made by the library's own means but without its scruples. */
async function forge(
  by: SecretKeyPacket | SecretSubkeyPacket,
  signatureType: number,
  over: unknown,
  more: object = {},
  detached = false,
): Promise<Forged> {
  const forged = new openpgp.SignaturePacket() as Forged;
  Object.assign(forged, { signatureType, publicKeyAlgorithm: by.algorithm, hashAlgorithm: openpgp.enums.hash.sha512 }, more);
  await forged.sign(by, over, new Date(), detached, openpgp.config);
  return forged;
}

function literal(bytes: Uint8Array): object {
  const packet = new openpgp.LiteralDataPacket() as unknown as { setBytes(bytes: Uint8Array, format: number): void };
  packet.setBytes(bytes, openpgp.enums.literal.binary);
  return packet;
}

const packet = (tag: number, body: Uint8Array): Buffer => {
  const header = Buffer.from([0xc0 | tag, 0xff, 0, 0, 0, 0]);
  header.writeUInt32BE(body.length, 2);
  return Buffer.concat([header, body]);
};
const fileOf = (signature: SignaturePacket): Buffer => packet(2, signature.write());
const signatureOver = async (by: SecretKeyPacket | SecretSubkeyPacket, data: Uint8Array): Promise<Buffer> =>
  fileOf(await forge(by, BINARY, literal(data), {}, true));

const newKey = async (name: string, subkeys: { sign: boolean }[] = []): Promise<PrivateKey> =>
  (await openpgp.generateKey({ type: 'ecc', curve: 'nistP256', userIDs: { name }, subkeys, format: 'object' })).privateKey;

/** The public key of `owner` with one more subkey, bound by this signature. */
const withSubkey = (owner: PrivateKey, subkey: { write(): Uint8Array; writePublicKey?(): Uint8Array }, binding: SignaturePacket): Buffer =>
  Buffer.concat([owner.toPublic().write(), packet(14, subkey.writePublicKey?.() ?? subkey.write()), fileOf(binding)]);

const problemOf = async (data: Uint8Array, signature: Uint8Array, keys: Uint8Array): Promise<string> => {
  const [claim] = await claimsOf(data, signature, keys);
  expect(claim?.status).not.toBe('good');
  return claim?.problem ?? '';
};

describe("a subkey that is not the owner's", () => {
  let attacker: PrivateKey;
  let victim: PrivateKey;
  let stolen: SecretSubkeyPacket;
  let signature: Buffer;
  let parts: object;
  beforeAll(async () => {
    attacker = await newKey('Attacker');
    victim = await newKey('Victim', [{ sign: true }]);
    stolen = victim.subkeys[0]!.keyPacket as SecretSubkeyPacket;
    signature = await signatureOver(stolen, DATA);
    parts = { key: attacker.keyPacket, bind: stolen };
  });
  const bind = (more: object): Promise<Forged> => forge(attacker.keyPacket as SecretKeyPacket, BINDING, parts, { keyFlags: [SIGN], ...more });

  it('is good under its owner, so that the cases below differ by the binding alone', async () => {
    expect(await claimsOf(DATA, signature, victim.toPublic().write())).toMatchObject([{ status: 'good', userId: 'Victim' }]);
    const back = await forge(stolen, BACK, parts);
    expect(await claimsOf(DATA, signature, withSubkey(attacker, stolen, await bind({ embeddedSignature: back })))).toMatchObject([
      { status: 'good', userId: 'Attacker' },
    ]);
  });

  it('has not confirmed that it belongs to the key', async () => {
    expect(await problemOf(DATA, signature, withSubkey(attacker, stolen, await bind({})))).toMatch(/cross-certification/);
  });

  it('has confirmed it to another key', async () => {
    const back = await forge(stolen, BACK, { key: victim.keyPacket, bind: stolen });
    expect(await problemOf(DATA, signature, withSubkey(attacker, stolen, await bind({ embeddedSignature: back })))).toMatch(/cross-certification/);
  });

  it('has signed a document that looks like a confirmation', async () => {
    const keyBytes = (key: { writeForHash(version: number): Uint8Array }): Uint8Array => key.writeForHash(4);
    const document = Buffer.concat([attacker.keyPacket, stolen].map(key => keyBytes(key as never)));
    const back = await forge(stolen, BINARY, literal(document), {}, true);
    const keys = withSubkey(attacker, stolen, await bind({ embeddedSignature: back }));
    const unchecked = (await openpgp.readKey({ binaryKey: keys })) as openpgp.Key;
    // The library alone falls for it.
    await expect(unchecked.getSigningKey(stolen.getKeyID())).resolves.toBeDefined();
    expect(await problemOf(DATA, signature, keys)).toMatch(/cross-certification/);
  });

  it('is bound by somebody else', async () => {
    const other = await newKey('Other');
    const back = await forge(stolen, BACK, parts);
    const binding = await forge(other.keyPacket as SecretKeyPacket, BINDING, parts, { keyFlags: [SIGN], embeddedSignature: back });
    expect(await problemOf(DATA, signature, withSubkey(attacker, stolen, binding))).toMatch(/not bound/);
  });

  it('does no harm to the owner beside it', async () => {
    const keys = openpgp.armor(openpgp.enums.armor.publicKey, withSubkey(attacker, stolen, await bind({})));
    for (const file of [keys + victim.toPublic().armor(), victim.toPublic().armor() + keys]) {
      const claims = await claimsOf(DATA, signature, file);
      expect(claims).toMatchObject([{ status: 'good', userId: 'Victim' }]);
    }
  });
});

describe('a key that may not sign', () => {
  it('subkey for encryption', async () => {
    const owner = await newKey('Owner');
    const sub = (await newKey('Sub')).keyPacket as SecretKeyPacket;
    const parts = { key: owner.keyPacket, bind: sub };
    const embeddedSignature = await forge(sub, BACK, parts);
    const binding = await forge(owner.keyPacket as SecretKeyPacket, BINDING, parts, { keyFlags: [ENCRYPT], embeddedSignature });
    expect(await problemOf(DATA, await signatureOver(sub, DATA), withSubkey(owner, sub as never, binding))).toMatch(
      /subkey is not one that may sign/,
    );
  });

  it('primary key for certification only', async () => {
    const key = await newKey('Certifier');
    const primary = key.keyPacket as SecretKeyPacket;
    const userID = key.users[0]!.userID!;
    const certification = await forge(primary, 0x13, { userID, key: primary }, { keyFlags: [0x01] });
    const keys = Buffer.concat([
      packet(6, (primary as never as { writePublicKey(): Uint8Array }).writePublicKey()),
      packet(13, userID.write()),
      fileOf(certification),
    ]);
    expect(await problemOf(DATA, await signatureOver(primary, DATA), keys)).toMatch(/key is not one that may sign/);
  });

  it('key without a valid signature of its own', async () => {
    const key = await newKey('Bare');
    const primary = key.keyPacket as SecretKeyPacket;
    const bare = packet(6, (primary as never as { writePublicKey(): Uint8Array }).writePublicKey());
    const signature = await signatureOver(primary, DATA);
    expect(await problemOf(DATA, signature, bare)).toMatch(/no valid signature of its own/);
    const stranger = (await newKey('Stranger')).keyPacket as SecretKeyPacket;
    const userID = key.users[0]!.userID!;
    const foreign = await forge(stranger, 0x13, { userID, key: primary });
    expect(await problemOf(DATA, signature, Buffer.concat([bare, packet(13, userID.write()), fileOf(foreign)]))).toMatch(
      /no valid signature of its own/,
    );
  });
});

describe('a signature over something else', () => {
  it('a certification of a name, with a file of the very bytes that were certified', async () => {
    const key = await newKey('Somebody');
    const primary = key.keyPacket as PublicKeyPacket & { writeForHash(version: number): Uint8Array };
    const user = key.users[0]!;
    const certification = user.selfCertifications[0]!;
    const name = Buffer.from(user.userID!.write());
    const length = Buffer.alloc(4);
    length.writeUInt32BE(name.length);
    const file = Buffer.concat([primary.writeForHash(4), Buffer.from([0xb4]), length, name]);
    expect(await problemOf(file, fileOf(certification), key.toPublic().write())).toMatch(/something else than a file \(type 0x1[0-3]\)/);
  });

  it('a subpacket that must be understood and is not', async () => {
    const key = await newKey('Notary');
    const notation = { name: 'purpose@example.org', value: Buffer.from('tests only'), humanReadable: true, critical: true };
    const signature = await forge(key.keyPacket as SecretKeyPacket, BINARY, literal(DATA), { rawNotations: [notation] }, true);
    expect(await problemOf(DATA, fileOf(signature), key.toPublic().write())).toMatch(/critical notation/);
    expect(gpgVerdicts(Buffer.from(key.toPublic().write()), fileOf(signature), DATA)).not.toContain('good');
  });
});

describe('version 6', () => {
  it('good and tampered', async () => {
    const config = { v6Keys: true };
    const { privateKey, publicKey } = await openpgp.generateKey({ type: 'curve25519', userIDs: { name: 'Six' }, format: 'object', config });
    const message = await openpgp.createMessage({ binary: new Uint8Array(DATA) });
    const signature = await openpgp.sign({ message, signingKeys: privateKey, detached: true, format: 'armored' });
    const fingerprint = publicKey.getFingerprint().toUpperCase();
    const claims = await claimsOf(DATA, signature, publicKey.armor());
    expect(claims).toMatchObject([{ status: 'good', fingerprint, keyId: fingerprint.slice(0, 16), keyAlgorithm: 'ed25519', userId: 'Six' }]);
    expect(await claimsOf(Buffer.concat([DATA, DATA]), signature, publicKey.armor())).toMatchObject([{ status: 'bad' }]);
  });
});

describe('floods', () => {
  it('more signatures than anybody reads', async () => {
    const key = await newKey('Busy');
    const signature = await signatureOver(key.keyPacket as SecretKeyPacket, DATA);
    const claims = await claimsOf(DATA, Buffer.concat(Array.from({ length: 100 }, () => signature)), key.toPublic().write());
    expect(claims).toHaveLength(65);
    expect(claims.at(-1)).toMatchObject({ status: 'unreadable', problem: expect.stringContaining('more than 64') });
  });

  it('a key with thousands of signatures of its own', async () => {
    const key = await newKey('Decorated');
    const bytes = key.toPublic().write();
    const own = [...packetsOf(bytes)].find(({ tag }) => tag === 2)!;
    const keys = Buffer.concat([bytes, ...Array.from({ length: 2500 }, () => packet(2, own.body))]);
    expect(await problemOf(DATA, await signatureOver(key.keyPacket as SecretKeyPacket, DATA), keys)).toMatch(/too many signatures/);
  });

  it('an RSA key with numbers that take hours', async () => {
    const number = (bytes: number): Buffer => Buffer.concat([Buffer.from([(bytes * 8) >> 8, (bytes * 8) & 0xff, 0x80]), randomBytes(bytes - 1)]);
    const body = Buffer.concat([Buffer.from([4, 0x50, 0, 0, 0, 1]), number(4096), number(4096)]);
    const key = await newKey('Small');
    const signature = await forge(key.keyPacket as SecretKeyPacket, BINARY, literal(DATA), {}, true);
    const huge = (await openpgp.readKey({ binaryKey: Buffer.concat([packet(6, body), packet(13, Buffer.from('Huge'))]) })) as openpgp.Key;
    Object.assign(signature, { publicKeyAlgorithm: 1, params: { s: randomBytes(4000) } });
    const bytes = Buffer.from(signature.write());
    bytes[2] = 1;
    const issuer = Buffer.from(key.getKeyID().toHex(), 'hex');
    for (let at = bytes.indexOf(issuer); at >= 0; at = bytes.indexOf(issuer)) bytes.write(huge.getKeyID().toHex(), at, 'hex');
    const prints = Buffer.from(key.getFingerprint(), 'hex').subarray(0, 12);
    bytes.write(huge.getFingerprint().slice(0, 24), bytes.indexOf(prints), 'hex');
    expect(await problemOf(DATA, packet(2, bytes), Buffer.concat([packet(6, body), packet(13, Buffer.from('Huge'))]))).toMatch(/too large/);
  });
});

describe('a revocation that is hard to read', () => {
  it('with something in it that must be understood and is not', async () => {
    const key = await newKey('Notary');
    const primary = key.keyPacket as SecretKeyPacket;
    const notation = { name: 'purpose@example.org', value: Buffer.from('tests only'), humanReadable: true, critical: true };
    const more = { reasonForRevocationFlag: 2, reasonForRevocationString: '', rawNotations: [notation] };
    const revocation = fileOf(await forge(primary, 0x20, { key: primary }, more));
    const keys = Buffer.concat([key.toPublic().write(), revocation]);
    expect(await claimsOf(DATA, await signatureOver(primary, DATA), keys)).toMatchObject([{ status: 'good', keyRevocationReason: 'compromised' }]);
  });

  it('of version 3', async () => {
    const key = await newKey('Veteran');
    const issuer = Buffer.from(key.getKeyID().toHex(), 'hex');
    const body = Buffer.concat([Buffer.from([3, 5, 0x20, 0x50, 0, 0, 0]), issuer, Buffer.from([19, 8, 0, 0, 0, 1, 1])]);
    const signature = await signatureOver(key.keyPacket as SecretKeyPacket, DATA);
    expect(await problemOf(DATA, signature, Buffer.concat([key.toPublic().write(), packet(2, body)]))).toMatch(/revocation that cannot be read/);
  });

  it('made by somebody who may not', async () => {
    const key = await newKey('Honest');
    const primary = key.keyPacket as SecretKeyPacket;
    const stranger = (await newKey('Stranger')).keyPacket as SecretKeyPacket;
    const foreign = fileOf(await forge(stranger, 0x20, { key: primary }, { reasonForRevocationFlag: 2, reasonForRevocationString: '' }));
    const [claim] = await claimsOf(DATA, await signatureOver(primary, DATA), Buffer.concat([key.toPublic().write(), foreign]));
    expect(claim).toMatchObject({ status: 'good' });
    expect(claim).not.toHaveProperty('keyRevokedAt');
  });
});

describe('a key that others may revoke', () => {
  let gpg: Gpg;
  beforeAll(() => {
    gpg = startGpg();
  });
  afterAll(() => gpg.close());

  it('was revoked by them', async () => {
    const at = '20200101T000000';
    const key = gpg.key('Revocable <a@example.org>', 'ed25519', { at });
    const revoker = gpg.key('Revoker <b@example.org>', 'ed25519', { at });
    const signature = gpg.sign(DATA, [key], { at: '20200601T000000' });
    gpg.run(['--no-batch', '--command-fd', '0', '--edit-key', key, 'addrevoker', 'save'], { input: `${revoker}\ny\n`, at });
    expect(await claimsOf(DATA, signature, gpg.export(key))).toMatchObject([{ status: 'good', fingerprint: key }]);
    const revocation = gpg.run(['--no-batch', '--command-fd', '0', '--armor', '--output', '-', '--desig-revoke', key], {
      input: 'y\n1\n\ny\n',
      at: '20210101T000000',
    });
    gpg.run(['--import'], { input: revocation });
    const revoked = { status: 'good', keyRevokedAt: '2021-01-01T00:00:00Z', keyRevocationReason: 'compromised' };
    expect(await claimsOf(DATA, signature, gpg.export(key, revoker))).toMatchObject([revoked]);
    // Without the revoker's key nobody can tell whether that is true.
    expect(await problemOf(DATA, signature, Buffer.from(gpg.export(key)))).toMatch(/may be revoked/);
  });
});
