import { userInfo } from 'node:os';

/** A host to log in to. What is not said comes from ssh_config, as for `ssh HOST`. */
export interface SshTarget {
  /** A name of `ssh_config`, a host name or an address. */
  readonly host: string;
  readonly port?: number;
  readonly user?: string;
  /** As `ssh -J`: `[user@]host[:port]`, several with commas between, or `none`. */
  readonly jump?: string;
  /** Tried before those of ssh_config. */
  readonly identityFile?: string;
  /** A file whose first line is the password. Nobody but its owner may read it. */
  readonly passwordFile?: string;
  /** Read as root, through `sudo -n`. */
  readonly sudo?: boolean;
  /** Instead of `~/.ssh/config` and `/etc/ssh/ssh_config`. */
  readonly configFile?: string;
  /** Instead of `~/.ssh/known_hosts`. */
  readonly knownHostsFile?: string;
  /** Also accept SHA-1 key exchange and host keys, for systems such as CentOS 6. */
  readonly legacy?: boolean;
}

/** Everything that is needed to reach one host, as ssh would. */
export interface ResolvedHost {
  /** As the operator said it. */
  readonly host: string;
  readonly hostname: string;
  readonly port: number;
  readonly user: string;
  readonly identityFiles: readonly string[];
  /** Whether somebody named these files; ssh's own defaults may be missing without a word. */
  readonly identitiesNamed: boolean;
  readonly identitiesOnly: boolean;
  /** The socket of the agent. */
  readonly agent?: string;
  readonly jumps: readonly string[];
  readonly knownHostsFiles: readonly string[];
  /** The file that a new key is added to. */
  readonly newHostsFile?: string;
  readonly hashKnownHosts: boolean;
  readonly revokedKeysFile?: string;
  /** The name in known_hosts, where it is not the host's. */
  readonly alias?: string;
  readonly family: 0 | 4 | 6;
}

/** Whose configuration it is. */
export interface Self {
  readonly user: string;
  readonly home: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** The home of the account and not `$HOME`, as ssh has it. */
export const self = (): Self => ({ user: userInfo().username, home: userInfo().homedir, env: process.env });

/** Refuses what could be taken for an option or for shell syntax. Throws one sentence. */
export function assertPlain({ host, user = '', port = 22, jump = '' }: SshTarget): void {
  if (!/^[^-\s\p{Cc}'"`$\\;&<>|(){}][^\s\p{Cc}'"`$\\;&<>|(){}]*$/u.test(host)) throw new Error(`not a host name: ${JSON.stringify(host)}`);
  if (/^-|[\p{Cc}'"`$\\;&<>|(){}]/u.test(user)) throw new Error(`${host}: not a user name: ${JSON.stringify(user)}`);
  if (!Number.isInteger(port) || port < 1 || port > 65535) throw new Error(`${host}: not a port: ${port}`);
  if (jump !== '') jump.split(',').forEach(parseJump);
}

/** One hop of a jump: `[user@]host[:port]`, an address of version 6 in brackets, or the same as `ssh://…`. Throws where it is none. */
export function parseJump(spec: string): { host: string; port?: number; user?: string } {
  const [, user, six, name, port] =
    /^(?:ssh:\/\/)?(?:([^@\s]+)@)?(?:\[([0-9A-Fa-f:.%]+)\]|([^:@\s[\]/]+))(?::(\d{1,5}))?\/?$/.exec(spec.trim()) ?? [];
  const host = six ?? name;
  if (host === undefined) throw new Error(`not a jump host: ${JSON.stringify(spec)}; it is [user@]host[:port]`);
  return { host, ...(port !== undefined && { port: Number(port) }), ...(user !== undefined && { user }) };
}
