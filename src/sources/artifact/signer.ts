import type { SignatureWeakness } from '../../model/answer.ts';
import type { Certificate, Subkey, User } from './certificate.ts';
import type { Keyring } from './keyring.ts';
import { isMadeBy, type KeyPacket, type Signature, type Verifier } from './openpgp.ts';
import { type Revocation, revocationsByOthers, toRevocation, worst } from './revocation.ts';

/** The key that made a signature, as its certificate has it. */
export interface Signer {
  /** What verifies the signature: the primary key or a subkey. */
  readonly packet: KeyPacket;
  readonly userId?: string;
  readonly expiresAt?: Date;
  readonly revocation?: Revocation;
  readonly weaknesses: readonly SignatureWeakness[];
}

/** What has been verified of a primary key or of a subkey. */
interface Standing {
  /** Those that it stands on, newest first. */
  readonly signatures: readonly Signature[];
  readonly revocations: readonly Revocation[];
}

/**
 * The primary key as a signer or, with `subkey`, that one: an expiry or revocation of either counts.
 * Throws an error that says why a signature by it would prove nothing.
 */
export async function signerOf(verifier: Verifier, certificate: Certificate, subkey: Subkey | undefined, keyring: Keyring): Promise<Signer> {
  const { primary } = certificate;
  const { userId, ...main } = await standingOfPrimary(verifier, certificate, keyring);
  if (!subkey) assertMaySign('key', primary, main.signatures);
  const sub = subkey && (await standingOfSubkey(verifier, primary, subkey));
  const expiries = [...main.signatures.map(one => expiryOf(primary, one)), ...(sub?.signatures ?? []).map(one => expiryOf(subkey!.packet, one))];
  const revocation = worst([...main.revocations, ...(sub?.revocations ?? [])]);
  const earliest = Math.min(...expiries);
  return {
    packet: subkey?.packet ?? primary,
    ...(userId !== undefined && { userId }),
    ...(earliest < Number.POSITIVE_INFINITY && { expiresAt: new Date(earliest) }),
    ...(revocation && { revocation }),
    weaknesses: weaknessesOf(subkey ? [primary, subkey.packet] : [primary], [...main.signatures, ...(sub?.signatures ?? [])]),
  };
}

async function standingOfPrimary(verifier: Verifier, certificate: Certificate, keyring: Keyring): Promise<Standing & { userId?: string }> {
  const { key, keyRevocation } = verifier.openpgp.enums.signature;
  const { primary } = certificate;
  const main = await mainUser(verifier, certificate);
  const direct = await valid(verifier, certificate.direct, primary, key, { key: primary });
  const signatures = [...(main ? [main.certification] : []), ...direct.slice(0, 1)];
  if (signatures.length === 0) throw new Error('its key has no valid signature of its own');
  const own = await valid(verifier, certificate.revocations, primary, keyRevocation, { key: primary });
  const others = await revocationsByOthers(verifier, certificate, [...signatures, ...direct], keyring);
  return { signatures, revocations: [...own.map(toRevocation), ...others], ...(main && { userId: main.user.id.userID }) };
}

interface CertifiedUser {
  readonly user: User;
  readonly certification: Signature;
  readonly revoked: boolean;
}

/** The name that counts: not revoked, then marked as the primary one, then the newest. */
async function mainUser(verifier: Verifier, { primary, users }: Certificate): Promise<CertifiedUser | undefined> {
  const { certGeneric, certRevocation } = verifier.openpgp.enums.signature;
  const certified: CertifiedUser[] = [];
  for (const user of users) {
    const data = { userID: user.id, key: primary };
    const [certification] = await valid(verifier, user.certifications, primary, certGeneric, data);
    if (!certification) continue;
    const [revocation] = await valid(verifier, user.revocations, primary, certRevocation, data);
    certified.push({ user, certification, revoked: revocation !== undefined && revocation.created! >= certification.created! });
  }
  const rank = ({ certification, revoked }: CertifiedUser): number => (revoked ? 0 : 2) + (certification.isPrimaryUserID ? 1 : 0);
  return certified.sort((a, b) => rank(b) - rank(a) || newestFirst(a.certification, b.certification))[0];
}

