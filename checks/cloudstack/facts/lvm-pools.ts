import { fact, integer, nullable, rows, table, text } from '../../../src/index.ts';

/** Local storage of XenServer hosts, removed pools too: the management server does not leave them out when it looks. */
export const lvmPools = fact({
  id: 'cloudstack.lvm-pools',
  title: 'LVM storage pools',
  role: 'database',
  query: table('cloud.storage_pool', { columns: ['id', 'name', 'pool_type'] }),
  parse: body => rows({ id: integer, name: nullable(text), pool_type: text })(body).filter(({ pool_type }) => pool_type.toUpperCase() === 'LVM'),
});

/** Which host is connected to which pool. */
export const poolHosts = fact({
  id: 'cloudstack.pool-hosts',
  title: 'hosts of storage pools',
  role: 'database',
  query: table('cloud.storage_pool_host_ref', { columns: ['host_id', 'pool_id'] }),
  parse: body => rows({ host_id: integer, pool_id: integer })(body),
});

/** Hosts of every kind that are not removed, by id. */
export const hostNames = fact({
  id: 'cloudstack.host-names',
  title: 'hosts',
  role: 'database',
  query: table('cloud.host', { columns: ['id', 'name', 'removed'] }),
  parse: body =>
    new Map(
      rows({ id: integer, name: nullable(text), removed: nullable(text) })(body).flatMap(({ id, name, removed }) =>
        removed === null ? [[id, name ?? ''] as const] : [],
      ),
    ),
});
