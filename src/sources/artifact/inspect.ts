import { basename } from 'node:path';
import type { Answer, ArtifactBody, DigestName, Failure, SignatureClaim } from '../../model/answer.ts';
import type { ArtifactQuery } from '../../model/query.ts';
import { type PendingChecksum, readChecksums, toChecksumClaim } from './checksum-claims.ts';
import { findCompanions } from './companions.ts';
import { readSmall } from './file.ts';
import { type Ask, type Hashed, hashAll } from './hash.ts';
import { signatureJudge } from './judge-signature.ts';
import { EMPTY_KEYRING, type Keyring, readKeyring } from './keyring.ts';
import { loadOpenpgp } from './openpgp.ts';
import { type PendingSignature, readSignatures, toSignatureClaim } from './signature-claims.ts';
import { lookAt } from './subject.ts';

const MOST_KEYS_BYTES = 8 << 20;

/**
 * What the checksum files, the signatures and the KEYS file beside a release say of it. It is read once per thread, in small
 * pieces, and only for the digests that its companions ask for. Absent or unreadable is a failure; a companion that is
 * absent or unreadable is told in the body, and so is an artifact that is no release at all.
 */
export async function inspectArtifact(query: ArtifactQuery): Promise<Answer<'artifact'>> {
  try {
    const body = await inspect(query);
    return 'status' in body ? body : { status: 'ok', at: new Date().toISOString(), body };
  } catch (error) {
    return { status: 'failed', reason: `${query.path} could not be verified: ${(error as Error).message}` };
  }
}

async function inspect(query: ArtifactQuery): Promise<ArtifactBody | Failure> {
  const subject = await lookAt(query.path);
  if ('status' in subject) return subject;
  const { identity, problem } = subject;
  const about = { path: query.path, size: identity.size, ...(problem && { problem }) };
  if (!subject.isFile) return { ...about, digests: {}, checksums: [], signatures: [] };

  const companions = await findCompanions(query);
  const checksums = await readChecksums(companions, basename(query.path));
  const signatures = await readSignatures(companions);
  const asks = new Map([...checksums, ...signatures].flatMap(pending => ('problem' in pending ? [] : [[pending as Pending, askOf(pending)]])));
  // The library is large: it loads while the threads compute.
  const loading = signatures.length > 0 ? loadOpenpgp() : undefined;
  const [hashed, keyring] = await Promise.all([hashAll(query.path, identity, [...asks.values()]), readKeys(companions.keys), loading]);
  if ('status' in hashed) return hashed;

  const results = new Map([...asks.keys()].map((pending, index) => [pending, hashed[index]!]));
  return {
    ...about,
    digests: digestsOf([...asks.values()], hashed),
    checksums: checksums.map(pending => toChecksumClaim(pending, results.get(pending))),
    signatures: await judgeAll(signatures, results, keyring),
    ...(companions.keys && { keys: { file: companions.keys, count: keyring.count, problems: keyring.problems } }),
  };
}

type Pending = PendingChecksum | PendingSignature;
type Hashable = Exclude<Pending, { readonly problem: string }>;

const askOf = (pending: Hashable): Ask =>
  'trailer' in pending
    ? { algorithm: pending.digest, salt: pending.salt, text: pending.text, trailer: pending.trailer }
    : { algorithm: pending.digest };

async function judgeAll(
  signatures: readonly PendingSignature[],
  results: ReadonlyMap<Pending, Hashed>,
  keyring: Keyring,
): Promise<readonly SignatureClaim[]> {
  if (signatures.length === 0) return [];
  const judge = await signatureJudge(keyring);
  const claims: SignatureClaim[] = [];
  for (const pending of signatures) claims.push(await toSignatureClaim(pending, results.get(pending), judge));
  return claims;
}

const DIGEST_NAMES: readonly string[] = ['md5', 'sha1', 'sha256', 'sha384', 'sha512'] satisfies DigestName[];

/** What is known of the file itself: neither with a salt before it nor with its line ends changed. */
function digestsOf(asks: readonly Ask[], hashed: readonly Hashed[]): ArtifactBody['digests'] {
  const known = asks.flatMap(({ algorithm, salt, text }, index) => {
    const one = hashed[index]!;
    return 'bare' in one && !text && !salt?.length && DIGEST_NAMES.includes(algorithm) ? [[algorithm, one.bare] as const] : [];
  });
  return Object.fromEntries(known);
}

async function readKeys(file: string | undefined): Promise<Keyring> {
  if (!file) return EMPTY_KEYRING;
  const read = await readSmall(file, MOST_KEYS_BYTES);
  return 'status' in read ? { ...EMPTY_KEYRING, problems: [read.reason] } : readKeyring(read.bytes);
}
