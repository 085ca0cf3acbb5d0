import type { Duplex } from 'node:stream';
import type { MysqlOptions, MysqlTls } from '../sources/mysql/options.ts';
import type { MysqlReach, Tls } from '../target/target.ts';
import { readBeside } from './beside.ts';
import type { Shared } from './open.ts';

export const MYSQL_PORT = 3306;

/** How the server is reached, without the account. Throws one sentence where a file that the target names cannot be read. */
export async function wayOf(reach: MysqlReach, shared: Shared): Promise<Omit<MysqlOptions, 'user'>> {
  const { address, port, socket, tls, through } = reach;
  const tunnel = through === undefined ? undefined : shared.ssh(through);
  const channel = (): Promise<Duplex> =>
    socket === undefined ? tunnel!.forwardOut(address ?? '127.0.0.1', port ?? MYSQL_PORT) : tunnel!.forwardSocket(socket);
  return {
    limits: shared.limits,
    ...(address !== undefined && { host: address }),
    ...(port !== undefined && { port }),
    ...(socket !== undefined && { socketPath: socket }),
    ...(tunnel && { stream: channel }),
    ...(tls && { tls: await tlsOf(tls) }),
  };
}

const tlsOf = async ({ ca, cert, key, verify = true }: Tls): Promise<MysqlTls> => ({
  ...(ca !== undefined && { ca: await readBeside(ca, 'CA file') }),
  ...(cert !== undefined && { cert: await readBeside(cert, 'client certificate') }),
  ...(key !== undefined && { key: await readBeside(key, 'client key') }),
  verifyIdentity: verify,
  verifyChain: verify,
});
