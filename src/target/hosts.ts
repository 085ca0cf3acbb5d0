import type { Node } from './document.ts';
import { found } from './fields.ts';
import { type Place, type Problems, sayName, suggest } from './problems.ts';
import { readHost } from './reach.ts';
import { FORMS, reachOf } from './reach-text.ts';
import { type Beside, HOST_NAME } from './rules.ts';
import type { Reach, TargetHost } from './target.ts';

/** One mention of a host under a role. */
export interface Mention extends Place {
  readonly role: string;
  readonly reach: Reach;
  /** As the operator called it, where he did. */
  readonly name?: string;
  /** One word without user and port: it may stand for a host that is described elsewhere. */
  readonly bare: boolean;
}

/** Reads `hosts`: one host or a list of hosts by role. Reports what is wrong. */
export function readMentions(node: Node, problems: Problems, beside: Beside): Mention[] {
  if (node.kind !== 'map')
    return problems.add(node, `hosts must be a mapping of roles, such as management: [root@mgmt1], and ${found(node)} stands here.`) ?? [];
  return node.entries.flatMap(({ key: role, value }) => {
    const items = value.kind === 'list' ? value.items : [value];
    return items.map(item => readMention(role, item, problems, beside)).filter(mention => mention !== undefined);
  });
}

function readMention(role: string, node: Node, problems: Problems, beside: Beside): Mention | undefined {
  const { line, column } = node;
  if (node.kind === 'text') {
    const short = reachOf(node.text, beside);
    if ('problem' in short) return problems.add(node, short.problem);
    return { role, reach: short.reach, bare: isBare(short.reach), line, column };
  }
  if (node.kind !== 'map')
    return problems.add(node, `A host of ${sayName(role)} must be a text such as ${FORMS}, or a mapping, and ${found(node)} stands here.`);
  const host = readHost(node, { problems, beside });
  return host && { role, ...host, bare: false, line, column };
}

/** Whether it says nothing but an address. */
export const isBare = (reach: Reach): boolean => reach.via === 'ssh' && Object.keys(reach).length === 2;

/**
 * One host for each name. The same host may be mentioned under several roles: in the same words, or by its name alone.
 * A database or an API without a name of its own is called like its address, or `db1-database` where another host is called so.
 */
export function hostsOf(mentions: readonly Mention[], problems: Problems): TargetHost[] {
  const taken = new Set(mentions.filter(isNamed).map(nameOf));
  const hosts = new Map<string, Mention & { readonly roles: string[] }>();
  for (const mention of [...mentions.filter(({ bare }) => !bare), ...mentions.filter(({ bare }) => bare)]) {
    const name = !isNamed(mention) && taken.has(nameOf(mention)) ? `${nameOf(mention)}-${mention.role}` : nameOf(mention);
    const known = hosts.get(name);
    if (!HOST_NAME.pattern.test(name))
      problems.add(mention, 'This host has an address that cannot be its name too; write it as a mapping and give it a name.');
    else if (!known) hosts.set(name, { ...mention, roles: [mention.role] });
    else if (!isSame(known, mention)) problems.add(mention, sayTwo(name, known));
    else if (!known.roles.includes(mention.role)) known.roles.push(mention.role);
  }
  const order = [...hosts].sort(([, a], [, b]) => a.line - b.line || a.column - b.column);
  const made = order.map(([name, { roles, reach, line }]) => ({ name, roles, reach, line }));
  if (problems.count() === 0) checkThrough(made, hosts, problems);
  return made;
}

/** Whether the name is settled: given, or the address that one logs in to. */
const isNamed = ({ name, reach }: Mention): boolean => name !== undefined || reach.via === 'ssh' || reach.via === 'local';

function nameOf({ name, reach }: Mention): string {
  if (name !== undefined) return name;
  if (reach.via === 'http') return new URL(reach.url || 'http://localhost').hostname.replace(/^\[|\]$/g, '');
  return ('address' in reach ? reach.address : undefined) ?? ('through' in reach ? reach.through : undefined) ?? 'localhost';
}

const isSame = (known: Mention, mention: Mention): boolean =>
  (mention.bare && (known.reach.via === 'ssh' || known.reach.via === 'local')) || JSON.stringify(known.reach) === JSON.stringify(mention.reach);

const sayTwo = (name: string, { line }: Place): string =>
  `Another host is called ${sayName(name)} too${line > 0 ? `, in line ${line},` : ''} and is reached in another way; write one of them as a mapping and give it a name of its own.`;

function checkThrough(hosts: readonly TargetHost[], places: ReadonlyMap<string, Place>, problems: Problems): void {
  const ways = hosts.filter(({ reach }) => reach.via === 'ssh').map(({ name }) => name);
  for (const { name, reach } of hosts) {
    const through = 'through' in reach ? reach.through : undefined;
    if (through === undefined || ways.includes(through)) continue;
    const why = hosts.some(host => host.name === through) ? 'is not reached over ssh' : 'is no host of this target';
    problems.add(places.get(name)!, `${sayName(name)} is reached through ${sayName(through)}, which ${why}${suggest(through, ways)}`);
  }
}
