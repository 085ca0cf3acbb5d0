import { fact, file } from '../../../src/index.ts';

const ESTABLISHED = '01';

/**
 * Remote ports of the connections that are established, from the kernel's own list. Ports are hexadecimal.
 *
 *       sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
 *        1: 0B01010A:BDEE 0A01010A:203A 01 00000000:00000000 00:00000000 00000000     0        0 23457 1 …
 */
function remotePorts({ text }: { readonly text: string }): number[] {
  const [header = '', ...sockets] = text.split('\n').filter(line => line.trim() !== '');
  if (!/^\s*sl\s+local_address\s/.test(header)) throw new Error('it does not begin with the header of a list of sockets');
  return sockets.flatMap(line => {
    const [, port, state] = /^\s*\d+:\s[0-9A-F]+:[0-9A-F]{4}\s[0-9A-F]+:([0-9A-F]{4})\s([0-9A-F]{2})\s/i.exec(line) ?? [];
    return port !== undefined && state === ESTABLISHED ? [Number.parseInt(port, 16)] : [];
  });
}

const connections = (path: string, id: string) =>
  fact({ id: `cloudstack.${id}`, title: 'connections of the KVM host', role: 'kvm', query: file(path), parse: remotePorts });

/** Of a KVM host, by IPv4 and by IPv6; Java connects by IPv6 for both. The second file is not there where IPv6 is off. */
export const connections4 = connections('/proc/net/tcp', 'kvm-connections');
export const connections6 = connections('/proc/net/tcp6', 'kvm-connections-6');
