import { basename } from 'node:path';
import type { ChecksumClaim } from '../../model/answer.ts';
import { listsArtifact, type ParsedChecksum, parseChecksums } from '../../parsers/checksums.ts';
import type { Companions } from './companions.ts';
import { readSmall } from './file.ts';
import type { Hashed } from './hash.ts';

/** One digest that a checksum file gives, not yet compared. */
export type PendingChecksum = { readonly file: string } & ParsedChecksum;

const MOST_BYTES = 1 << 20;

/** What all checksum files give for this artifact. A file that cannot be read is there with its problem. */
export async function readChecksums({ checksums, sums }: Companions, artifactName: string): Promise<readonly PendingChecksum[]> {
  const own = await Promise.all(checksums.map(file => readOne(file, artifactName, () => true)));
  const shared = await Promise.all(sums.map(file => readOne(file, artifactName, text => listsArtifact(text, artifactName))));
  return [...own, ...shared].flat();
}

async function readOne(file: string, artifactName: string, isMeant: (text: string) => boolean): Promise<readonly PendingChecksum[]> {
  const read = await readSmall(file, MOST_BYTES);
  if ('status' in read) return [{ file, problem: read.reason }];
  const text = decode(read.bytes);
  return isMeant(text) ? parseChecksums(text, { artifactName, fileName: basename(file) }).map(parsed => ({ file, ...parsed })) : [];
}

/** UTF-8, or the UTF-16 that a redirection in PowerShell writes. */
const decode = (bytes: Buffer): string => (bytes[0] === 0xff && bytes[1] === 0xfe ? bytes.toString('utf16le', 2) : bytes.toString('utf8'));

/** Compares with what the artifact really has. */
export function toChecksumClaim(pending: PendingChecksum, hashed: Hashed | undefined): ChecksumClaim {
  if ('problem' in pending) return pending;
  if (!hashed || 'problem' in hashed) return { ...pending, problem: hashed?.problem ?? 'the file was not hashed' };
  return { ...pending, actual: hashed.bare, matches: hashed.bare === pending.expected };
}
