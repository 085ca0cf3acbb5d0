import type { Query } from '../../../src/model/query.ts';

/** What hosts answer about services, ports and heartbeats, in the form of the real programs. */

/** `systemctl show` for both names of a service. */
export const systemd = (name: string, active: string, sub = active === 'active' ? 'running' : 'dead', old = false): string =>
  [`cloud-${name}`, `cloudstack-${name}`]
    .map(unit => {
      const own = unit.startsWith('cloudstack-') !== old;
      return `Id=${unit}.service\nLoadState=${own ? 'loaded' : 'not-found'}\nActiveState=${own ? active : 'inactive'}\nSubState=${own ? sub : 'dead'}\n`;
    })
    .join('\n');

/** A host of System V: no systemctl, and service(8) for each name. */
export const sysv = (says: Readonly<Record<string, { stdout?: string; stderr?: string; exit: number }>>) =>
  Object.assign(
    (query: Query) =>
      query.kind === 'command' && query.argv[0] === 'service'
        ? (says[query.argv[1]!] ?? { stderr: `${query.argv[1]}: unrecognized service\n`, exit: 1 })
        : { status: 'absent' as const, reason: 'systemctl: no such program on this host' },
    // So that the table of cases can tell two of them apart.
    { toString: () => JSON.stringify(says) },
  );

const hex = (port: number): string => port.toString(16).toUpperCase().padStart(4, '0');

/** /proc/net/tcp6 with these ports listened on by every address, and one connection. */
export const tcp6 = (...ports: number[]): string =>
  [
    '  sl  local_address                         remote_address                        st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode',
    ...ports.map(
      (port, index) =>
        `   ${index}: 00000000000000000000000000000000:${hex(port)} 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000   105        0 23456 1 0000000000000000 100 0 0 10 0`,
    ),
    `   9: 0000000000000000FFFF00000A01010A:${hex(48622)} 0000000000000000FFFF00001401010A:0CEA 01 00000000:00000000 00:00000000 00000000   105        0 23457 1 0000000000000000 20 4 0 10 -1`,
    '',
  ].join('\n');

/** /proc/net/tcp with these ports, each by an address in hexadecimal. */
export const tcp4 = (...sockets: [address: string, port: number][]): string =>
  [
    '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode                                                     ',
    ...sockets.map(
      ([address, port], index) =>
        `   ${index}: ${address}:${hex(port)} 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 1 1 0000000000000000 100 0 0 10 0`,
    ),
    '',
  ].join('\n');

/** A row of cloud.mshost. The evidence of a case is of 2026-11-21 02:00:00. */
export const mshost = (id: number, more: Readonly<Record<string, string | number | null>> = {}) => ({
  id,
  name: `m${id}`,
  state: 'Down',
  version: '4.2.1',
  service_ip: `10.1.1.${10 + id}`,
  service_port: 9090,
  last_update: '2026-11-21 01:30:00',
  removed: null,
  ...more,
});

/** Up, with a heartbeat two seconds old. */
export const up = (id: number, more: Readonly<Record<string, string | number | null>> = {}) =>
  mshost(id, { state: 'Up', last_update: '2026-11-21 01:59:58', ...more });

export const on = <T>(hosts: Readonly<Record<string, T>>) => ({ on: hosts });
export const DENIED = { status: 'denied', reason: 'permission denied' } as const;
export const UNREACHABLE = { status: 'unreachable', reason: 'm2: connection timed out' } as const;

/** What rpm says of every package that is asked for; these are installed. */
export const rpms =
  (...installed: string[]) =>
  (query: Query): string =>
    (query.kind === 'command' ? query.argv : [])
      .slice(4)
      .map(name => {
        const own = installed.find(one => one.startsWith(`${name} `));
        return own === undefined ? `package ${name} is not installed\n` : `${own} 1407412345\n`;
      })
      .join('');
