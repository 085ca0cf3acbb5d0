import { fact, integer, rows, table, text } from '../../../src/index.ts';

/** Versions of the database, oldest first: one row per `onedb upgrade`, so the newest is the one in use. It is always X.Y.0. */
export const dbVersions = fact({
  id: 'opennebula.db-versions',
  title: 'versions of the database',
  role: 'database',
  query: table('opennebula.db_versioning', { columns: ['oid', 'version'] }),
  parse: body => rows({ oid: integer, version: text })(body).sort((a, b) => a.oid - b.oid),
});
