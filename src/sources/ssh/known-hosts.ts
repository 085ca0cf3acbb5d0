import { createHash, createHmac, randomBytes } from 'node:crypto';
import { matchesList } from './patterns.ts';

/** One line of a known_hosts file that can be read. */
export interface KnownHost {
  readonly file: string;
  /** Counts from 1. */
  readonly line: number;
  readonly marker?: 'revoked' | 'cert-authority';
  /** As it stands there: patterns with commas between, or one hashed name. */
  readonly hosts: string;
  readonly type: string;
  /** The key in base64. */
  readonly key: string;
}

/** What known_hosts says of a key that a host offers. `other` are the host's keys that it knows instead. */
export type Verdict =
  | { readonly status: 'known'; readonly entry: KnownHost }
  | { readonly status: 'unknown' }
  | { readonly status: 'changed'; readonly others: readonly KnownHost[] }
  | { readonly status: 'revoked'; readonly entry: KnownHost }
  | { readonly status: 'authority-only'; readonly entry: KnownHost };

/**
 * The entries of a known_hosts text. Lines that are none are passed over, as ssh does.
 *
 *     m1.example.org,192.0.2.1 ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIH…
 *     |1|F1E1KeoE/eEWhi10WpGv4OdiO6Y=|3988QV0VE8wmZL7suNrYQLITLCg= ssh-rsa AAAAB3NzaC1yc2E…
 *     [bastion.example.org]:2222 ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTY…
 *     @revoked * ssh-rsa AAAAB3NzaC1yc2E…
 */
export const parseKnownHosts = (text: string, file: string): KnownHost[] =>
  text.split('\n').flatMap((line, index) => {
    const entry = parseLine(line);
    return entry ? [{ file, line: index + 1, ...entry }] : [];
  });

const LINE = /^[ \t]*(?:@(revoked|cert-authority)[ \t]+)?([^ \t#@][^ \t]*)[ \t]+([a-z][^ \t]*)[ \t]+([A-Za-z0-9+/]+={0,2})(?:[ \t\r]|$)/;

function parseLine(line: string): Omit<KnownHost, 'file' | 'line'> | undefined {
  const [, marker, hosts, type, key] = LINE.exec(line) ?? [];
  if (!hosts || !type || !key || keyType(Buffer.from(key, 'base64')) !== type) return undefined;
  return { ...(marker && { marker: marker as 'revoked' | 'cert-authority' }), hosts, type, key: Buffer.from(key, 'base64').toString('base64') };
}

/** The type that stands at the beginning of a public key: `ssh-ed25519`. Undefined where the bytes are no key. */
export function keyType(blob: Buffer): string | undefined {
  if (blob.length < 5) return undefined;
  const length = blob.readUInt32BE(0);
  return length > 0 && length <= 64 && blob.length > 4 + length ? blob.toString('latin1', 4, 4 + length) : undefined;
}

/** Where the names stand that are written out, and which entries must be looked at one by one: patterns and hashed names. */
interface NameIndex {
  readonly full: ReadonlyMap<string, readonly number[]>;
  readonly others: readonly number[];
  readonly found: Map<string, readonly KnownHost[]>;
}

const indexes = new WeakMap<readonly KnownHost[], NameIndex>();

/** The entries for a host, by the name that known_hosts has for it (see `nameOf`). The list must not change afterwards: what is found in it is kept. */
export function entriesFor(entries: readonly KnownHost[], name: string): readonly KnownHost[] {
  const index = indexes.get(entries) ?? indexOf(entries);
  indexes.set(entries, index);
  const found = index.found.get(name) ?? find(entries, index, name);
  index.found.set(name, found);
  return found;
}

function indexOf(entries: readonly KnownHost[]): NameIndex {
  const full = new Map<string, number[]>();
  const others: number[] = [];
  for (const [at, { hosts }] of entries.entries()) {
    if (/[*?!|]/.test(hosts)) others.push(at);
    else for (const name of new Set(hosts.toLowerCase().split(','))) full.get(name)?.push(at) ?? full.set(name, [at]);
  }
  return { full, others, found: new Map() };
}

function find(entries: readonly KnownHost[], { full, others }: NameIndex, name: string): KnownHost[] {
  const matching = others.filter(at => matchesHosts(entries[at]!.hosts, name));
  return [...(full.get(name) ?? []), ...matching].sort((a, b) => a - b).map(at => entries[at]!);
}

/** `name` or `[name]:port`, in small letters. */
export const nameOf = (host: string, port: number): string => (port === 22 ? host.toLowerCase() : `[${host.toLowerCase()}]:${port}`);

const HASHED = /^\|1\|([^|]+)\|([^|]+)$/;

function matchesHosts(hosts: string, name: string): boolean {
  const hashed = HASHED.exec(hosts);
  return hashed ? hashOf(name, hashed[1]!) === hashed[2] : matchesList(hosts.toLowerCase(), name);
}

const hashOf = (name: string, salt: string): string => createHmac('sha1', Buffer.from(salt, 'base64')).update(name).digest('base64');

/** A name as `HashKnownHosts yes` writes it. */
export function hashName(name: string): string {
  const salt = randomBytes(20).toString('base64');
  return `|1|${salt}|${hashOf(name, salt)}`;
}

/**
 * Judges the key that a host offers. `names` are tried in order, as ssh does: with the port, then without; the later ones
 * can only confirm a key. A key of another type than the known ones counts as changed: ssh is asked for the known types first.
 */
export function judge(entries: readonly KnownHost[], names: readonly string[], offered: Buffer): Verdict {
  const key = offered.toString('base64');
  const [first = [], ...later] = names.map(name => entriesFor(entries, name));
  const all = [first, ...later].flat();
  const revoked = all.find(entry => entry.marker === 'revoked' && entry.key === key);
  if (revoked) return { status: 'revoked', entry: revoked };
  const plain = first.filter(({ marker }) => marker === undefined);
  const known = (plain.length > 0 ? plain : all).find(entry => entry.marker === undefined && entry.key === key);
  if (known) return { status: 'known', entry: known };
  if (plain.length > 0) return { status: 'changed', others: plain };
  const authority = first.find(({ marker }) => marker === 'cert-authority');
  return authority ? { status: 'authority-only', entry: authority } : { status: 'unknown' };
}

/** The key types that known_hosts has for these names, in its order: what to ask the host for, so that it offers a key we know. */
export const knownTypes = (entries: readonly KnownHost[], names: readonly string[]): string[] => [
  ...new Set(
    names
      .flatMap(name => entriesFor(entries, name))
      .filter(({ marker }) => marker === undefined)
      .map(({ type }) => type),
  ),
];

/** `SHA256:…`, as ssh shows it. */
export const fingerprint = (key: Buffer): string => `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`;
