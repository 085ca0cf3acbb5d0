import { fact, file } from '../../../src/index.ts';

/** One TCP port that is listened on. `local` where only the host itself can reach it. */
export interface ListeningPort {
  readonly port: number;
  readonly local: boolean;
}

const LISTEN = '0A';

/**
 * Ports that are listened on, from the kernel's own list: ss(8) would load a kernel module. Addresses and ports are hexadecimal,
 * state 0A is LISTEN.
 *
 *       sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
 *        0: 00000000:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000   105        0 23456 1 …
 */
function listening(text: string): ListeningPort[] {
  const [header = '', ...sockets] = text.split('\n').filter(line => line.trim() !== '');
  if (!/^\s*sl\s+local_address\s/.test(header)) throw new Error('it does not begin with the header of a list of sockets');
  return sockets.flatMap(line => {
    const [, address, port, state] = /^\s*\d+:\s([0-9A-F]{8}|[0-9A-F]{32}):([0-9A-F]{4})\s[0-9A-F]+:[0-9A-F]{4}\s([0-9A-F]{2})\s/i.exec(line) ?? [];
    if (address === undefined) throw new Error(`a line is no socket: ${JSON.stringify(line.slice(0, 80))}`);
    return state?.toUpperCase() === LISTEN ? [{ port: Number.parseInt(port!, 16), local: isLoopback(address.toUpperCase()) }] : [];
  });
}

/** 127.0.0.0/8 and ::1, in the order of bytes that the kernel prints on little-endian machines; IPv4 addresses within IPv6 too. */
const isLoopback = (address: string): boolean =>
  /^[0-9A-F]{6}7F$/.test(address) || address === '00000000000000000000000001000000' || /^0{16}FFFF0000[0-9A-F]{6}7F$/.test(address);

const ports = (path: string, id: string, role: string) =>
  fact({ id: `cloudstack.${id}`, title: 'ports that are listened on', role, query: file(path), parse: ({ text }) => listening(text) });

/** On a management server, by IPv4 and by IPv6; Java listens by IPv6 for both. The second file is not there where IPv6 is off. */
export const ports4 = ports('/proc/net/tcp', 'listening-ports', 'management');
export const ports6 = ports('/proc/net/tcp6', 'listening-ports-6', 'management');
