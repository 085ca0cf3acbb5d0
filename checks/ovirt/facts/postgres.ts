import { fact, nullable, rows, table, text } from '../../../src/index.ts';

/** The server of the engine's database, as it describes itself. */

const SETTINGS = [
  ...['autovacuum', 'autovacuum_analyze_scale_factor', 'autovacuum_max_workers', 'autovacuum_vacuum_scale_factor', 'lc_messages'],
  ...['maintenance_work_mem', 'max_connections', 'server_encoding', 'server_version', 'work_mem'],
];

/**
 *     name             setting
 *     max_connections  150
 *     server_version   10.12
 */
export const postgresSettings = fact({
  id: 'ovirt.postgres-settings',
  title: 'settings of PostgreSQL',
  role: 'database',
  query: table('pg_catalog.pg_settings', { columns: ['name', 'setting'], where: { column: 'name', in: SETTINGS } }),
  parse: (body): ReadonlyMap<string, string> => {
    const settings = new Map(rows({ name: text, setting: nullable(text) })(body).map(row => [row.name, row.setting ?? '']));
    if (settings.size === 0) throw new Error('PostgreSQL shows no settings');
    return settings;
  },
});

/** The names of the extensions of the database: `plpgsql`, `uuid-ossp`. */
export const postgresExtensions = fact({
  id: 'ovirt.postgres-extensions',
  title: 'extensions of the database',
  role: 'database',
  query: table('pg_catalog.pg_extension', { columns: ['extname'] }),
  parse: (body): string[] => rows({ extname: text })(body).map(row => row.extname),
});

const PAGE = 8192;
const WHOLE = { read: (value: string | null): number => (/^-?\d{1,12}$/.test(value ?? '') ? Math.max(0, Number(value)) : 0) };

/**
 * About how many bytes the tables and indexes of the database have, from the pages that PostgreSQL counted when it last vacuumed them.
 * The exact size is the answer of a function, and functions cannot be asked for.
 *
 *     relname    relpages
 *     audit_log  10432
 */
export const databaseSize = fact({
  id: 'ovirt.database-size',
  title: 'size of the engine database',
  role: 'database',
  query: table('pg_catalog.pg_class', { columns: ['relkind', 'relpages'], where: { column: 'relkind', in: ['i', 'm', 'r', 't'] } }),
  parse: (body): number => {
    const pages = rows({ relkind: text, relpages: WHOLE })(body).reduce((sum, row) => sum + row.relpages, 0);
    if (pages === 0) throw new Error('no table has been counted yet: run ANALYZE');
    return pages * PAGE;
  },
});
