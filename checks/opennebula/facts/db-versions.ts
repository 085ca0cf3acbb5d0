import { fact, integer, nullable, rows, table, text } from '../../../src/index.ts';

/** Versions of the database, oldest first: one row per `onedb upgrade`, so the newest is the one in use. It is always X.Y.0. */
export const dbVersions = fact({
  id: 'opennebula.db-versions',
  title: 'versions of the database',
  role: 'database',
  query: table('opennebula.db_versioning', { columns: ['oid', 'version'] }),
  parse: body => rows({ oid: integer, version: text })(body).sort((a, b) => a.oid - b.oid),
});

/** Versions of the tables of this zone, oldest first. */
export interface LocalVersion {
  readonly oid: number;
  readonly version: string;
  /** Whether this zone is a slave of a federation, whose shared tables come from the master. */
  readonly slave: boolean;
}

/** The same for the tables that are not shared in a federation. */
export const localVersions = fact({
  id: 'opennebula.local-versions',
  title: 'versions of the local tables',
  role: 'database',
  query: table('opennebula.local_db_versioning', { columns: ['oid', 'version', 'is_slave'] }),
  parse: (body): LocalVersion[] =>
    rows({ oid: integer, version: text, is_slave: nullable(text) })(body)
      .map(({ oid, version, is_slave }) => ({ oid, version, slave: is_slave === '1' }))
      .sort((a, b) => a.oid - b.oid),
});
