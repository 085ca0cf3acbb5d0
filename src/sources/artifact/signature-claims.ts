import type { SignatureClaim } from '../../model/answer.ts';
import type { Companions } from './companions.ts';
import { readSmall } from './file.ts';
import type { Hashed } from './hash.ts';
import type { Judge } from './judge-signature.ts';
import { type FoundSignature, signaturesIn } from './signature-file.ts';

/** One signature, not yet judged; or why there is none in that place. */
export type PendingSignature = { readonly file: string } & FoundSignature;

const MOST_BYTES = 1 << 20;

/** Every signature of these files. A file that cannot be read is there with its problem. */
export async function readSignatures({ signatures }: Companions): Promise<readonly PendingSignature[]> {
  return (await Promise.all(signatures.map(readOne))).flat();
}

async function readOne(file: string): Promise<readonly PendingSignature[]> {
  const read = await readSmall(file, MOST_BYTES);
  if ('status' in read) return [{ file, problem: read.reason }];
  return signaturesIn(read.bytes).map(found => ({ file, ...found }));
}

/** Judged by the digest of the artifact with the trailer that this signature asked for. */
export async function toSignatureClaim(pending: PendingSignature, hashed: Hashed | undefined, judge: Judge): Promise<SignatureClaim> {
  const { file } = pending;
  if ('problem' in pending) return { file, status: 'unreadable', weaknesses: [], problem: pending.problem };
  return { file, ...(await judge(pending, hashed ?? { problem: 'the file was not hashed' })) };
}
