import type { Host } from './facts/hosts.ts';

/** The host of the engine that a machine of the target is: by its name, its address, or the first part of either. */
export function engineHost(machine: string, hosts: readonly Host[]): Host | undefined {
  const wanted = machine.toLowerCase();
  const short = (text: string): string => (/^[\d.]+$/.test(text) ? text : text.split('.')[0]!);
  const names = (host: Host): string[] => [host.name, host.address].map(text => text.toLowerCase());
  const same = hosts.filter(host => names(host).includes(wanted));
  const alike = hosts.filter(host => names(host).some(name => short(name) === short(wanted)));
  return same[0] ?? (alike.length === 1 ? alike[0] : undefined);
}
