import { given } from './fields.ts';
import { ADDRESS, type Beside, SCHEMA, USER } from './rules.ts';
import { HOW_TO_REFER } from './secret-ref.ts';
import type { HttpReach, MysqlReach, PostgresReach, Reach, SqliteReach, SshReach } from './target.ts';

/** A host in one word, or a sentence that says what is wrong without repeating any of it. */
export type ShortReach = { readonly reach: Reach } | { readonly problem: string };

/** The forms there are, for messages. */
export const FORMS =
  'root@mgmt1, mgmt1:2222, local, mysql://preflight@db1/cloud, postgres://preflight@db1/engine, sqlite:/var/lib/one/one.db or https://engine.example.org/ovirt-engine';

const LITERAL = `A password is written here itself; remove it, write this host as a mapping with the key password, and ${HOW_TO_REFER}.`;
const wrong = (what: string): ShortReach => ({ problem: `${what}; write a host as ${FORMS}.` });

/**
 * Reads the short form of a host.
 *
 *     root@mgmt1:2222   local   mysql://preflight@db1/cloud   postgres://preflight@db1/engine   sqlite:/var/lib/one/one.db   https://engine.example.org/ovirt-engine
 */
export function reachOf(text: string, beside: Beside): ShortReach {
  if (text.length > 1000 || /[\p{Cc}\s]/u.test(text)) return wrong('A host is one word of at most 1000 characters');
  if (text === 'local') return { reach: { via: 'local' } };
  if (text.startsWith('sqlite:')) return sqlite(text.slice('sqlite:'.length), beside);
  const [, scheme = 'ssh', rest = ''] = /^(?:([A-Za-z][A-Za-z0-9+.-]*):\/\/)?(.*)$/.exec(text)!;
  if (hasPassword(rest) || hasPassword(decoded(rest))) return { problem: LITERAL };
  switch (scheme.toLowerCase()) {
    case 'ssh':
      return ssh(rest.replace(/\/$/, ''));
    case 'mysql':
    case 'mariadb':
      return database('mysql', rest);
    case 'postgres':
    case 'postgresql':
      return database('postgres', rest);
    case 'http':
    case 'https':
      return http(text);
    default:
      return wrong('This kind of address is not known');
  }
}

/** Whether something with a colon stands before an @: of `root:x@host` nothing may be repeated. */
const hasPassword = (rest: string): boolean => /^[^/?#]*:[^/?#]*@/.test(rest) || /^[^/@[]*:(?!\d{1,5}(?:\/|$))[^@]*@/.test(rest);

/** `user@host:port` taken apart; undefined where it is none. Nothing need be there. */
function authority(text: string): { user?: string; address?: string; port?: number } | undefined {
  const [, user, six, name, port] = /^(?:(.*)@)?(?:\[([^\]]*)\]|([^:@[\]]*))(?::(\d{1,5}))?$/.exec(text) ?? [];
  const address = six ?? name;
  if (address === undefined || (user !== undefined && !USER.pattern.test(user))) return undefined;
  if (address !== '' && !ADDRESS.pattern.test(address)) return undefined;
  if (port !== undefined && (Number(port) < 1 || Number(port) > 65535)) return undefined;
  return given({ user, address: address || undefined, port: port === undefined ? undefined : Number(port) });
}

function ssh(text: string): ShortReach {
  const { address, ...rest } = authority(text) ?? {};
  if (address === undefined)
    return wrong('This is not user@host:port, with user and port where they are needed, and an address of version 6 in brackets');
  return { reach: { via: 'ssh', address, ...rest } satisfies SshReach };
}

function database(via: 'mysql' | 'postgres', rest: string): ShortReach {
  const [, place = '', name] = /^([^/]*)(?:\/(.*))?$/.exec(rest)!;
  const parts = authority(decoded(place));
  if (parts?.address === undefined) return wrong(`This is not ${via}://user@host:port/database`);
  if (name && !SCHEMA.pattern.test(name)) return wrong(`Behind the host of a ${via}:// address stands the name of one database and nothing else`);
  return { reach: { via, ...parts, ...(name && { database: name }) } satisfies MysqlReach | PostgresReach };
}

/** A user such as `preflight%40ops`. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function sqlite(path: string, beside: Beside): ShortReach {
  if (!/^(?:\/(?!\/)|\.{1,2}\/|~\/)./.test(path)) return wrong('Behind sqlite: stands a path that begins with /, ./ or ~/');
  return { reach: { via: 'sqlite', path: beside(path) } satisfies SqliteReach };
}

function http(text: string): ShortReach {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.username !== '' || url.password !== '') return wrong('This is not https://host:port/path; a user belongs to the key auth of a mapping');
  if (url.search !== '' || url.hash !== '' || /[?#]/.test(text))
    return wrong('An address cannot have a ? or # here, where keys and passwords often stand');
  return { reach: { via: 'http', url: url.href.replace(/\/$/, '') } satisfies HttpReach };
}
