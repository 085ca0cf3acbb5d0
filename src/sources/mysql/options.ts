import type { Duplex } from 'node:stream';
import type { TableLimits } from '../sql/limits.ts';

/** How a MySQL or MariaDB server is reached, and as whom. */
export interface MysqlOptions {
  /** The name of the server, which its certificate must have. Default `localhost`. */
  readonly host?: string;
  readonly port?: number;
  /** A Unix socket instead of host and port. */
  readonly socketPath?: string;
  /** Opens a channel inside an SSH connection. Whatever it gives counts as encrypted. Host and port then only name the server. */
  readonly stream?: () => Promise<Duplex>;
  readonly user: string;
  /** Asked at every connection and kept nowhere. What it throws is shown, so that must not carry the secret. */
  readonly password?: () => Promise<string | undefined>;
  readonly tls?: MysqlTls;
  /** The real names of the schemas that queries name: `{ cloud: 'cloud_prod' }`. */
  readonly schemas?: Readonly<Record<string, string>>;
  readonly limits?: Partial<TableLimits>;
}

export interface MysqlTls {
  /** PEM. Without it, the authorities that Node knows. */
  readonly ca?: string;
  /** Whether the certificate must name the host. Default true; the chain is verified in any case. */
  readonly verifyIdentity?: boolean;
}

/** The server in words: `MySQL at db1:3306`. */
export function placeOf({ host = 'localhost', port = 3306, socketPath, stream }: MysqlOptions): string {
  if (stream) return `MySQL at ${host}:${port} (inside SSH)`;
  return `MySQL at ${socketPath ?? `${host}:${port}`}`;
}
