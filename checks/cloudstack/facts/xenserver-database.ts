import { fact, integer, nullable, rows, since, table, text } from '../../../src/index.ts';

/** Hand-written SQL has left it in any case. */
const isXenServer = ({ hypervisor_type }: { readonly hypervisor_type: string | null }): boolean =>
  hypervisor_type?.trim().toLowerCase() === 'xenserver';

const inUse = ({ removed }: { readonly removed?: string | null | undefined }): boolean => removed === null || removed === undefined;

/** XenServer hosts that run virtual machines. `guid` is the uuid that XenServer itself gives the host. */
export const xenServerHosts = fact({
  id: 'cloudstack.xenserver-hosts',
  title: 'XenServer hosts in the database',
  role: 'database',
  query: table('cloud.host', {
    columns: ['id', 'name', 'guid', 'status', 'type', 'hypervisor_type', 'hypervisor_version', 'cluster_id', 'data_center_id', 'removed'],
  }),
  parse: body =>
    rows({
      id: integer,
      name: nullable(text),
      guid: nullable(text),
      status: nullable(text),
      type: nullable(text),
      hypervisor_type: nullable(text),
      hypervisor_version: since(nullable(text)),
      cluster_id: nullable(integer),
      data_center_id: nullable(integer),
      removed: since(nullable(text)),
    })(body).filter(host => host.type === 'Routing' && isXenServer(host) && inUse(host)),
});

/** Clusters of XenServer hosts: one is a pool of XenServer. */
export const xenServerClusters = fact({
  id: 'cloudstack.xenserver-clusters',
  title: 'XenServer clusters in the database',
  role: 'database',
  query: table('cloud.cluster', { columns: ['id', 'name', 'hypervisor_type', 'managed_state', 'removed'] }),
  parse: body =>
    rows({
      id: integer,
      name: nullable(text),
      hypervisor_type: nullable(text),
      managed_state: nullable(text),
      removed: since(nullable(text)),
    })(body).filter(cluster => isXenServer(cluster) && inUse(cluster)),
});

/** Zones with basic networking, by id. */
export const basicZones = fact({
  id: 'cloudstack.basic-zones',
  title: 'network types of zones',
  role: 'database',
  query: table('cloud.data_center', { columns: ['id', 'networktype', 'removed'] }),
  parse: body =>
    rows({ id: integer, networktype: nullable(text), removed: since(nullable(text)) })(body)
      .filter(zone => inUse(zone) && zone.networktype?.trim().toLowerCase() === 'basic')
      .map(({ id }) => id),
});
