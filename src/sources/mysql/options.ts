import type { Duplex } from 'node:stream';
import type { TableLimits } from '../sql/limits.ts';

/** How a MySQL or MariaDB server is reached, and as whom. */
export interface MysqlOptions {
  /** The name of the server, which its certificate must have. Default `localhost`. */
  readonly host?: string;
  readonly port?: number;
  /** A Unix socket instead of host and port. */
  readonly socketPath?: string;
  /** Opens a channel inside an SSH connection. Whatever it gives counts as encrypted. Host, port and socket then only name the server. */
  readonly stream?: () => Promise<Duplex>;
  readonly user: string;
  /** Asked at every connection and kept nowhere. What it throws is shown, so that must not carry the secret. */
  readonly password?: () => Promise<string | undefined>;
  readonly tls?: MysqlTls;
  /** The real names of the schemas that queries name: `{ cloud: 'cloud_prod' }`; of `ANY_SCHEMA` for all but those of the server itself. */
  readonly schemas?: Readonly<Record<string, string>>;
  readonly limits?: Partial<TableLimits>;
}

export interface MysqlTls {
  /** PEM. Without it, the authorities that Node knows. */
  readonly ca?: string;
  /** Of the client, in PEM, both or neither. */
  readonly cert?: string;
  readonly key?: string;
  /** Whether the certificate must name the host. Default true. */
  readonly verifyIdentity?: boolean;
  /** False: take any certificate. The connection then counts as one that others can read. Default true. */
  readonly verifyChain?: boolean;
}

export const ANY_SCHEMA = '*';

/** The server in words: `MySQL at db1:3306`. */
export function placeOf({ host = 'localhost', port = 3306, socketPath, stream }: MysqlOptions): string {
  return `MySQL at ${socketPath ?? `${host}:${port}`}${stream ? ' (inside SSH)' : ''}`;
}
