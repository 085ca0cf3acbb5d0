import type { PublicKeyPacket, PublicSubkeyPacket, UserIDPacket } from 'openpgp';
import type { Copies } from './keyring.ts';
import type { KeyPacket, ParsedKey, Signature, Verifier } from './openpgp.ts';
import { isRevocation, packetsOf } from './packets.ts';

/** A key with all that is said about it, of every copy that was found. Nothing of it is verified yet. */
export interface Certificate {
  /** Of the primary key, upper-case hex. */
  readonly fingerprint: string;
  readonly primary: PublicKeyPacket;
  readonly direct: readonly Signature[];
  readonly revocations: readonly Signature[];
  readonly users: readonly User[];
  readonly subkeys: readonly Subkey[];
}
export interface User {
  readonly id: UserIDPacket;
  readonly certifications: readonly Signature[];
  readonly revocations: readonly Signature[];
}
export interface Subkey {
  readonly packet: KeyPacket;
  readonly bindings: readonly Signature[];
  readonly revocations: readonly Signature[];
}

/** Parses all copies of a key and puts them together. Throws an error that says why the key cannot be used. */
export async function parseCertificate({ openpgp, config }: Verifier, { copies }: Copies): Promise<Certificate> {
  const keys: ParsedKey[] = [];
  for (const copy of copies) assertRevocationsReadable(openpgp, copy);
  for (const binaryKeys of copies) keys.push(...((await openpgp.readKeys({ binaryKeys, config })) as ParsedKey[]));
  return unite(keys);
}

/** The library skips what it cannot read, such as signatures of version 3. Of a revocation that must not go unnoticed. */
function assertRevocationsReadable(openpgp: Verifier['openpgp'], copy: Uint8Array): void {
  for (const packet of packetsOf(copy)) {
    if (!isRevocation(packet)) continue;
    try {
      new openpgp.SignaturePacket().read(packet.body);
    } catch {
      throw new Error('its key has a revocation that cannot be read, and may be revoked');
    }
  }
}

function unite(keys: readonly ParsedKey[]): Certificate {
  const [first] = keys;
  if (!first || keys.some(key => key.getFingerprint() !== first.getFingerprint())) throw new Error('its key could not be read');
  return {
    fingerprint: first.getFingerprint().toUpperCase(),
    primary: first.keyPacket as PublicKeyPacket,
    direct: keys.flatMap(({ directSignatures }) => directSignatures).filter(({ signatureType }) => signatureType === 0x1f),
    revocations: signatures(keys.flatMap(({ revocationSignatures }) => revocationSignatures)),
    users: users(keys),
    subkeys: subkeys(keys),
  };
}

const signatures = (packets: readonly unknown[]): readonly Signature[] => packets as readonly Signature[];

function users(keys: readonly ParsedKey[]): readonly User[] {
  const named = keys.flatMap(({ users }) => users).flatMap(user => (user.userID ? [{ ...user, id: user.userID }] : []));
  return groups(named, ({ id }) => id.userID).map(([first, ...others]) => ({
    id: first.id,
    certifications: signatures([first, ...others].flatMap(user => user.selfCertifications)),
    revocations: signatures([first, ...others].flatMap(user => user.revocationSignatures)),
  }));
}

function subkeys(keys: readonly ParsedKey[]): readonly Subkey[] {
  const all = keys.flatMap(({ subkeys }) => subkeys);
  return groups(all, subkey => subkey.getFingerprint()).map(([first, ...others]) => ({
    packet: first.keyPacket as PublicSubkeyPacket,
    bindings: signatures([first, ...others].flatMap(subkey => subkey.bindingSignatures)),
    revocations: signatures([first, ...others].flatMap(subkey => subkey.revocationSignatures)),
  }));
}

function groups<T>(items: readonly T[], keyOf: (item: T) => string): readonly (readonly [T, ...T[]])[] {
  const groups = new Map<string, [T, ...T[]]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return [...groups.values()];
}
