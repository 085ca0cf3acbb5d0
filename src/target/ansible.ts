import { withDatabase } from './database.ts';
import { given } from './fields.ts';
import { hostsOf, isBare, type Mention } from './hosts.ts';
import { mentionsOf, platformIn } from './one-off.ts';
import { type Problems, problemsOf, sayName, suggest } from './problems.ts';
import { ADDRESS, BESIDE, HOST_NAME, JUMP, USER } from './rules.ts';
import type { PlatformRoles, Reach, Target } from './target.ts';

export interface AnsibleOptions {
  readonly platform: string;
  /** `role=group` where a group is not called like its role. */
  readonly groups?: readonly string[];
  /** More hosts, as for a one-off target: an inventory does not say how a database is reached. */
  readonly hosts?: readonly string[];
}

type Vars = Readonly<Record<string, unknown>>;
type Inventory = Readonly<Record<string, unknown>>;

const HERE = { line: 0, column: 0 };
const MOST_CHARACTERS = 32 * 1024 * 1024;

/**
 * A target from what `ansible-inventory --list` prints: the groups called like roles (hyphens as underscores), and how Ansible
 * reaches their hosts. Throws a `TargetError`; a password of the inventory is refused by the name of its variable.
 *
 *     { "_meta": { "hostvars": { "mgmt1": { "ansible_host": "10.0.0.11", "ansible_user": "root" } } }, "management": { "hosts": ["mgmt1"] } }
 */
export function fromAnsible(json: string, { platform, groups = [], hosts = [] }: AnsibleOptions, platforms: readonly PlatformRoles[]): Target {
  const problems = problemsOf('the Ansible inventory');
  const inventory = readJson(json, problems);
  const known = platformIn(platforms, platform, problems);
  problems.settle();
  const roles = groupsByRole(inventory!, known!, groups, problems);
  const fromGroups = [...roles].flatMap(([role, group]) =>
    [...membersOf(group, inventory!)].flatMap(name => mention(name, role, inventory!, problems) ?? []),
  );
  const mentions = [...fromGroups, ...mentionsOf(hosts, known!, problems)];
  if (mentions.length === 0 && problems.count() === 0) problems.add(HERE, sayNone(known!, inventory!));
  const made = hostsOf(mentions, problems);
  problems.settle();
  return withDatabase({ platform, hosts: made, inputs: {}, answers: {}, waivers: [], limits: {}, lines: {} }, known!);
}

function readJson(json: string, problems: Problems): Inventory | undefined {
  if (json.length > MOST_CHARACTERS)
    return problems.add(HERE, 'The Ansible inventory is larger than 32 MiB; limit it with ansible-inventory --list --limit GROUP.');
  try {
    const inventory: unknown = JSON.parse(json);
    if (isObject(inventory)) return inventory;
  } catch {
    // The parser's own message quotes the text.
  }
  return problems.add(HERE, 'The Ansible inventory is not a JSON object; give the output of ansible-inventory --list.');
}

const isObject = (value: unknown): value is Vars => typeof value === 'object' && value !== null && !Array.isArray(value);
const own = (object: unknown, key: string): unknown => (isObject(object) && Object.hasOwn(object, key) ? object[key] : undefined);
const words = (value: unknown): string[] => (Array.isArray(value) ? value.filter(one => typeof one === 'string') : []);
const groupNames = (inventory: Inventory): string[] => Object.keys(inventory).filter(name => name !== '_meta');

function groupsByRole(inventory: Inventory, { id, roles }: PlatformRoles, said: readonly string[], problems: Problems): Map<string, string> {
  const byName = Object.keys(roles).flatMap(role =>
    [role, role.replaceAll('-', '_')].filter(name => Object.hasOwn(inventory, name)).map(name => [role, name] as const),
  );
  const found = new Map(byName);
  for (const one of said) {
    const [role = '', group = ''] = one.split('=');
    if (!Object.hasOwn(roles, role)) problems.add(HERE, `${id} has no role ${sayName(role)}${suggest(role, Object.keys(roles))}`);
    else if (group === '_meta' || !Object.hasOwn(inventory, group))
      problems.add(HERE, `The Ansible inventory has no group ${sayName(group)}${suggest(group, someGroups(inventory))}`);
    else found.set(role, group);
  }
  return found;
}

