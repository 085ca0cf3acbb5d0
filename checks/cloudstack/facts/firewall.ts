import { children, descendants, fact, file, xml } from '../../../src/index.ts';

/**
 * What configuration files of a firewall say of one TCP port. They are read instead of iptables(8), which loads kernel modules: what
 * was changed since they were read is not in them. `from` are the addresses that may connect; `anywhere` where every one may.
 */
export interface Opening {
  readonly path: string;
  readonly from: readonly string[];
}

const ANYWHERE = 'anywhere';
export const isAnywhere = (from: string): boolean => from === ANYWHERE;

const within = (text: string | undefined, port: number): boolean =>
  (text ?? '').split(',').some(part => {
    const [first, last = first] = part.trim().split(/[:-]/).map(Number);
    return first !== undefined && last !== undefined && first <= port && port <= last;
  });

const everywhere = (address: string | undefined): string =>
  address === undefined || /^(?:0\.0\.0\.0\/0|::\/0|any)$/.test(address) ? ANYWHERE : address;

/**
 * The format of iptables-save(8), as EL6 and iptables-persistent keep it.
 *
 *     -A INPUT -p tcp -m state --state NEW -m tcp --dport 8096 -j ACCEPT
 *     -A INPUT -s 10.1.1.0/24 -p tcp -m multiport --dports 80,8096 -j ACCEPT
 */
function iptables(text: string, port: number): string[] {
  return text.split('\n').flatMap(line => {
    const words = line.trim().split(/\s+/);
    const after = (...names: string[]): string | undefined => words[words.findIndex(word => names.includes(word)) + 1];
    const has = (...names: string[]): boolean => words.some(word => names.includes(word));
    if (!has('-A', '-I') || !/INPUT/i.test(words[1] ?? '') || !has('-j') || after('-j') !== 'ACCEPT' || has('!')) return [];
    if (!has('--dport', '--dports', '--destination-port') || !within(after('--dport', '--dports', '--destination-port'), port)) return [];
    return has('-i') && after('-i') === 'lo' ? [] : [everywhere(has('-s', '--source') ? after('-s', '--source') : undefined)];
  });
}

/**
 * A zone of firewalld: ports for everybody in it, and rich rules with a source.
 *
 *     <zone><port protocol="tcp" port="8096"/>
 *       <rule family="ipv4"><source address="10.1.1.0/24"/><port protocol="tcp" port="8096"/><accept/></rule></zone>
 */
function firewalld(body: Parameters<typeof xml>[0], port: number): string[] {
  const zone = xml(body);
  const opens = (element: typeof zone): boolean =>
    children(element, 'port').some(({ attributes }) => attributes.protocol === 'tcp' && within(attributes.port, port));
  const sources = children(zone, 'source').map(({ attributes }) => attributes.address ?? ANYWHERE);
  const rules = descendants(zone, 'rule').filter(rule => opens(rule) && children(rule, 'accept').length > 0);
  return [
    ...(opens(zone) ? (sources.length > 0 ? sources : [ANYWHERE]) : []),
    ...rules.map(rule => everywhere(children(rule, 'source')[0]?.attributes.address)),
  ];
}

/**
 * The rules of ufw(8), each with a line that says it in short.
 *
 *     ### tuple ### allow tcp 8096 0.0.0.0/0 any 10.1.1.0/24 in
 */
const ufw = (text: string, port: number): string[] =>
  [...text.matchAll(/^### tuple ### (?:route:)?allow (?:tcp|any) (\S+) \S+ \S+ (\S+) in/gm)]
    .filter(([, ports]) => within(ports, port))
    .map(([, , from]) => everywhere(from));

const PORT = 8096;
const at = (query: { readonly kind: string }): string => ('path' in query ? String(query.path) : '');

/** Of port 8096, which cloudstack-sysvmadm uses. */
export const iptablesOpening = fact({
  id: 'cloudstack.iptables-opening',
  title: 'rules of iptables',
  role: 'management',
  query: [file('/etc/sysconfig/iptables'), file('/etc/iptables/rules.v4')],
  parse: ({ text }, { query }): Opening => ({ path: at(query), from: iptables(text, PORT) }),
});
export const firewalldOpening = fact({
  id: 'cloudstack.firewalld-opening',
  title: 'public zone of firewalld',
  role: 'management',
  query: file('/etc/firewalld/zones/public.xml'),
  parse: (body, { query }): Opening => ({ path: at(query), from: firewalld(body, PORT) }),
});
export const ufwOpening = fact({
  id: 'cloudstack.ufw-opening',
  title: 'rules of ufw',
  role: 'management',
  query: [file('/etc/ufw/user.rules'), file('/lib/ufw/user.rules')],
  parse: ({ text }, { query }): Opening => ({ path: at(query), from: ufw(text, PORT) }),
});
