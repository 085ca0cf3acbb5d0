import { type Certificate, parseCertificate } from './certificate.ts';
import type { Keyring } from './keyring.ts';
import { isMadeBy, keyIdOf, type Signature, type Verifier } from './openpgp.ts';

/** That a key was revoked; `reason` is one of `compromised`, `superseded`, `retired`, `no-reason`. */
export interface Revocation {
  readonly at: Date;
  readonly reason: string;
}

const REASONS: Readonly<Record<number, string>> = { 1: 'superseded', 2: 'compromised', 3: 'retired' };

export const toRevocation = ({ created, reasonForRevocationFlag }: Signature): Revocation => ({
  at: created!,
  reason: REASONS[reasonForRevocationFlag ?? 0] ?? 'no-reason',
});

/** What counts of several: one that casts doubt on the past of the key before one that only ends its use, then the earliest. */
export const worst = (revocations: readonly Revocation[]): Revocation | undefined =>
  [...revocations].sort((a, b) => Number(isSoft(a)) - Number(isSoft(b)) || a.at.getTime() - b.at.getTime())[0];

const isSoft = ({ reason }: Revocation): boolean => reason === 'superseded' || reason === 'retired';

/**
 * The revocations that others made of this key. `selfSignatures` are the valid ones, which may name who else can revoke it.
 * Throws an error where such a revocation is there and cannot be verified, because then the key may be revoked.
 */
export async function revocationsByOthers(
  verifier: Verifier,
  { primary, revocations }: Certificate,
  selfSignatures: readonly Signature[],
  keyring: Keyring,
): Promise<readonly Revocation[]> {
  const revokers = selfSignatures.flatMap(({ revocationKeyFingerprint: bytes }) => (bytes ? [Buffer.from(bytes).toString('hex').toUpperCase()] : []));
  const made: Revocation[] = [];
  for (const revocation of revocations) {
    const revoker = revokers.find(fingerprint => fingerprint.endsWith(keyIdOf(revocation) ?? 'none'));
    if (!revoker) continue;
    const copies = keyring.find(revoker.slice(-16)).find(({ fingerprint }) => fingerprint === revoker);
    if (!copies) throw new Error(`its key may be revoked: the key of its revoker ${revoker} is not in the KEYS file`);
    const by = await parseCertificate(verifier, copies);
    if (await isMadeBy(verifier, revocation, by.primary, verifier.openpgp.enums.signature.keyRevocation, { key: primary }))
      made.push(toRevocation(revocation));
  }
  return made;
}
