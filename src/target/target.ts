import type { Attestation, InputValue } from '../model/input.ts';
import type { Phase } from '../model/phase.ts';
import type { DatabaseAccess } from '../model/platform.ts';
import type { Waiver } from '../model/waiver.ts';

/** Where a password is kept, never the password. Relative paths of a target file begin at that file; `~/` is the operator's home. */
export type SecretRef =
  | { readonly env: string }
  | { readonly file: string }
  | { readonly prompt: string }
  /** The `password` of a group of a MySQL option file, `client` unless named. */
  | { readonly optionFile: string; readonly group?: string };

/** What is not said comes from ssh_config, as for `ssh ADDRESS`. */
export interface SshReach {
  readonly via: 'ssh';
  readonly address: string;
  readonly port?: number;
  readonly user?: string;
  /** As `ssh -J`. */
  readonly jump?: string;
  readonly identityFile?: string;
  readonly password?: SecretRef;
  /** Read as root, through `sudo -n`. */
  readonly sudo?: boolean;
}

/** The machine that preflight runs on. */
export interface LocalReach {
  readonly via: 'local';
}

/** Present, even empty: the connection is encrypted. Paths are beside the operator. */
export interface Tls {
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
  /** False: take any certificate. */
  readonly verify?: boolean;
}

/**
 * `address` is seen from the ssh host `through`, where there is one. Without an address there is a `socket`; without both, the
 * platform's own configuration says it. So it does for user and password where neither is said.
 */
export interface MysqlReach {
  readonly via: 'mysql';
  readonly address?: string;
  readonly port?: number;
  readonly socket?: string;
  readonly user?: string;
  readonly password?: SecretRef;
  readonly database?: string;
  readonly tls?: Tls;
  readonly through?: string;
}

/** The same of PostgreSQL; `database` is the name of the database, and `public` in queries is a schema in it. */
export interface PostgresReach extends Omit<MysqlReach, 'via'> {
  readonly via: 'postgres';
}

/** A database file beside the operator, or on the ssh host `through`. */
export interface SqliteReach {
  readonly via: 'sqlite';
  readonly path: string;
  readonly through?: string;
}

export type HttpAuth =
  | { readonly user: string; readonly password: SecretRef }
  | { readonly token: SecretRef }
  | { readonly apiKey: SecretRef; readonly secretKey: SecretRef };

export interface HttpReach {
  readonly via: 'http';
  /** `https://…` or `http://…`, without user, query and fragment. */
  readonly url: string;
  readonly caFile?: string;
  readonly auth?: HttpAuth;
}

/** How a host is reached. */
export type Reach = SshReach | LocalReach | MysqlReach | PostgresReach | SqliteReach | HttpReach;
export type Via = Reach['via'];

export interface TargetHost {
  /** As in reports, snapshots and waivers. Unique. */
  readonly name: string;
  readonly roles: readonly string[];
  readonly reach: Reach;
  /** Of the target file, from 1; 0 where there is no file. */
  readonly line: number;
}

/** A waiver as written. Whether it is expired, unused or too wide is judged where findings are. */
export interface TargetWaiver extends Waiver {
  readonly line: number;
  readonly column: number;
}

/** Whole numbers; what is not given has the usual value of the source that it limits. */
export interface TargetLimits {
  /** Hosts asked at the same time. */
  readonly parallelHosts?: number;
  readonly connectSeconds?: number;
  /** For one answer. */
  readonly answerSeconds?: number;
  /** For everything that is asked of one host. */
  readonly hostSeconds?: number;
}

/** The installation: its hosts by role, how each is reached, and what only the operator knows. */
export interface Target {
  readonly platform: string;
  readonly name?: string;
  readonly from?: string;
  readonly to?: string;
  readonly phase?: Phase;
  readonly hosts: readonly TargetHost[];
  readonly inputs: Readonly<Record<string, InputValue>>;
  /** By the id of a manual check. */
  readonly answers: Readonly<Record<string, Attestation>>;
  readonly waivers: readonly TargetWaiver[];
  readonly limits: TargetLimits;
  /** Where things are said, by `platform`, `from`, `inputs.md5-clients` …; empty where there is no file. */
  readonly lines: Readonly<Record<string, number>>;
  /** How the platform's own configuration opens its database. */
  readonly database?: DatabaseAccess;
}

/** What a target needs to know of a platform. */
export interface PlatformRoles {
  readonly id: string;
  readonly title: string;
  readonly roles: Readonly<Record<string, { readonly title: string; readonly required: boolean }>>;
  readonly database?: DatabaseAccess;
}
