import type { Entry, Node } from './document.ts';
import { type Fields, fields, given, type Rule } from './fields.ts';
import { type Problems, suggest } from './problems.ts';
import { reachOf } from './reach-text.ts';
import { ADDRESS, BESIDE, type Beside, HOST_NAME, JUMP, LINE, ON_HOST, SCHEMA, USER } from './rules.ts';
import { readSecretRef } from './secret-ref.ts';
import type { HttpAuth, MysqlReach, Reach, SecretRef, SqliteReach, Tls, Via } from './target.ts';

/** A host as a mapping, before it has its place among the others. */
export interface WrittenHost {
  readonly name?: string;
  readonly reach: Reach;
}

/** The keys of each way to reach a host, beside `name` and `via`. */
export const KEYS: Readonly<Record<Via, readonly string[]>> = {
  ssh: ['address', 'port', 'user', 'jump', 'identityFile', 'password', 'sudo'],
  local: [],
  mysql: ['address', 'port', 'socket', 'user', 'password', 'database', 'tls', 'through'],
  postgres: ['address', 'port', 'socket', 'user', 'password', 'database', 'tls', 'through'],
  sqlite: ['path', 'through'],
  http: ['url', 'caFile', 'auth'],
};
const VIAS = Object.keys(KEYS) as Via[];

interface Reading {
  readonly problems: Problems;
  readonly beside: Beside;
}

/**
 * Reads a host in its long form; `via` is ssh where it is not said. Reports what is wrong.
 *
 *     { name: cloud-db, via: mysql, address: db1, user: preflight, password: { env: DB_PASSWORD }, through: mgmt1 }
 */
export function readHost(node: Node, reading: Reading): WrittenHost | undefined {
  const via = viaOf(node, reading.problems);
  const map = via && fields(node, `A host via ${via}`, ['name', 'via', ...KEYS[via]], reading.problems);
  if (!map) return undefined;
  const before = reading.problems.count();
  const name = map.text('name', HOST_NAME);
  const reach = READERS[via](map, reading);
  if (!reach || reading.problems.count() > before) return undefined;
  return { reach, ...(name !== undefined && { name }) };
}

function viaOf(node: Node, problems: Problems): Via | undefined {
  const said = node.kind === 'map' ? node.entries.find(({ key }) => key === 'via')?.value : undefined;
  if (!said) return 'ssh';
  const found = VIAS.find(via => said.kind === 'text' && said.text === via);
  if (found) return found;
  return problems.add(said, `This way to reach a host is not known${suggest(said.kind === 'text' ? said.text : '', VIAS)}`);
}

const READERS: { readonly [V in Via]: (map: Fields, reading: Reading) => Reach | undefined } = {
  local: () => ({ via: 'local' }),
  ssh: (map, reading) => {
    map.need(['address'], 'A host via ssh needs its address; write address: mgmt1.example.org.');
    const { address = '', port, user } = place(map);
    const jump = map.text('jump', JUMP);
    const identityFile = beside(map, 'identityFile', reading);
    return { via: 'ssh', address, ...given({ port, user, jump, identityFile, password: secret(map, 'password', reading), sudo: map.flag('sudo') }) };
  },
  mysql: (map, reading) => ({ via: 'mysql', ...server(map, reading, 'A host via mysql', '/run/mysqld/mysqld.sock') }),
  postgres: (map, reading) => ({ via: 'postgres', ...server(map, reading, 'A host via postgres', '/run/postgresql/.s.PGSQL.5432') }),
  sqlite: (map, reading) => {
    map.need(['path'], 'A host via sqlite needs a path; write path: /var/lib/one/one.db.');
    const through = map.text('through', HOST_NAME);
    const path = map.has('through') ? map.text('path', ON_HOST) : beside(map, 'path', reading);
    return { via: 'sqlite', path: path ?? '', ...(through !== undefined && { through }) } satisfies SqliteReach;
  },
  http: (map, reading) => {
    map.need(['url'], 'A host via http needs a url; write url: https://engine.example.org/ovirt-engine.');
    const caFile = beside(map, 'caFile', reading);
    return { via: 'http', url: url(map, reading), ...given({ caFile, auth: auth(map.get('auth'), reading) }) };
  },
};

/** A database server, by its address or its socket. */
function server(map: Fields, reading: Reading, what: string, socket: string): Omit<MysqlReach, 'via'> {
  if (map.has('address') === map.has('socket'))
    reading.problems.add(map.node, `${what} needs either an address or a socket; write address: db1.example.org or socket: ${socket}.`);
  if (map.has('socket') && map.has('port')) reading.problems.add(map.get('port')!.at, 'port belongs to address; a socket has none, so remove it.');
  const password = secret(map, 'password', reading);
  const more = { socket: map.text('socket', ON_HOST), database: map.text('database', SCHEMA), through: map.text('through', HOST_NAME) };
  return given({ ...place(map), ...more, password, tls: tls(map.get('tls'), reading) });
}

const place = (map: Fields): { address?: string; port?: number; user?: string } =>
  given({ address: map.text('address', ADDRESS), port: map.whole('port', 1, 65535), user: map.text('user', USER) });

function beside(map: Fields, key: string, reading: Reading): string | undefined {
  const path = map.text(key, BESIDE);
  return path === undefined ? undefined : reading.beside(path);
}

function secret(map: Fields, key: string, { problems, beside }: Reading): SecretRef | undefined {
  const entry = map.get(key);
  return entry && readSecretRef(key, entry.value, problems, beside);
}

function url(map: Fields, { problems, beside }: Reading): string {
  const text = map.text('url', URL_RULE);
  const short = text === undefined ? undefined : reachOf(text, beside);
  if (short && 'problem' in short) problems.add(map.get('url')!.value, short.problem);
  return short && 'reach' in short && short.reach.via === 'http' ? short.reach.url : '';
}
const URL_RULE: Rule = { pattern: /^https?:\/\/\S{1,1000}$/i, says: 'an address that begins with https:// or http://' };

function tls(entry: Entry | undefined, reading: Reading): Tls | undefined {
  const map = entry && fields(entry.value, 'tls', ['ca', 'cert', 'key', 'verify'], reading.problems);
  if (!map) return undefined;
  const [ca, cert, key] = ['ca', 'cert', 'key'].map(name => beside(map, name, reading));
  if (map.has('cert') !== map.has('key')) reading.problems.add(map.node, 'tls needs cert and key together, or neither; write both paths.');
  return given({ ca, cert, key, verify: map.flag('verify') });
}

const SCHEMES = 'write { user: admin@internal, password: { env: … } }, { token: { env: … } } or { apiKey: { env: … }, secretKey: { env: … } }';

function auth(entry: Entry | undefined, reading: Reading): HttpAuth | undefined {
  if (!entry) return undefined;
  if (entry.value.kind !== 'map') return reading.problems.add(entry.value, `auth must be a mapping; ${SCHEMES}.`);
  const known = ['user', 'password', 'token', 'apiKey', 'secretKey'];
  const map = fields(entry.value, 'auth', known, reading.problems)!;
  const has = known.filter(map.has).join(' ');
  const [password, token, apiKey, secretKey] = known.slice(1).map(key => secret(map, key, reading));
  const user = map.text('user', LINE);
  if (!['user password', 'token', 'apiKey secretKey'].includes(has))
    return reading.problems.add(map.node, `auth has keys that do not belong together, or one too few; ${SCHEMES}.`);
  if (user !== undefined && password) return { user, password };
  if (token) return { token };
  return apiKey && secretKey && { apiKey, secretKey };
}
