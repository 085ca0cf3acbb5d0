import { any, check, each, type Outcome, optional, undecided } from '../../src/index.ts';
import { type TableStatus, tableStatus } from './facts/database-server.ts';
import { dbVersions } from './facts/db-versions.ts';
import { databaseFiles, freeSpace, SQLITE_FILE } from './facts/frontend-database.ts';
import { frontendNeeds, perFrontend } from './onecfg/frontends.ts';
import { source } from './pools.ts';

/** Of the size of an SQLite file: the backup of onedb, and the largest table once more while it is rewritten. */
const COMFORT = 2.2;
/** Tables that make up most of a database. A server describes a table only to those who may read something of it. */
const LARGE = ['vm_pool', 'history', 'logdb', 'vm_monitoring', 'host_monitoring'];

export default check({
  id: 'opennebula/database-space-short',
  title: 'There is room in /var/lib/one for the backup and the migration of the database',
  severity: 'blocker',
  applies: { platform: 'opennebula', phases: ['pre', 'stopped', 'installed'] },
  why: 'onedb upgrade begins with a backup in /var/lib/one and then writes whole tables anew. With a full disk it stops in the middle.',
  fix: 'Make room in /var/lib/one: move old backups (one.db_*.bck, mysql_*.sql) and old logs away.',
  refs: [source('src/onedb/local/6.10.0_to_7.0.0.rb'), source('src/onedb/onedb_backend.rb')],
  covers: ['A.2.17'],
  needs: { ...frontendNeeds, files: each(databaseFiles), free: each(freeSpace), versions: any(dbVersions), tables: any(optional(tableStatus)) },
  messages: {
    full: '/var/lib/one has {free} MiB free, and the backup of the database alone needs {needed} MiB.',
    tight: { text: '/var/lib/one has {free} MiB free, and backup and migration of the database need about {needed} MiB.', severity: 'warning' },
    fullDump:
      '/var/lib/one has {free} MiB free, and the dump of the database needs about {needed} MiB. The server needs as much again for its largest tables, which is not seen from here.',
  },
  judge({ tables, versions: _, ...frontends }, found) {
    return perFrontend(frontends, ({ files, free }, host): Outcome[] => {
      const at = { host, path: '/var/lib/one' };
      if (tables.value) return forDump(tables.value, free, host);
      const size = files.database?.size;
      if (size === undefined) return [undecided(`${SQLITE_FILE} is not there, so its size is not known`, host)];
      if (free < size) return [found.full({ free: mebibytes(free), needed: mebibytes(size) }, at)];
      return free < COMFORT * size ? [found.tight({ free: mebibytes(free), needed: mebibytes(COMFORT * size) }, at)] : [];
    });

    function forDump(all: readonly TableStatus[], free: number, host: string): Outcome[] {
      const needed = all.reduce((sum, { bytes }) => sum + bytes, 0);
      if (free < needed) return [found.fullDump({ free: mebibytes(free), needed: mebibytes(needed) }, { host, path: '/var/lib/one' })];
      const hidden = LARGE.filter(name => !all.some(({ table }) => table === name));
      const why = `the server does not tell this account the size of ${hidden.join(', ')}: it must be allowed to read a column of each`;
      return hidden.length === 0 ? [] : [undecided(why, tables.host)];
    }
  },
});

const mebibytes = (bytes: number): number => Math.ceil(bytes / (1024 * 1024));
