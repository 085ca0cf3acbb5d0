import { hostname as localName } from 'node:os';
import { join } from 'node:path';
import type { Settings } from './config-file.ts';
import type { ResolvedHost, Self, SshTarget } from './target.ts';

const DEFAULT_IDENTITIES = ['id_rsa', 'id_ecdsa', 'id_ecdsa_sk', 'id_ed25519', 'id_ed25519_sk', 'id_xmss', 'id_dsa'].map(name => `~/.ssh/${name}`);

/** Settings as a host: defaults filled in, `~`, tokens and variables expanded. Throws one sentence where they make no host. */
export function finish(target: SshTarget, settings: Settings, who: Self): ResolvedHost {
  const one = (keyword: string): string | undefined => settings.get(keyword)?.[0];
  const some = (keyword: string): string | undefined => (/^none$/i.test(one(keyword) ?? 'none') ? undefined : one(keyword));
  const { host } = target;
  const hostname = (one('hostname') ?? host).replace(/%([%h])/g, (_, token: string) => (token === 'h' ? host : '%')).toLowerCase();
  const port = Number(one('port') ?? 22);
  if (!Number.isInteger(port) || port < 1 || port > 65535) throw new Error(`${host}: ssh_config has the port ${JSON.stringify(one('port'))}`);
  const user = one('user') ?? who.user;
  const alias = some('hostkeyalias');
  const expand = expander({ host, hostname, port, user, alias: alias ?? host }, who);
  const paths = (keyword: string, otherwise: readonly string[]): string[] =>
    (settings.get(keyword) ?? otherwise).filter(path => !/^none$/i.test(path)).map(expand);

  const jump = some('proxyjump');
  if (jump === undefined && some('proxycommand'))
    throw new Error(`${host}: ssh_config has a ProxyCommand, which preflight does not run; use ProxyJump`);
  const identities = settings.get('identityfile') ?? DEFAULT_IDENTITIES;
  const known = paths('userknownhostsfile', ['~/.ssh/known_hosts', '~/.ssh/known_hosts2']);
  const revoked = some('revokedhostkeys');
  const agent = agentOf(one('identityagent'), expand, who);
  return {
    host,
    hostname,
    port,
    user,
    identityFiles: identities.filter(path => !/^none$/i.test(path)).map(expand),
    identitiesNamed: identities.some(path => !DEFAULT_IDENTITIES.includes(path)),
    identitiesOnly: /^yes$/i.test(one('identitiesonly') ?? 'no'),
    ...(agent && { agent }),
    jumps: jump === undefined ? [] : jump.split(',').map(hop => expandTokens(hop.trim(), { h: hostname, n: host, p: String(port), r: user })),
    knownHostsFiles: [...known, ...paths('globalknownhostsfile', ['/etc/ssh/ssh_known_hosts', '/etc/ssh/ssh_known_hosts2'])],
    ...(known[0] !== undefined && { newHostsFile: known[0] }),
    hashKnownHosts: /^yes$/i.test(one('hashknownhosts') ?? 'no'),
    ...(revoked && { revokedKeysFile: expand(revoked) }),
    ...(alias && { alias: alias.toLowerCase() }),
    family: one('addressfamily') === 'inet' ? 4 : one('addressfamily') === 'inet6' ? 6 : 0,
  };
}

function agentOf(said: string | undefined, expand: (path: string) => string, { env }: Self): string | undefined {
  if (said === undefined || said === 'SSH_AUTH_SOCK') return env.SSH_AUTH_SOCK || undefined;
  if (/^none$/i.test(said)) return undefined;
  return said.startsWith('$') ? env[said.replace(/^\$\{?|\}$/g, '')] || undefined : expand(said);
}

interface Names {
  readonly host: string;
  readonly hostname: string;
  readonly port: number;
  readonly user: string;
  readonly alias: string;
}

/** Paths with `~`, `${NAME}` and the tokens of ssh_config(5). */
function expander({ host, hostname, port, user, alias }: Names, who: Self): (path: string) => string {
  const local = localName();
  const tokens = {
    d: who.home,
    h: hostname,
    i: String(process.getuid?.() ?? 0),
    k: alias,
    L: local.replace(/\..*/, ''),
    l: local,
    n: host,
    p: String(port),
    r: user,
    u: who.user,
  };
  return path => expandTokens(expandHome(path, who), tokens).replace(/\$\{([A-Za-z_]\w*)\}/g, (_, name: string) => who.env[name] ?? '');
}

function expandTokens(text: string, tokens: Readonly<Record<string, string>>): string {
  return text.replace(/%(.?)/g, (whole, token: string) => {
    if (token === '%') return '%';
    if (tokens[token] === undefined) throw new Error(`ssh_config has ${whole} in ${text}, which preflight does not know`);
    return tokens[token];
  });
}

/** `~/x` in the home of the account. */
export const expandHome = (path: string, { home }: Self): string => (path === '~' || path.startsWith('~/') ? join(home, path.slice(1)) : path);
