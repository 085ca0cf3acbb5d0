import { lstat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { ArtifactQuery } from '../../model/query.ts';

/** The files that say something about an artifact. Those of `sums` count only where they list it. */
export interface Companions {
  readonly signatures: readonly string[];
  readonly checksums: readonly string[];
  readonly sums: readonly string[];
  readonly keys?: string;
}

const SIGNATURE_ENDINGS = ['asc', 'sig', 'sign'];
const DIGEST_NAMES = ['md5', 'sha', 'sha1', 'sha256', 'sha384', 'sha512'];
const SUMS_NAMES = [...DIGEST_NAMES.map(name => `${name}sums`), 'checksum', 'checksums'];
const KEYS_NAMES = ['KEYS', 'KEYS.txt', 'KEYS.asc', 'keys.asc'];

/** What was named, whether it is there or not; and what lies beside the artifact under a usual name where nothing was named. */
export async function findCompanions({ path, signature, checksums, keys }: ArtifactQuery): Promise<Companions> {
  const beside = (names: readonly string[]): string[] => names.map(name => join(dirname(path), name));
  const keysFile = keys ?? (await present(beside(KEYS_NAMES)))[0];
  return {
    signatures: signature ? [signature] : await present(SIGNATURE_ENDINGS.map(ending => `${path}.${ending}`)),
    checksums: checksums ?? (await present(DIGEST_NAMES.flatMap(name => [`${path}.${name}`, `${path}.${name}sum`]))),
    sums: checksums ? [] : await present(beside(sumsNames(basename(path)))),
    ...(keysFile && { keys: keysFile }),
  };
}

/** `SHA512SUMS`, `sha512sums.txt` and their like. */
const sumsNames = (artifact: string): readonly string[] =>
  SUMS_NAMES.flatMap(name => [name, name.toUpperCase()].flatMap(one => [one, `${one}.txt`])).filter(name => name !== artifact);

/** What is there, a link that leads nowhere among it: that it cannot be read is said where it is read. */
async function present(paths: readonly string[]): Promise<readonly string[]> {
  const there = await Promise.all(paths.map(path => lstat(path).then(() => true, isHidden)));
  return paths.filter((_, index) => there[index]);
}

const isHidden = ({ code }: NodeJS.ErrnoException): boolean => code === 'EACCES';
