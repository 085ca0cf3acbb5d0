import { fact, integer, nullable, rows, table, text } from '../../../src/index.ts';
import { millisOf, secondsSince } from './times.ts';

/** A row of the management servers; `heartbeatAge` in seconds by the clock of the database, null where it never had one. */
export interface ManagementServer {
  readonly id: number;
  readonly name: string;
  readonly state: string;
  readonly version: string | null;
  readonly serviceIp: string;
  readonly servicePort: number | null;
  /** GMT, as the database writes it. */
  readonly lastUpdate: string | null;
  readonly heartbeatAge: number | null;
}

/** Management servers that the database knows and nobody removed. A killed one stays `Up` there. */
export const managementServers = fact({
  id: 'cloudstack.management-servers',
  title: 'management servers in the database',
  role: 'database',
  query: table('cloud.mshost', { columns: ['id', 'name', 'state', 'version', 'service_ip', 'service_port', 'last_update', 'removed'] }),
  parse: (body, { at }): ManagementServer[] =>
    rows({
      id: integer,
      name: nullable(text),
      state: nullable(text),
      version: nullable(text),
      service_ip: nullable(text),
      service_port: nullable(integer),
      last_update: nullable(text),
      removed: nullable(text),
    })(body)
      .filter(({ removed }) => removed === null)
      .map(({ id, name, state, version, service_ip, service_port, last_update }) => ({
        id,
        name: name ?? '',
        state: state ?? '',
        version,
        serviceIp: service_ip ?? '',
        servicePort: service_port,
        lastUpdate: last_update,
        heartbeatAge: secondsSince(last_update, at),
      })),
});

/** A management server writes its heartbeat every 1.5 seconds. */
const FRESH = 60;

/** Whether it runs, by its heartbeat: up to a minute ago. One whose clock is ahead of the database counts too. */
export const beats = ({ state, heartbeatAge }: ManagementServer): boolean =>
  state.toLowerCase() !== 'down' && heartbeatAge !== null && heartbeatAge < FRESH;

/** `m1 (id 3, 10.1.1.10)` */
export const sayServer = ({ id, name, serviceIp }: ManagementServer): string => `${name} (id ${id}, ${serviceIp})`;

const DAY = 86_400_000;

/** Those that ran on the last day on which any of them did: a row of a server that is gone for long may be left. */
export function inService(servers: readonly ManagementServer[]): ManagementServer[] {
  const heartbeat = ({ lastUpdate }: ManagementServer): number => millisOf(lastUpdate) ?? Number.NEGATIVE_INFINITY;
  const newest = Math.max(...servers.map(heartbeat));
  return servers.filter(one => newest - heartbeat(one) < DAY);
}
