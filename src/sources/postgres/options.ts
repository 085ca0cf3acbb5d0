import type { Duplex } from 'node:stream';
import type { TableLimits } from '../sql/limits.ts';

/** How a PostgreSQL server is reached, and as whom. */
export interface PostgresOptions {
  /** The name of the server, which its certificate must have. Default `localhost`. */
  readonly host?: string;
  readonly port?: number;
  /** The Unix socket itself, such as `/run/postgresql/.s.PGSQL.5432`, instead of host and port. */
  readonly socketPath?: string;
  /** Opens a channel inside an SSH connection. Whatever it gives counts as encrypted. Host, port and socket then only name the server. */
  readonly stream?: () => Promise<Duplex>;
  readonly user: string;
  readonly database: string;
  /** Asked at every connection and kept nowhere. What it throws is shown, so that must not carry the secret. */
  readonly password?: () => Promise<string | undefined>;
  readonly tls?: PostgresTls;
  readonly limits?: Partial<TableLimits>;
}

export interface PostgresTls {
  /** PEM. Without it, the authorities that Node knows. */
  readonly ca?: string;
  /** Of the client, in PEM, both or neither. */
  readonly cert?: string;
  readonly key?: string;
  /** False: take any certificate. The connection then counts as one that others can read. Default true. */
  readonly verify?: boolean;
}

/** The server in words: `PostgreSQL at db1:5432`. */
export function placeOf({ host = 'localhost', port = 5432, socketPath, stream }: PostgresOptions): string {
  return `PostgreSQL at ${socketPath ?? `${host}:${port}`}${stream ? ' (inside SSH)' : ''}`;
}

/** Whether nobody else can read or answer what goes through: SSH, a Unix socket, or TLS with a certificate that is verified. */
export const isPrivate = ({ stream, socketPath, tls }: PostgresOptions): boolean =>
  Boolean(stream ?? socketPath) || (tls !== undefined && (tls.verify ?? true));
