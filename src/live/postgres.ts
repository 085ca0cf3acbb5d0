import type { Duplex } from 'node:stream';
import type { Answer, Failure } from '../model/answer.ts';
import type { DatabaseLogin } from '../model/platform.ts';
import type { TableQuery } from '../model/query.ts';
import type { PostgresOptions, PostgresTls } from '../sources/postgres/options.ts';
import type { TableConnection } from '../sources/sql/body.ts';
import { resolveSecret } from '../target/secret.ts';
import type { PostgresReach, Tls } from '../target/target.ts';
import { readBeside } from './beside.ts';
import { ADVICE, type Configured } from './database.ts';
import { askOnly } from './only.ts';
import type { Asker, Shared } from './open.ts';

const PORT = 5432;
const DATABASE = 'engine';

/** A PostgreSQL server, direct or through the SSH connection of another host; with the account of the target, or with that of the platform. */
export async function postgresAsker(reach: PostgresReach, shared: Shared): Promise<Asker> {
  let opened: TableConnection | undefined;
  const isConfigured = reach.user === undefined && reach.password === undefined && shared.access !== undefined;
  const ask = async (queries: readonly TableQuery[]): Promise<readonly Answer[]> => {
    if (!opened) {
      const options = isConfigured ? await configuredAccount(reach, shared) : await namedAccount(reach, shared);
      if ('status' in options) return queries.map(() => options);
      const { postgresConnection } = await import('../sources/postgres/connection.ts');
      opened = postgresConnection(options);
    }
    return opened.ask(queries);
  };
  return { ask: queries => askOnly('table', queries, ask), close: async () => opened?.close() };
}

/** The account that the target names. */
async function namedAccount(reach: PostgresReach, shared: Shared): Promise<PostgresOptions> {
  const { user = 'preflight', password, database = DATABASE } = reach;
  return { ...(await wayOf(reach, shared)), user, database, ...(password && { password: () => resolveSecret(password, shared.keeping) }) };
}

/** The account of the platform's own configuration. */
async function configuredAccount(reach: PostgresReach, shared: Shared): Promise<PostgresOptions | Failure> {
  const configured = await shared.configured();
  if ('status' in configured) return configured;
  const login = configured.schemas[shared.access!.schema]!;
  if ('why' in login) return { status: 'failed', reason: `the database was not asked: ${login.why}; ${ADVICE}` };
  const { user, password, name } = login;
  return { ...(await wayOf(wayTo(login, reach, configured), shared)), user, database: reach.database ?? name, password: async () => password };
}

/** The way of the target, where it says one. Otherwise it begins at the host that named the address; TLS is as the platform itself uses it. */
function wayTo({ address, port, tls: usual }: DatabaseLogin, reach: PostgresReach, { host }: Configured): PostgresReach {
  const tls = reach.tls ?? usual;
  if (reach.socket !== undefined) return reach;
  if (reach.address !== undefined) return { ...reach, port: reach.port ?? (reach.address === address ? port : PORT), ...(tls && { tls }) };
  return { via: 'postgres', address, port, ...(tls && { tls }), ...(host.reach.via === 'ssh' && { through: host.name }) };
}

/** How the server is reached, without the account. Throws one sentence where a file that the target names cannot be read. */
async function wayOf(
  { address, port, socket, tls, through }: PostgresReach,
  { limits, ssh }: Shared,
): Promise<Omit<PostgresOptions, 'user' | 'database'>> {
  const tunnel = through === undefined ? undefined : ssh(through);
  const channel = (): Promise<Duplex> =>
    socket === undefined
      ? tunnel!.forwardOut(address === 'localhost' ? '127.0.0.1' : (address ?? '127.0.0.1'), port ?? PORT)
      : tunnel!.forwardSocket(socket);
  return {
    limits,
    ...(address !== undefined && { host: address }),
    ...(port !== undefined && { port }),
    ...(socket !== undefined && { socketPath: socket }),
    ...(tunnel && { stream: channel }),
    ...(tls && { tls: await tlsOf(tls) }),
  };
}

const tlsOf = async ({ ca, cert, key, verify = true }: Tls): Promise<PostgresTls> => ({
  ...(ca !== undefined && { ca: await readBeside(ca, 'CA file') }),
  ...(cert !== undefined && { cert: await readBeside(cert, 'client certificate') }),
  ...(key !== undefined && { key: await readBeside(key, 'client key') }),
  verify,
});
