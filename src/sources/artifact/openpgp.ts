import type { Key, PublicKeyPacket, PublicSubkeyPacket, SignaturePacket } from 'openpgp';

type Openpgp = typeof import('openpgp');
export type KeyPacket = PublicKeyPacket | PublicSubkeyPacket;

/** Parts of the library that its types do not tell of. */
export type Signature = SignaturePacket & {
  /** A digest that is there already is not computed from the data. */
  hashed?: Uint8Array;
  hash(type: number, data: object): Promise<Uint8Array>;
};
export type ParsedKey = Key & { readonly directSignatures: readonly Signature[] };

/** The library at work on one artifact. */
export interface Verifier {
  readonly openpgp: Openpgp;
  readonly config: Openpgp['config'];
  /** How many signatures on keys it will still look at. A KEYS file made by an enemy shall not keep us busy for hours. */
  patience: number;
}

const PATIENCE = 2000;

/** The library, loaded at its first use: it is large. */
export const loadOpenpgp = (): Promise<Openpgp> => import('openpgp');

/**
 * Nothing is refused for being weak: what is mathematically right is called so, and the weakness told beside it.
 * Packets that cannot be read are skipped; a key that needs one of them is then missing what it needs.
 */
export async function newVerifier(): Promise<Verifier> {
  const openpgp = await loadOpenpgp();
  const config = {
    ...openpgp.config,
    rejectHashAlgorithms: new Set<never>(),
    rejectMessageHashAlgorithms: new Set<never>(),
    rejectPublicKeyAlgorithms: new Set<never>(),
    rejectCurves: new Set<never>(),
    minRSABits: 0,
    ignoreMalformedPackets: true,
  };
  return { openpgp, config, patience: PATIENCE };
}

/** The id of the key that a signature names as its maker: 16 upper-case hex digits. */
export function keyIdOf({ issuerKeyID }: Signature): string | undefined {
  const hex = issuerKeyID.toHex().toUpperCase();
  return hex.length === 16 && !/^0+$/.test(hex) ? hex : undefined;
}

/**
 * The signature itself if `key` made it; throws the library's error if not. Time and policy play no part.
 * The digest must be in `signature.hashed`: the library then asks for none of the data, and takes every curve.
 */
export async function assertMadeBy({ config }: Verifier, signature: Signature, key: KeyPacket): Promise<Signature> {
  if (!signature.hashed) throw new Error('its digest is not known');
  assertSize(key);
  const { revocationKeyClass } = signature;
  // The library refuses what names a designated revoker; it is looked at elsewhere.
  signature.revocationKeyClass = null;
  try {
    // No data and no date: were the digest not taken, this would fail.
    await signature.verify(key, signature.signatureType!, {}, null as unknown as Date, true, config);
    return signature;
  } finally {
    signature.revocationKeyClass = revocationKeyClass;
  }
}

/** Whether `key` made this signature over parts of a key, which are `data` in the library's words. Throws when patience is at its end. */
export async function isMadeBy(verifier: Verifier, signature: Signature, key: KeyPacket, type: number, data: object): Promise<boolean> {
  if (--verifier.patience < 0) throw new Error(`its key carries too many signatures: ${PATIENCE} were looked at, and not all`);
  try {
    signature.hashed = await signature.hash(type, data);
    await assertMadeBy(verifier, signature, key);
    return true;
  } catch (error) {
    // A revocation holds even where it has something in it that one does not understand; the mathematics came first.
    return REVOCATIONS.has(type) && /critical/.test((error as Error).message);
  }
}

const REVOCATIONS = new Set([0x20, 0x28, 0x30]);

const MOST_RSA_BYTES = 2048;
const MOST_EXPONENT_BYTES = 8;
const MOST_DSA_BYTES = 512;
const MOST_ORDER_BYTES = 64;

/** Keeps numbers that nobody uses, and that would take minutes each, away from the mathematics. */
function assertSize(key: KeyPacket): void {
  const { n, e, p, q } = key.publicParams as Readonly<Record<string, Uint8Array | undefined>>;
  const limits = [
    [n, MOST_RSA_BYTES],
    [e, MOST_EXPONENT_BYTES],
    [p, MOST_DSA_BYTES],
    [q, MOST_ORDER_BYTES],
  ] as const;
  if (limits.some(([number, most]) => (number?.length ?? 0) > most)) throw new Error('its key is too large to be computed with');
}
