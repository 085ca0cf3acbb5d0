import type { MysqlConnection } from '../sources/mysql/connection.ts';
import { ANY_SCHEMA, type MysqlOptions } from '../sources/mysql/options.ts';
import { resolveSecret } from '../target/secret.ts';
import type { MysqlReach } from '../target/target.ts';
import { configuredAsk } from './mysql-configured.ts';
import { wayOf } from './mysql-way.ts';
import { askOnly } from './only.ts';
import type { Asker, Shared } from './open.ts';

/** A MySQL or MariaDB server, direct or through the SSH connection of another host. */
export async function mysqlAsker(reach: MysqlReach, shared: Shared): Promise<Asker> {
  const opened: MysqlConnection[] = [];
  const open = async (options: MysqlOptions): Promise<MysqlConnection> => {
    const { mysqlConnection } = await import('../sources/mysql/connection.ts');
    const connection = mysqlConnection(options);
    opened.push(connection);
    return connection;
  };
  const isConfigured = reach.user === undefined && reach.password === undefined && shared.access !== undefined;
  const ask = isConfigured ? configuredAsk(reach, shared, open) : (await open(await namedAccount(reach, shared))).ask;
  return {
    ask: queries => askOnly('table', queries, ask),
    close: async () => void (await Promise.allSettled(opened.map(connection => connection.close()))),
  };
}

/** The account that the target names. Its `database` is the platform's main schema, or its only one where the platform does not say. */
async function namedAccount(reach: MysqlReach, shared: Shared): Promise<MysqlOptions> {
  const { user = 'preflight', password, database } = reach;
  return {
    ...(await wayOf(reach, shared)),
    user,
    ...(password && { password: () => resolveSecret(password, shared.keeping) }),
    ...(database !== undefined && { schemas: { [shared.access?.schema ?? ANY_SCHEMA]: database } }),
  };
}
