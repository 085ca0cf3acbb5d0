import type { DigestName } from '../model/answer.ts';
import { type ChecksumEntry, checksumEntries, LABELS, plainLabel } from './checksum-entries.ts';
import { printable } from './printable.ts';

/** One digest that a checksum file gives for the artifact (`expected` in lower-case hex), or why it has none that can be compared. */
export type ParsedChecksum =
  | { readonly digest: DigestName; readonly expected: string; readonly otherName?: string }
  | { readonly problem: string; readonly otherName?: string };

/** Whose digest is wanted, and the name of the checksum file, whose ending says which algorithm it promises. Both without folders. */
export interface ChecksumContext {
  readonly artifactName: string;
  readonly fileName: string;
}

const BY_DIGITS: Readonly<Record<number, DigestName>> = { 32: 'md5', 40: 'sha1', 64: 'sha256', 96: 'sha384', 128: 'sha512' };
const DIGITS: Readonly<Record<DigestName, number>> = { md5: 32, sha1: 40, sha256: 64, sha384: 96, sha512: 128 };
const MOST_CLAIMS = 16;

/**
 * What a checksum file says of one artifact. Never empty: a file that says nothing usable is a problem.
 * Every contradicting line is reported, none wins. The number of digits decides the algorithm: `.sha` was SHA-512 once.
 *
 *     apache-cloudstack-4.3.1-src.tar.bz2: 9D D4 E4 61 26 8C 80 34  F5 C8 56 4E 15 5C
 *                                          67 A6
 *     a4abd4448c49…50551afe62  apache-cloudstack-4.22.0.0-src.tar.bz2
 *     SHA512 (one-7.0.0.tar.gz) = a4abd4448c49…50551afe62
 */
export function parseChecksums(text: string, { artifactName, fileName }: ChecksumContext): readonly ParsedChecksum[] {
  const useless = uselessBecause(text);
  if (useless) return [{ problem: useless }];
  const entries = checksumEntries(text);
  const picked = pick(entries, artifactName);
  if (picked.length === 0) return [{ problem: sayOthers(entries, artifactName) }];
  const names = new Set(picked.map(({ name }) => name));
  if (names.size > 1) return [{ problem: `it lists ${printable(artifactName)} in ${names.size} folders: ${sayNames(names)}` }];
  return distinct(choose(picked, promisedBy(fileName), artifactName));
}

/** Whether a file of many sums has a line for this artifact. */
export const listsArtifact = (text: string, artifactName: string): boolean =>
  text.includes(artifactName) && checksumEntries(text).some(({ name }) => name !== undefined && baseOf(name) === artifactName);

function uselessBecause(text: string): string | undefined {
  if (text.trim() === '') return 'it is empty';
  if (/^\uFEFF?\s*</.test(text)) return 'it is a web page and not a checksum file';
  if (/[\u0000-\u0008\u000E-\u001F]/.test(text)) return 'it is not text';
  return undefined;
}

/** The lines of this artifact, best by its plain name; or all, where the file speaks of one thing only, under whatever name. */
function pick(entries: readonly ChecksumEntry[], artifactName: string): readonly ChecksumEntry[] {
  const exact = entries.filter(({ name }) => name?.replace(/^\.\//, '') === artifactName);
  if (exact.length > 0) return exact.map(entry => ({ ...entry, name: artifactName }));
  const named = entries.filter(({ name }) => name !== undefined && baseOf(name) === artifactName);
  if (named.length > 0) return named;
  return new Set(entries.map(({ name }) => name)).size === 1 ? entries : [];
}

function sayOthers(entries: readonly ChecksumEntry[], artifactName: string): string {
  const names = new Set(entries.map(({ name }) => name));
  return entries.length === 0 ? 'no digest was found in it' : `it has no digest of ${printable(artifactName)}, only of ${sayNames(names)}`;
}

function sayNames(names: ReadonlySet<string | undefined>): string {
  const some = [...names].slice(0, 3).map(name => (name === undefined ? 'a file that is not named' : printable(name)));
  return `${some.join(', ')}${names.size > 3 ? ` and ${names.size - 3} others` : ''}`;
}

/** All digests that can be compared. One of another algorithm than the promised one counts only beside one that keeps the promise. */
function choose(picked: readonly ChecksumEntry[], promised: readonly DigestName[], artifactName: string): readonly ParsedChecksum[] {
  const comparable = picked.filter(isSupported);
  const read = (comparable.length > 0 ? comparable : picked).map(entry => ({ ...judge(entry), ...otherName(entry, artifactName) }));
  const digests = read.flatMap(one => ('digest' in one ? [one.digest] : []));
  if (digests.length === 0 || promised.length === 0 || digests.some(digest => promised.includes(digest))) return read;
  return read.map(one => ('digest' in one ? { problem: sayBroken(one, promised) } : one));
}

const sayBroken = ({ digest, expected }: { digest: DigestName; expected: string }, promised: readonly DigestName[]): string =>
  `its digest has ${expected.length} hex digits (${digest}) where the name of the file promises ${promised.join(' or ')}`;

/** `gpg --print-mds` also writes digests that nobody compares. */
const isSupported = ({ label }: ChecksumEntry): boolean => label === undefined || LABELS.has(plainLabel(label));

function judge({ label, hex }: ChecksumEntry): ParsedChecksum {
  const said = label === undefined ? undefined : LABELS.get(plainLabel(label));
  if (label !== undefined && !said) return { problem: `its digest is ${printable(label)}, which is not supported` };
  const digest = said ?? BY_DIGITS[hex.length];
  if (!digest) return { problem: `its digest has ${hex.length} hex digits, which fits no supported algorithm` };
  if (hex.length !== DIGITS[digest]) return { problem: `its ${digest} digest has ${hex.length} hex digits instead of ${DIGITS[digest]}` };
  return { digest, expected: hex.toLowerCase() };
}

const otherName = ({ name }: ChecksumEntry, artifactName: string): { otherName?: string } =>
  name === undefined || name === artifactName || baseOf(name) === artifactName ? {} : { otherName: printable(name) };

/** The algorithms that a name such as `F.sha512`, `F.sha` or `SHA256SUMS` stands for; none where it stands for no certain one. */
function promisedBy(fileName: string): readonly DigestName[] {
  const ending = /(?:^|\.)(md5|sha(?:1|256|384|512)?)(?:sums?)?(?:\.txt|\.asc)?$/i.exec(fileName)?.[1]?.toLowerCase();
  if (ending === undefined) return [];
  return ending === 'sha' ? ['sha512', 'sha384', 'sha256', 'sha1'] : [ending as DigestName];
}

function distinct(claims: readonly ParsedChecksum[]): readonly ParsedChecksum[] {
  const unlike = [...new Map(claims.map(claim => [JSON.stringify(claim), claim])).values()];
  return unlike.length > MOST_CLAIMS ? [{ problem: `it gives ${unlike.length} different digests` }] : unlike;
}

const baseOf = (name: string): string => name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1).trim();