const someGroups = (inventory: Inventory): string[] => groupNames(inventory).slice(0, 30).map(sayName);

const sayNone = ({ id, roles }: PlatformRoles, inventory: Inventory): string =>
  `The Ansible inventory has no hosts in groups called ${Object.keys(roles).join(', ')}, which are the roles of ${id}; name the group of a role with role=group${suggest('', someGroups(inventory))}`;

/** The hosts of a group and of the groups inside it. */
function membersOf(group: string, inventory: Inventory): Set<string> {
  const hosts = new Set<string>();
  const seen = new Set([group]);
  for (const name of seen) {
    for (const host of words(own(own(inventory, name), 'hosts'))) hosts.add(host);
    for (const child of words(own(own(inventory, name), 'children'))) seen.add(child);
  }
  return hosts;
}

function mention(name: string, role: string, inventory: Inventory, problems: Problems): Mention | undefined {
  if (!HOST_NAME.pattern.test(name))
    return problems.add(HERE, `A host of the group of ${role} in the Ansible inventory has a name that is not ${HOST_NAME.says}.`);
  const vars = own(own(own(inventory, '_meta'), 'hostvars'), name);
  const reach = reachBy(name, isObject(vars) ? vars : {}, problems);
  return reach && { role, name, reach, bare: isBare(reach) && vars === undefined, ...HERE };
}

const SECRET = /^ansible_(?:\w*_)?(?:pass|password|passphrase|secret|token)$/;

function reachBy(name: string, vars: Vars, problems: Problems): Reach | undefined {
  const secret = Object.keys(vars).find(key => SECRET.test(key));
  if (secret !== undefined)
    return problems.add(
      HERE,
      `The Ansible inventory has ${sayName(secret)} for ${name}, and preflight takes no passwords from there; log in with a key, or describe the host in a target file with password: { env: … }.`,
    );
  const connection = first(vars, 'ansible_connection') ?? 'ssh';
  if (connection === 'local') return { via: 'local' };
  if (!/^(?:ansible\.builtin\.)?(?:ssh|smart|paramiko|paramiko_ssh)$/.test(connection))
    return problems.add(
      HERE,
      `The Ansible inventory reaches ${name} by another ansible_connection than ssh or local; describe the host in a target file.`,
    );
  return reachBySsh(name, vars, problems);
}

function reachBySsh(name: string, vars: Vars, problems: Problems): Reach | undefined {
  const rules = [
    ['ansible_host', ADDRESS, first(vars, 'ansible_host', 'ansible_ssh_host') ?? name],
    ['ansible_port', { pattern: /^\d{1,5}$/, says: 'a port' }, first(vars, 'ansible_port', 'ansible_ssh_port')],
    ['ansible_user', USER, first(vars, 'ansible_user', 'ansible_ssh_user')],
    ['ansible_ssh_private_key_file', BESIDE, first(vars, 'ansible_private_key_file', 'ansible_ssh_private_key_file')],
    ['ProxyJump', JUMP, jumpOf(vars)],
  ] as const;
  const before = problems.count();
  for (const [variable, { pattern, says }, value] of rules)
    if (value !== undefined && !pattern.test(value))
      problems.add(HERE, `${variable} of ${name} in the Ansible inventory must be ${says}, and another value stands there.`);
  if (problems.count() > before) return undefined;
  const [address, port, user, identityFile, jump] = rules.map(([, , value]) => value);
  const sudo = /^(?:true|yes|on|1)$/i.test(first(vars, 'ansible_become') ?? '') || undefined;
  return { via: 'ssh', address: address!, ...given({ port: port === undefined ? undefined : Number(port), user, jump, identityFile, sudo }) };
}

/** The first of these variables that has a value, as text. */
function first(vars: Vars, ...names: string[]): string | undefined {
  const value = names.map(name => own(vars, name)).find(one => one !== undefined && one !== null && one !== '');
  return value === undefined ? undefined : typeof value === 'object' ? '{}' : String(value);
}

/** Of `-o ProxyJump=ops@bastion` or `-J ops@bastion`. */
const jumpOf = (vars: Vars): string | undefined =>
  /(?:^|\s)-(?:J\s*|o\s*ProxyJump=)([^\s'"]+)/i.exec(first(vars, 'ansible_ssh_common_args', 'ansible_ssh_extra_args') ?? '')?.[1];
