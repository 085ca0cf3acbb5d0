import { fingerprint, judge, type KnownHost, keyType, knownTypes, nameOf, type Verdict } from './known-hosts.ts';
import { type KnownHostsFiles, revokedKeys } from './known-hosts-files.ts';
import type { ResolvedHost } from './target.ts';

/** Decides about the key of one host. */
export interface HostKeyCheck {
  /** For `algorithms.serverHostKey`: the types that known_hosts has come first, so that the host offers a key that is known. */
  readonly algorithms: readonly string[];
  /** True or false at once, nothing else: the SSH library takes any other value for yes. */
  verify(key: Buffer): boolean;
  /** Why the key was refused, once `verify` has said no. */
  refusal(): string | undefined;
  /** `ssh-ed25519 SHA256:… (known_hosts line 3)`, once `verify` has said yes. */
  accepted(): string | undefined;
}

export interface HostKeyOptions {
  readonly files: KnownHostsFiles;
  /** Add the key of a host that nobody knows yet. Never a changed one. */
  readonly acceptNew: boolean;
  readonly legacy: boolean;
}

const ALGORITHMS = ['ssh-ed25519', 'ecdsa-sha2-nistp256', 'ecdsa-sha2-nistp384', 'ecdsa-sha2-nistp521', 'rsa-sha2-512', 'rsa-sha2-256'];

/** Reads known_hosts for one host. Throws a sentence where that cannot be done. */
export async function hostKeyCheck(host: ResolvedHost, { files, acceptNew, legacy }: HostKeyOptions): Promise<HostKeyCheck> {
  const entries = await files.read(host.knownHostsFiles);
  const revoked = await revokedKeys(host.revokedKeysFile);
  const names = namesOf(host);
  let refusal: string | undefined;
  let accepted: string | undefined;

  const decide = (key: Buffer): boolean => {
    if (revoked.has(key.toString('base64'))) return refuse(`its key ${say(key)} is revoked by ${host.revokedKeysFile}`);
    const verdict = judge(files.added.length === 0 ? entries : [...entries, ...files.added], names, key);
    if (verdict.status === 'known') return accept(`${say(key)} (${place(verdict.entry)})`);
    if (verdict.status !== 'unknown' || !acceptNew || host.newHostsFile === undefined) return refuse(explain(verdict, key, host, names[0]!));
    files.add(host.newHostsFile, names[0]!, key, host.hashKnownHosts);
    return accept(`${say(key)} (new, added to ${host.newHostsFile})`);
  };
  const refuse = (why: string): false => {
    refusal = why;
    return false;
  };
  const accept = (how: string): true => {
    accepted = how;
    return true;
  };

  return {
    algorithms: preferred(knownTypes(entries, names), legacy),
    verify: key => {
      try {
        return decide(key) === true;
      } catch (error) {
        return refuse(`its new key could not be added to ${host.newHostsFile}: ${(error as NodeJS.ErrnoException).code ?? 'error'}`);
      }
    },
    refusal: () => refusal,
    accepted: () => accepted,
  };
}

/** As ssh: an alias stands alone; otherwise the name with its port, then the bare name. */
const namesOf = ({ alias, hostname, port }: ResolvedHost): string[] => (alias ? [alias] : [...new Set([nameOf(hostname, port), hostname])]);

function preferred(types: readonly string[], legacy: boolean): string[] {
  const all = legacy ? [...ALGORITHMS, 'ssh-rsa'] : ALGORITHMS;
  const known = all.filter(algorithm => types.includes(algorithm.startsWith('rsa-sha2') ? 'ssh-rsa' : algorithm));
  return [...known, ...all.filter(algorithm => !known.includes(algorithm))];
}

const say = (key: Buffer): string => `${keyType(key) ?? 'key'} ${fingerprint(key)}`;

const place = ({ file, line }: KnownHost): string => (line === 0 ? file : `${file} line ${line}`);

function explain(verdict: Exclude<Verdict, { status: 'known' }>, key: Buffer, host: ResolvedHost, name: string): string {
  switch (verdict.status) {
    case 'revoked':
      return `its key ${say(key)} is revoked in ${place(verdict.entry)}`;
    case 'changed':
      return changed(verdict.others, key, name);
    case 'authority-only':
      return `${place(verdict.entry)} has only a @cert-authority for it, and host certificates cannot be checked here; add its key ${say(key)} to known_hosts after comparing it with the host's own`;
    case 'unknown':
      return `its key is not in known_hosts (${host.knownHostsFiles[0] ?? 'no file'}): it offers ${say(key)}; compare that with the host's own, then log in once with ssh, or use --accept-new-host-keys`;
  }
}

function changed(others: readonly KnownHost[], key: Buffer, name: string): string {
  const entry = others.find(({ type }) => type === keyType(key)) ?? others[0]!;
  const known = `${entry.type} ${fingerprint(Buffer.from(entry.key, 'base64'))} (${place(entry)})`;
  return `ITS HOST KEY HAS CHANGED: it offers ${say(key)}, but known is ${known}; somebody may be listening in, or it was installed anew. Find out which; only then remove the old key: ssh-keygen -f ${entry.file} -R '${name}'`;
}
