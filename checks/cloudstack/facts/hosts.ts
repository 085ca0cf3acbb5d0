import { fact, integer, nullable, rows, since, table, text } from '../../../src/index.ts';
import { millisOf, secondsSince } from './times.ts';

/** A hypervisor of the cloud, as the management server sees it. */
export interface CloudHost {
  readonly id: number;
  /** What the host calls itself. */
  readonly name: string;
  readonly hypervisor_type: string | null;
  readonly status: string;
  /** From 3.0 on. */
  readonly resource_state: string | null | undefined;
  readonly mgmt_server_id: string | null;
  /** Of its agent. */
  readonly version: string | null;
  /** `5f0c7f0e-…-LibvirtComputingResource` */
  readonly guid: string | null;
  readonly private_ip_address: string | null;
  readonly cluster_id: number | null;
  readonly disconnected: string | null;
}

/** The hypervisors in use. Removed hosts, system virtual machines and storage, which are in the same table, are not. */
export const hosts = fact({
  id: 'cloudstack.hosts',
  title: 'hypervisors of the cloud',
  role: 'database',
  query: table('cloud.host', {
    columns: [
      ...['id', 'name', 'hypervisor_type', 'status', 'resource_state', 'mgmt_server_id', 'version'],
      ...['guid', 'private_ip_address', 'cluster_id', 'disconnected', 'removed'],
    ],
    where: { column: 'type', equals: 'Routing' },
  }),
  parse: body =>
    rows({
      id: integer,
      name: text,
      hypervisor_type: nullable(text),
      status: text,
      resource_state: since(nullable(text)),
      mgmt_server_id: nullable(text),
      version: nullable(text),
      guid: nullable(text),
      private_ip_address: nullable(text),
      cluster_id: nullable(integer),
      disconnected: nullable(text),
      removed: nullable(text),
    })(body)
      .filter(({ removed }) => removed === null)
      .map(({ removed: _, ...host }): CloudHost => host),
});

/** Ids of the clusters that were taken out of the hands of CloudStack, for work on their hosts. */
export const unmanagedClusters = fact({
  id: 'cloudstack.unmanaged-clusters',
  title: 'clusters that are not managed',
  role: 'database',
  query: table('cloud.cluster', { columns: ['id', 'managed_state'] }),
  parse: body =>
    rows({ id: integer, managed_state: since(nullable(text)) })(body)
      .filter(({ managed_state }) => /unmanaged/i.test(managed_state ?? ''))
      .map(({ id }) => id),
});

/** For how long a management server that runs may not have said so. */
const HEARTBEAT_SECONDS = 180;

/**
 * When the management servers that are up were started, in seconds before the answer. `runid` is the start in milliseconds since
 * 1970; `last_update` is in GMT. A server that was killed stays Up, so its last word counts too.
 */
export const managementUptimes = fact({
  id: 'cloudstack.management-uptimes',
  title: 'management servers that are up',
  role: 'database',
  query: table('cloud.mshost', { columns: ['id', 'state', 'runid', 'last_update', 'removed'] }),
  parse(body, { at }): number[] {
    const now = (millisOf(at) ?? Number.NaN) / 1000;
    return rows({ id: integer, state: text, runid: integer, last_update: nullable(text), removed: nullable(text) })(body)
      .filter(({ state, removed, last_update }) => {
        const age = secondsSince(last_update, at);
        return removed === null && state.toLowerCase() === 'up' && age !== null && age < HEARTBEAT_SECONDS;
      })
      .map(({ runid }) => now - runid / 1000);
  },
});
