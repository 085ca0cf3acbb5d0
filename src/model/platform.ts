import type { Needs } from './check.ts';
import type { Need } from './fact.ts';
import type { Phase } from './phase.ts';
import type { FileQuery } from './query.ts';

/** One role that hosts of a platform play. */
export interface Role {
  readonly title: string;
  /** A target without such a host leaves its checks unknown; otherwise they are skipped. */
  readonly required: boolean;
}

/** How one schema of a platform's database is opened. It stays in memory: the password is in no message, log, report or snapshot. */
export interface DatabaseLogin {
  /** The real name of the schema. */
  readonly name: string;
  readonly user: string;
  readonly password: string;
  /** As seen from the host that says it. */
  readonly address: string;
  readonly port: number;
  /** Present: the platform itself speaks TLS with it; `verify` is whether it verifies the certificate. */
  readonly tls?: { readonly verify: boolean };
}

/** How a platform's own configuration opens its database, so that a target need not say it again. */
export interface DatabaseAccess {
  /** The role of the database, and the role of the hosts that have the configuration. */
  readonly role: string;
  /** What kind of database it is; without it, MySQL or MariaDB. */
  readonly via?: 'mysql' | 'postgres';
  readonly configuredOn: string;
  /** The schema, as queries name it, that `database` of a target gives another name. */
  readonly schema: string;
  /** Read whole on one host, used and dropped. */
  readonly files: readonly FileQuery[];
  /** From the texts, by path, of those files that could be read. `why` is half a sentence. */
  logins(files: ReadonlyMap<string, string>): DatabaseLogins | { readonly why: string };
}

export interface DatabaseLogins {
  /** The file that says so. */
  readonly from: string;
  /** By the names that queries give the schemas. */
  readonly schemas: Readonly<Record<string, DatabaseLogin | { readonly why: string }>>;
}

export interface Platform<N extends Needs = Needs> {
  readonly id: string;
  readonly title: string;
  /** Files beside the operator and no installation: it has no hosts to log in to. */
  readonly artifact?: true;
  readonly roles: Readonly<Record<string, Role>>;
  readonly database?: DatabaseAccess;
  /** How the version in use is found in the evidence. */
  readonly version: {
    readonly needs: N;
    /** What the evidence says, in the order of trust; undefined where it says nothing. */
    detect(evidence: { readonly [K in keyof N]: N[K] extends Need<infer V> ? V | undefined : never }, phase: Phase): string | undefined;
  };
}

/** A platform whose types are its own business. */
// biome-ignore lint/suspicious/noExplicitAny: as for AnyCheck
export type AnyPlatform = Platform<any>;

/** Gives a platform its types. It does nothing at run time. */
export const platform = <const N extends Needs>(definition: Platform<N>): Platform<N> => definition;
