import { any, check, compare, optional, skip, undecided, version } from '../../src/index.ts';
import { databaseServer } from './facts/database-server.ts';
import { dbVersions } from './facts/db-versions.ts';
import { source } from './pools.ts';

/** The first with a column type JSON. The source of OpenNebula asks MariaDB for 10.2.0; the type came with 10.2.7. */
const OLDEST = { MariaDB: '10.2.7', MySQL: '5.7.8' } as const;

export default check({
  id: 'opennebula/database-server-old',
  title: 'The database server knows columns of JSON',
  severity: 'blocker',
  applies: {
    platform: 'opennebula',
    phases: ['pre', 'stopped'],
    paths: [{ to: '>=6.10' }],
    because: 'the database has a column of JSON since 6.10',
  },
  why: 'The database of 6.10 and newer keeps virtual machines as JSON. On a server that does not know it, onedb upgrade stops in the middle.',
  fix: 'Upgrade the database server before OpenNebula, to a release that the platform notes of the target name.',
  refs: [source('src/sql/MySqlDB.cc'), 'https://docs.opennebula.io/7.0/software/release_information/release_notes_70/platform_notes/'],
  covers: ['A.2.9'],
  needs: { versions: any(dbVersions), server: any(optional(databaseServer)) },
  messages: { old: '{product} is of version {version}, and {oldest} is the oldest that knows JSON.' },
  judge({ server: { host, value } }, found) {
    if (!value) return skip('the database is an SQLite file');
    const product = /mariadb/i.test(value.version) ? 'MariaDB' : 'MySQL';
    // Replication speaks of 5.5.5-10.6.12-MariaDB.
    const [, number = ''] = /^(?:5\.5\.5-)?(\d+\.\d+\.\d+)/.exec(value.version) ?? [];
    const [own, oldest] = [version(number), OLDEST[product]];
    if (!own) return [undecided(`the server says its version is ${JSON.stringify(value.version.slice(0, 60))}`, host)];
    return compare(own, version(oldest)!) < 0 ? [found.old({ product, version: own.text, oldest }, { host, object: `${product} ${own.text}` })] : [];
  },
});
