import type { Duplex } from 'node:stream';
import type { MysqlOptions } from '../sources/mysql/options.ts';
import type { HostConnection } from '../sources/ssh/source.ts';
import { resolveSecret } from '../target/secret.ts';
import type { MysqlReach } from '../target/target.ts';
import { readBeside } from './beside.ts';
import { askOnly } from './only.ts';
import type { Asker, Shared } from './open.ts';

const PORT = 3306;

/** A MySQL or MariaDB server, direct or through the SSH connection of another host. */
export async function mysqlAsker(reach: MysqlReach, shared: Shared): Promise<Asker> {
  const { mysqlConnection } = await import('../sources/mysql/connection.ts');
  const connection = mysqlConnection(await optionsOf(reach, shared));
  return { ask: queries => askOnly('table', queries, tables => connection.ask(tables)), close: () => connection.close() };
}

async function optionsOf(reach: MysqlReach, shared: Shared): Promise<MysqlOptions> {
  const { address, port, socket, user = 'preflight', password, tls, through } = reach;
  const tunnel = through === undefined ? undefined : shared.ssh(through);
  return {
    user,
    limits: shared.limits,
    ...(address !== undefined && { host: address }),
    ...(port !== undefined && { port }),
    ...(socket !== undefined && !tunnel && { socketPath: socket }),
    ...(tunnel && { stream: streamOf(reach, tunnel) }),
    ...(password && { password: () => resolveSecret(password, shared.keeping) }),
    ...(tls && { tls: { ...(tls.ca !== undefined && { ca: await readBeside(tls.ca, 'CA file') }), verifyIdentity: tls.verify ?? true } }),
  };
}

const streamOf =
  ({ address = '127.0.0.1', port = PORT, socket }: MysqlReach, tunnel: HostConnection) =>
  (): Promise<Duplex> =>
    socket === undefined ? tunnel.forwardOut(address, port) : tunnel.forwardSocket(socket);
