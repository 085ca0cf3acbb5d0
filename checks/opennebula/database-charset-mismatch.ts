import { any, check, lines, type Outcome, optional, skip, undecided } from '../../src/index.ts';
import { schemaCharset, systemAttributes, tableStatus } from './facts/database-server.ts';
import { source } from './pools.ts';

const TABLE = 'system_attributes';

export default check({
  id: 'opennebula/database-charset-mismatch',
  title: 'Tables have the character set of their database',
  severity: 'blocker',
  applies: { platform: 'opennebula', phases: ['pre', 'stopped', 'installed'] },
  why: 'Since 6.6 oned and onedb compare the character set of the database with that of its tables, and refuse to work where they differ. It comes from a restore into a database that was created with another default.',
  fix: {
    differ: ({ charset }) => ({
      text: 'Give the database the character set of its tables. It changes no row; the name stands for your database.',
      commands: [lines(`ALTER DATABASE \`opennebula\` CHARACTER SET ${String(charset).replace(/\W/g, '')};`)],
      undo: 'The same statement with the character set that the finding names for the database.',
    }),
    alias: 'Nothing now. If onedb complains of it, give the database the character set of its tables, by the name that the server has for it.',
  },
  refs: [source('src/sql/MySqlDB.cc'), source('src/onedb/onedb_backend.rb'), 'https://github.com/OpenNebula/one/issues/5639'],
  covers: ['A.2.10'],
  needs: { attributes: any(systemAttributes), tables: any(optional(tableStatus)), schema: any(optional(schemaCharset)) },
  messages: {
    differ: 'The database has the character set {database}, and the table {table} has {charset}.',
    alias: {
      text: 'The database has the character set {database}, and the table {table} has {charset}, which is another name for it.',
      severity: 'warning',
    },
  },
  judge({ tables, schema }, found) {
    if (!tables.value || schema.value === undefined) return skip('the database is an SQLite file');
    const [{ host }, database] = [tables, schema.value];
    const table = tables.value.find(one => one.table === TABLE);
    if (!table) return [undecided(`the server describes no table ${TABLE} in the schema opennebula`, host)];
    // The name of a collation begins with that of its character set; MariaDB shortens some.
    const [charset = ''] = table.collation.split('_');
    if (charset === database) return [];
    const at = { host, object: `table ${TABLE}` };
    const same = plain(charset) === plain(database);
    return [found[same ? 'alias' : 'differ']({ database, table: TABLE, charset }, at)] satisfies Outcome[];
  },
});

const plain = (charset: string): string => (charset === 'utf8mb3' ? 'utf8' : charset);
