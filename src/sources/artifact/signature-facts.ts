import type { SignatureClaim, SignatureWeakness } from '../../model/answer.ts';
import { printable } from '../../parsers/printable.ts';
import { type KeyPacket, keyIdOf, type Signature } from './openpgp.ts';
import type { SignatureHead } from './signature-head.ts';
import type { Signer } from './signer.ts';

/** What one signature says, without the name of its file. */
export type Judgement = Omit<SignatureClaim, 'file'>;

/** What the signature says of itself. */
export type OwnFacts = Pick<Judgement, 'keyId' | 'signedAt' | 'signatureExpiresAt' | 'digest' | 'weaknesses'>;

const DIGEST_WEAKNESSES: Readonly<Record<string, readonly SignatureWeakness[]>> = {
  md5: ['md5-digest'],
  sha1: ['sha1-digest'],
  ripemd160: ['ripemd160-digest'],
};

export function ownFacts(signature: Signature, { digest, version }: SignatureHead): OwnFacts {
  const keyId = keyIdOf(signature);
  const expires = signature.getExpirationTime();
  return {
    ...(keyId && { keyId }),
    signedAt: iso(signature.created!),
    ...(expires instanceof Date && { signatureExpiresAt: iso(expires) }),
    digest,
    weaknesses: [...(DIGEST_WEAKNESSES[digest] ?? []), ...(version === 3 ? (['version-3-signature'] as const) : [])],
  };
}

/** What is known of the key that made it without any verification: its numbers, and the fingerprint that they have. */
export const keyFacts = (fingerprint: string, key: KeyPacket): Partial<Judgement> => ({
  fingerprint,
  keyCreatedAt: iso(key.created),
  keyAlgorithm: algorithmOf(key),
});

/** What the verified signatures on the key say of it. */
export const signerFacts = (
  { userId, expiresAt, revocation, weaknesses }: Signer,
  own: OwnFacts,
): Partial<Judgement> & Pick<Judgement, 'weaknesses'> => ({
  ...(userId !== undefined && { userId: printable(userId) }),
  ...(expiresAt && { keyExpiresAt: iso(expiresAt) }),
  ...(revocation && { keyRevokedAt: iso(revocation.at), keyRevocationReason: revocation.reason }),
  weaknesses: [...own.weaknesses, ...weaknesses],
});

/** OpenPGP counts whole seconds. */
const iso = (date: Date): string => date.toISOString().replace('.000Z', 'Z');

/** `rsa4096`, `dsa1024`, `ed25519`, `nistp256` … */
function algorithmOf(key: KeyPacket): string {
  const { algorithm, bits, curve } = key.getAlgorithmInfo();
  if (curve) return curve.toLowerCase().replace('legacy', '');
  return `${algorithm.startsWith('rsa') ? 'rsa' : algorithm.toLowerCase()}${bits ?? ''}`;
}
