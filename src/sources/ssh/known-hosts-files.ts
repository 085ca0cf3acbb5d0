import { appendFileSync, closeSync, existsSync, mkdirSync, openSync, readSync, statSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { hashName, type KnownHost, keyType, parseKnownHosts } from './known-hosts.ts';
import { recently } from './recently.ts';

const LARGEST = 32 * 1024 * 1024;
const NONE: readonly KnownHost[] = [];

/** The known_hosts files of one run: each is parsed once while it stays the same. */
export interface KnownHostsFiles {
  /** All entries, in the order of the files: the same list as long as these stay the same. Missing files are empty; one that cannot be read throws a sentence. */
  read(files: readonly string[]): Promise<readonly KnownHost[]>;
  /** Adds a new host at the end of a file, as `ssh` does, and to what `read` and `added` give. Throws where it cannot be written. */
  add(file: string, name: string, key: Buffer, hashed: boolean): KnownHost;
  /** What was added in this run, so that a second key offered for the same new host is a changed key. */
  readonly added: readonly KnownHost[];
}

/** A change of a file is seen after so many milliseconds. */
export function knownHostsFiles(milliseconds?: number): KnownHostsFiles {
  const parsed = new Map<string, { readonly stamp: string; readonly entries: Promise<readonly KnownHost[]> }>();
  const joined = new Map<string, { readonly parts: readonly (readonly KnownHost[])[]; readonly all: readonly KnownHost[] }>();
  const added: KnownHost[] = [];

  const readOne = recently(async (file): Promise<readonly KnownHost[]> => {
    const info = await stat(file).catch(absent);
    if (!info) return NONE;
    if (info.size > LARGEST) throw new Error(`${file}: larger than 32 MiB, which no known_hosts is`);
    const stamp = `${info.ino} ${info.size} ${info.mtimeMs}`;
    const known = parsed.get(file);
    if (known?.stamp === stamp) return known.entries;
    const entries = readFile(file, 'latin1').then(text => parseKnownHosts(text, file));
    parsed.set(file, { stamp, entries });
    return entries;
  }, milliseconds);

  const join = (key: string, parts: readonly (readonly KnownHost[])[]): readonly KnownHost[] => {
    const known = joined.get(key);
    if (known?.parts.every((part, at) => part === parts[at])) return known.all;
    const all = parts.flat();
    joined.set(key, { parts, all });
    return all;
  };

  return {
    added,
    read: async files => join(files.join('\0'), await Promise.all(files.map(readOne))),
    add: (file, name, key, hashed) => {
      const [type, base64] = [keyType(key) ?? 'unknown', key.toString('base64')];
      if (!existsSync(dirname(file))) mkdirSync(dirname(file), { mode: 0o700 });
      appendFileSync(file, `${endsOpen(file) ? '\n' : ''}${hashed ? hashName(name) : name} ${type} ${base64}\n`, { mode: 0o600 });
      const entry = { file, line: 0, hosts: name, type, key: base64 };
      added.push(entry);
      return entry;
    },
  };
}

const absent = (error: NodeJS.ErrnoException): undefined => {
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined;
  throw new Error(`${error.path ?? 'known_hosts'} cannot be read: ${error.code}`);
};

/** Whether the last line lacks its line break. */
function endsOpen(file: string): boolean {
  try {
    const { size } = statSync(file);
    if (size === 0) return false;
    const last = Buffer.alloc(1);
    const handle = openSync(file, 'r');
    readSync(handle, last, 0, 1, size - 1);
    closeSync(handle);
    return last[0] !== 10;
  } catch {
    return false;
  }
}

/** Keys that `RevokedHostKeys` names, in base64. Throws a sentence where the list cannot be read: then no key can be trusted. */
export async function revokedKeys(file: string | undefined): Promise<ReadonlySet<string>> {
  if (file === undefined) return new Set();
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    throw new Error(`the list of revoked host keys ${file} (RevokedHostKeys) cannot be read: ${error.code}`);
  });
  if (bytes.subarray(0, 6).toString('latin1') === 'SSHKRL') throw new Error(`${file} (RevokedHostKeys) is a binary KRL, which preflight cannot read`);
  return new Set([...bytes.toString('latin1').matchAll(/^[ \t]*[a-z][^ \t]*[ \t]+([A-Za-z0-9+/]+={0,2})/gm)].map(([, key]) => key!));
}
