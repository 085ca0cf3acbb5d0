import { type Certificate, parseCertificate, type Subkey } from './certificate.ts';
import type { Hashed } from './hash.ts';
import type { Keyring } from './keyring.ts';
import { assertMadeBy, type KeyPacket, keyIdOf, newVerifier, type Signature, type Verifier } from './openpgp.ts';
import { type Judgement, keyFacts, type OwnFacts, ownFacts, signerFacts } from './signature-facts.ts';
import type { SignatureHead } from './signature-head.ts';
import { type Signer, signerOf } from './signer.ts';

/** Judges one signature by the digest that the file has with its trailer. */
export type Judge = (head: SignatureHead, hashed: Hashed) => Promise<Judgement>;

const MOST_CANDIDATES = 32;

/**
 * A judge by the keys of this keyring. Good is only what one of them has mathematically made and may have made;
 * age, expiry and revocation are told beside it. Every key is looked at once, however many signatures name it.
 */
export async function signatureJudge(keyring: Keyring): Promise<Judge> {
  const verifier = await newVerifier();
  const signers = new Map<string, Promise<Signer | Unusable>>();
  const judgeBy = async (signature: Signature, candidate: Candidate, own: OwnFacts): Promise<Judgement> => {
    const { certificate, subkey, key } = candidate;
    const id = `${certificate.fingerprint} ${key.getFingerprint()} ${subkey === undefined}`;
    const signer = signers.get(id) ?? orProblem(() => signerOf(verifier, certificate, subkey, keyring));
    signers.set(id, signer);
    return weigh(signature, candidate, own, await signer, await orProblem(() => assertMadeBy(verifier, signature, key)));
  };
  return async (head, hashed) => {
    const signature = parse(verifier, head);
    if ('problem' in signature) return { status: 'unreadable', weaknesses: [], problem: signature.problem };
    const own = ownFacts(signature, head);
    if ('problem' in hashed) return { status: 'unreadable', ...own, problem: hashed.problem };
    signature.hashed = hashed.ended!;
    const judgements: Judgement[] = [];
    for (const candidate of await candidatesFor(verifier, signature, keyring))
      judgements.push(
        'problem' in candidate ? { status: 'unreadable', ...own, problem: candidate.problem } : await judgeBy(signature, candidate, own),
      );
    return best(judgements) ?? { status: 'unknown-key', ...own, problem: sayUnknown(own, keyring) };
  };
}

const best = (judgements: readonly Judgement[]): Judgement | undefined =>
  (['good', 'bad', 'unreadable'] as const).map(wanted => judgements.find(({ status }) => status === wanted)).find(judgement => judgement);

const sayUnknown = ({ keyId }: OwnFacts, { count }: Keyring): string =>
  keyId ? `its key ${keyId} is not among the ${count} keys at hand` : 'it does not name its key';

/** Why something cannot be used. */
interface Unusable {
  readonly problem: string;
}

async function orProblem<T extends object>(make: () => Promise<T>): Promise<T | Unusable> {
  try {
    return await make();
  } catch (error) {
    return { problem: (error as Error).message };
  }
}

function parse({ openpgp }: Verifier, { body, version, trailer }: SignatureHead): Signature | Unusable {
  try {
    const signature = new openpgp.SignaturePacket() as Signature;
    signature.read(body);
    const signed = Buffer.from(signature.signatureData ?? []);
    // The library must have taken the same bytes for signed as were hashed.
    if (version !== 3 && !signed.equals(trailer.subarray(0, -6))) return { problem: 'it is damaged' };
    return signature;
  } catch (error) {
    return { problem: `it is damaged: ${(error as Error).message}` };
  }
}

/** A key that may have made the signature; `subkey` where it is not the primary one. */
interface Candidate {
  readonly certificate: Certificate;
  readonly key: KeyPacket;
  readonly subkey?: Subkey;
}

/** Every key with the 64-bit id, and the fingerprint where the signature names one. */
async function candidatesFor(verifier: Verifier, signature: Signature, keyring: Keyring): Promise<readonly (Candidate | Unusable)[]> {
  const keyId = keyIdOf(signature);
  const candidates: (Candidate | Unusable)[] = [];
  for (const copies of keyId ? keyring.find(keyId).slice(0, MOST_CANDIDATES) : []) {
    const certificate = await orProblem(() => parseCertificate(verifier, copies));
    if ('problem' in certificate) candidates.push(certificate);
    else candidates.push(...keysOf(certificate).filter(({ key }) => isNamed(signature, key)));
  }
  return candidates;
}

const keysOf = (certificate: Certificate): readonly Candidate[] => [
  { certificate, key: certificate.primary },
  ...certificate.subkeys.map(subkey => ({ certificate, key: subkey.packet, subkey })),
];

function isNamed(signature: Signature, key: KeyPacket): boolean {
  const { issuerFingerprint } = signature;
  const isFingerprint = !issuerFingerprint || Buffer.from(issuerFingerprint).toString('hex') === key.getFingerprint();
  return isFingerprint && key.getKeyID().toHex().toUpperCase() === keyIdOf(signature);
}

/** Good needs both: a signer who may sign, and that it made this signature. `made` is the signature itself where it did. */
function weigh(signature: Signature, { certificate, key }: Candidate, own: OwnFacts, signer: Signer | Unusable, made: object): Judgement {
  const facts = { ...own, ...keyFacts(certificate.fingerprint, key), ...('problem' in signer ? {} : signerFacts(signer, own)) };
  if (made !== signature) return { status: 'bad', ...facts, problem: sayBad((made as Unusable).problem) };
  if (key.created > signature.created!) return { status: 'bad', ...facts, problem: 'it says that it was made before its key was' };
  return 'problem' in signer ? { status: 'unreadable', ...facts, problem: signer.problem } : { status: 'good', ...facts };
}

const sayBad = (message: string): string =>
  /did not match|verification failed/.test(message)
    ? 'the file is not the one that was signed, or the signature was changed'
    : message.replace(/\.$/, '');