async function standingOfSubkey(verifier: Verifier, primary: KeyPacket, { packet, bindings, revocations }: Subkey): Promise<Standing> {
  const { subkeyBinding, subkeyRevocation, keyBinding } = verifier.openpgp.enums.signature;
  const data = { key: primary, bind: packet };
  const [binding] = await valid(verifier, bindings, primary, subkeyBinding, data);
  if (!binding) throw new Error('its subkey is not bound to the primary key');
  assertMaySign('subkey', packet, [binding]);
  const back = binding.embeddedSignature as Signature | null;
  // Without it, anybody could pass off the subkey of somebody else as theirs.
  const confirmed = back?.signatureType === keyBinding && (await isMadeBy(verifier, back, packet, keyBinding, data));
  if (!confirmed) throw new Error('its subkey has not confirmed that it belongs to the primary key (no cross-certification)');
  const revoked = await valid(verifier, revocations, primary, subkeyRevocation, data);
  return { signatures: [binding], revocations: revoked.map(toRevocation) };
}

/** Those of the signatures that `key` really made, newest first. */
async function valid(
  verifier: Verifier,
  signatures: readonly Signature[],
  key: KeyPacket,
  type: number,
  data: object,
): Promise<readonly Signature[]> {
  const made: Signature[] = [];
  for (const signature of signatures) if (await isMadeBy(verifier, signature, key, type, data)) made.push(signature);
  return made.sort(newestFirst);
}

const newestFirst = (a: Signature, b: Signature): number => b.created!.getTime() - a.created!.getTime();

/** RSA, RSA for signing only, DSA, ECDSA, and EdDSA in its three forms. */
const SIGNING_ALGORITHMS = new Set<number>([1, 3, 17, 19, 22, 27, 28]);
const MAY_SIGN = 0x02;

function assertMaySign(name: string, { algorithm }: KeyPacket, signatures: readonly Signature[]): void {
  const may = SIGNING_ALGORITHMS.has(algorithm) && signatures.every(({ keyFlags }) => !keyFlags || (keyFlags[0]! & MAY_SIGN) !== 0);
  if (!may) throw new Error(`its ${name} is not one that may sign files`);
}

/** Milliseconds since 1970; infinite where the key does not expire. What the signature says ends with the signature itself. */
function expiryOf(key: KeyPacket, { keyExpirationTime, created, signatureNeverExpires, signatureExpirationTime }: Signature): number {
  const ofKey = keyExpirationTime ? key.created.getTime() + keyExpirationTime * 1000 : Number.POSITIVE_INFINITY;
  const ofSignature = signatureNeverExpires ? Number.POSITIVE_INFINITY : created!.getTime() + signatureExpirationTime! * 1000;
  return Math.min(ofKey, ofSignature);
}

const LEAST_BITS = 2048;
/** MD5, SHA-1 and RIPEMD-160. */
const WEAK_DIGESTS = new Set<number>([1, 2, 3]);

function weaknessesOf(keys: readonly KeyPacket[], signatures: readonly Signature[]): readonly SignatureWeakness[] {
  const short = keys.map(key => key.getAlgorithmInfo()).filter(({ bits = LEAST_BITS }) => bits < LEAST_BITS);
  return [
    ...(short.some(({ algorithm }) => algorithm.startsWith('rsa')) ? (['short-rsa-key'] as const) : []),
    ...(short.some(({ algorithm }) => algorithm === 'dsa') ? (['dsa-1024-key'] as const) : []),
    ...(signatures.some(({ hashAlgorithm }) => WEAK_DIGESTS.has(hashAlgorithm ?? 0)) ? (['sha1-self-signature'] as const) : []),
  ];
}
