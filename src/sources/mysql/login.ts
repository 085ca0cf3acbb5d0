import { isIP } from 'node:net';
import type { Duplex } from 'node:stream';
import { createSecureContext } from 'node:tls';
import type { ConnectionOptions } from 'mysql2';
import { stopped } from './errors.ts';
import type { MysqlOptions } from './options.ts';

type Mysql2 = typeof import('mysql2');

/** Whether nobody else can read or answer what goes through: SSH, a Unix socket, or TLS with a certificate that is verified. */
const isPrivate = ({ stream, socketPath, tls }: MysqlOptions): boolean =>
  Boolean(stream ?? socketPath) || (tls !== undefined && (tls.verifyChain ?? true));

/** What the driver is told: nothing that writes, guesses types, sends a file or gives the password to whoever answers. */
export const driverOptions = (
  mysql2: Mysql2,
  options: MysqlOptions,
  stream: Duplex,
  password: string | undefined,
  milliseconds: number,
): ConnectionOptions => ({
  stream,
  host: options.host ?? 'localhost',
  port: options.port ?? 3306,
  user: options.user,
  ...(password !== undefined && { password }),
  ...(options.tls && { ssl: tlsOptions(options) }),
  charset: 'UTF8MB4_GENERAL_CI',
  connectTimeout: milliseconds,
  // IGNORE_SPACE would change the SQL mode of the session.
  flags: ['-LOCAL_FILES', '-IGNORE_SPACE', '-ODBC', '-FOUND_ROWS'],
  multipleStatements: false,
  enableCleartextPlugin: false,
  // The driver compiles a row reader from the names that the server sends; this one reads without.
  disableEval: true,
  connectAttributes: { program_name: 'preflight' },
  authPlugins: authPlugins(mysql2, isPrivate(options)),
});

function tlsOptions({ host = 'localhost', tls }: MysqlOptions): NonNullable<ConnectionOptions['ssl']> & object {
  if (tls?.ca !== undefined && !tls.ca.includes('-----BEGIN CERTIFICATE-----'))
    throw stopped('PREFLIGHT_REFUSED', 'cannot be verified: the CA that was given is no certificate in PEM');
  const { cert, key, verifyChain = true } = tls ?? {};
  if (cert !== undefined) assertPair(cert, key ?? '');
  const verifyIdentity = verifyChain && (tls?.verifyIdentity ?? true);
  // The driver would compare the certificate with "localhost" here.
  if (verifyIdentity && isIP(host))
    throw stopped(
      'PREFLIGHT_REFUSED',
      'is named by its IP address, which cannot be compared with the certificate: give the name in the certificate as host',
    );
  return {
    rejectUnauthorized: verifyChain,
    verifyIdentity,
    minVersion: 'TLSv1.2',
    ...(tls?.ca !== undefined && { ca: tls.ca }),
    ...(cert !== undefined && key !== undefined && { cert, key }),
  };
}

/** The driver would fail while it reads packets, and nobody would hear why. */
function assertPair(cert: string, key: string): void {
  try {
    createSecureContext({ cert, key });
  } catch {
    throw stopped('PREFLIGHT_REFUSED', 'was not asked: the client certificate and its key are not a pair in PEM, or the key has a passphrase');
  }
}

/** Without encryption the driver would encrypt the password with whatever key the other side sends, so it is not sent at all. */
function authPlugins({ authPlugins: plugins }: Mysql2, isPrivate: boolean): NonNullable<ConnectionOptions['authPlugins']> {
  const onServerPublicKey = (): void => {
    if (!isPrivate)
      throw stopped(
        'PREFLIGHT_REFUSED',
        'asks for the password under a key that nobody has verified: connect with TLS, through SSH or by the socket',
      );
  };
  return {
    caching_sha2_password: plugins.caching_sha2_password({ overrideIsSecure: isPrivate, onServerPublicKey }),
    sha256_password: plugins.sha256_password({ onServerPublicKey }),
  };
}
