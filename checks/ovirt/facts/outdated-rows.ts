import { fact, nullable, rows, table, text } from '../../../src/index.ts';

/** Rows that an upgrade of the database cannot take. */

/** Options without a default, by name and level; their values are not asked for. */
export const optionsWithoutDefault = fact({
  id: 'ovirt.options-without-default',
  title: 'options without a default (vdc_options)',
  role: 'database',
  query: table('public.vdc_options', { columns: ['option_name', 'version'], where: { column: 'default_value', is: 'null' } }),
  parse: body => rows({ option_name: text, version: text })(body).map(row => ({ name: row.option_name, level: row.version })),
});

/** Names of hosts of the kind that oVirt had before oVirt Node 4. */
export const vintageHosts = fact({
  id: 'ovirt.vintage-hosts',
  title: 'hosts of the old oVirt Node',
  role: 'database',
  query: table('public.vds_static', { columns: ['vds_id', 'vds_name'], where: { column: 'vds_type', equals: 2 } }),
  parse: body => rows({ vds_id: text, vds_name: text })(body).map(row => ({ id: row.vds_id, name: row.vds_name })),
});

/** Providers of OpenStack and the addresses where they log in. */
export const providerAddresses = fact({
  id: 'ovirt.provider-addresses',
  title: 'login addresses of external providers',
  role: 'database',
  query: table('public.providers', { columns: ['auth_url', 'name'], where: { column: 'auth_url', is: 'not null' } }),
  parse: body => rows({ name: text, auth_url: nullable(text) })(body).flatMap(row => (row.auth_url ? [{ name: row.name, url: row.auth_url }] : [])),
});
