import type { PlatformRoles, Target, TargetHost } from './target.ts';

/** A target of a platform that knows how to open its own database: one without a required database gets it from there. */
export function withDatabase(target: Target, { roles, database }: PlatformRoles): Target {
  if (!database) return target;
  const { role, configuredOn, via = 'mysql' } = database;
  const isNamed = target.hosts.some(host => host.roles.includes(role));
  const canSay = target.hosts.some(host => host.roles.includes(configuredOn) && (host.reach.via === 'ssh' || host.reach.via === 'local'));
  const isAdded = roles[role]?.required === true && !isNamed && canSay;
  return { ...target, hosts: isAdded ? [...target.hosts, added(role, via, target.hosts)] : target.hosts, database };
}

/** Called like its role, unless another host is. */
function added(role: string, via: 'mysql' | 'postgres', hosts: readonly TargetHost[]): TargetHost {
  const taken = new Set(hosts.map(({ name }) => name));
  const names = [role, `platform-${role}`, ...hosts.map((_, index) => `platform-${role}-${index + 2}`)];
  return { name: names.find(name => !taken.has(name))!, roles: [role], reach: { via }, line: 0 };
}
