import type { Answer, Failure } from '../model/answer.ts';
import type { DatabaseLogin } from '../model/platform.ts';
import type { TableQuery } from '../model/query.ts';
import type { MysqlConnection } from '../sources/mysql/connection.ts';
import type { MysqlOptions } from '../sources/mysql/options.ts';
import { splitName } from '../sources/sql/body.ts';
import type { MysqlReach } from '../target/target.ts';
import { ADVICE, type Configured } from './database.ts';
import { MYSQL_PORT, wayOf } from './mysql-way.ts';
import type { Shared } from './open.ts';

/** Asks with the accounts of the platform's own configuration: over one connection for each of them that is needed. */
export function configuredAsk(reach: MysqlReach, shared: Shared, open: (options: MysqlOptions) => Promise<MysqlConnection>) {
  const connections = new Map<string, Promise<MysqlConnection>>();
  const connect = (login: DatabaseLogin, configured: Configured): Promise<MysqlConnection> => {
    const known = connections.get(keyOf(login)) ?? optionsOf(login, reach, configured, shared).then(open);
    connections.set(keyOf(login), known);
    return known;
  };
  return async (queries: readonly TableQuery[]): Promise<readonly Answer[]> => {
    const configured = await shared.configured();
    if ('status' in configured) return queries.map(() => configured);
    const asked = queries.map((query, index) => ({ query, index, login: loginFor(query, configured, shared) }));
    const answers = new Map<number, Answer>();
    const groups = new Map<string, typeof asked>();
    for (const one of asked) {
      if ('status' in one.login) answers.set(one.index, one.login);
      else groups.set(keyOf(one.login), [...(groups.get(keyOf(one.login)) ?? []), one]);
    }
    for (const group of groups.values()) {
      const connection = await connect(group[0]!.login as DatabaseLogin, configured);
      const said = await connection.ask(group.map(({ query }) => query));
      for (const [at, { index }] of group.entries()) answers.set(index, said[at]!);
    }
    return queries.map((_, index) => answers.get(index)!);
  };
}

const keyOf = ({ user, password, address, port }: DatabaseLogin): string => JSON.stringify([user, password, address, port]);

/** A schema that the configuration does not speak of, such as information_schema, is asked where the main one is. */
function loginFor({ name }: TableQuery, { schemas }: Configured, { access }: Shared): DatabaseLogin | Failure {
  const [schema] = splitName(name);
  const login = schemas[Object.hasOwn(schemas, schema) ? schema : access!.schema]!;
  return 'why' in login ? { status: 'failed', reason: `table ${name} was not asked: ${login.why}; ${ADVICE}` } : login;
}

async function optionsOf(login: DatabaseLogin, reach: MysqlReach, configured: Configured, shared: Shared): Promise<MysqlOptions> {
  const { schema } = shared.access!;
  const names = Object.entries(configured.schemas).flatMap(([asked, one]) => ('name' in one ? [[asked, one.name] as const] : []));
  return {
    ...(await wayOf(wayTo(login, reach, configured, schema), shared)),
    user: login.user,
    password: async () => login.password,
    schemas: { ...Object.fromEntries(names), ...(reach.database !== undefined && { [schema]: reach.database }) },
  };
}

/** For the server with the main schema, the way of the target, where it says one. Otherwise the way begins at the host that named the address. */
function wayTo({ address, port }: DatabaseLogin, reach: MysqlReach, { schemas, host }: Configured, schema: string): MysqlReach {
  const main = schemas[schema]!;
  const isMain = 'why' in main || (address === main.address && port === main.port);
  if (isMain && reach.socket !== undefined) return reach;
  if (isMain && reach.address !== undefined) return { ...reach, port: reach.port ?? (reach.address === address ? port : MYSQL_PORT) };
  const { via, tls } = reach;
  return { via, address, port, ...(tls && { tls }), ...(host.reach.via === 'ssh' && { through: host.name }) };
}
