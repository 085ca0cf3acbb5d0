import { fact, integer, nullable, rows, table, text } from '../../../src/index.ts';

/** Zones that are in use; removed ones are not. */
export const zones = fact({
  id: 'cloudstack.zones',
  title: 'zones',
  role: 'database',
  query: table('cloud.data_center', { columns: ['id', 'name', 'removed'] }),
  parse: body => rows({ id: integer, name: nullable(text), removed: nullable(text) })(body).filter(({ removed }) => removed === null),
});

/** Ids of the zones that were removed. */
export const removedZones = fact({
  id: 'cloudstack.removed-zones',
  title: 'removed zones',
  role: 'database',
  query: table('cloud.data_center', { columns: ['id', 'removed'] }),
  parse: body =>
    rows({ id: integer, removed: nullable(text) })(body)
      .filter(({ removed }) => removed !== null)
      .map(({ id }) => id),
});

/** Ids of the zones whose clusters are of several VMware data centers, which have no data center of their own. The table is there from 4.2 on. */
export const legacyZones = fact({
  id: 'cloudstack.legacy-zones',
  title: 'legacy VMware zones',
  role: 'database',
  query: table('cloud.legacy_zones', { columns: ['zone_id'] }),
  parse: body => rows({ zone_id: integer })(body).map(({ zone_id }) => zone_id),
});
