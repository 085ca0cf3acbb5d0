import { check, each, type Outcome, sh, undecided } from '../../src/index.ts';
import { compareDatabases, databaseOf, installedVersions } from './database-release.ts';
import { dbVersions } from './facts/db-versions.ts';
import { frontendNeeds } from './onecfg/frontends.ts';
import { some, source, UPGRADE_GUIDE } from './pools.ts';

export default check({
  id: 'opennebula/database-version-mismatch',
  title: 'The version of the database is the one that the installed OpenNebula works with',
  severity: 'blocker',
  applies: { platform: 'opennebula', phases: ['pre', 'stopped', 'installed', 'post'] },
  why: 'oned does not start with a database of another release. An older one before the upgrade means that an earlier upgrade was never finished.',
  fix: {
    older: {
      text: 'Upgrade the database. It makes a backup first, and says where.',
      commands: [sh`onedb upgrade -v`],
      down: 'opennebula on every front-end',
      undo: 'onedb restore with that backup, and the packages of the old release.',
    },
    newer:
      'Install the packages of the release of the database on every front-end, or restore a backup of the database that the installed release made.',
    unversioned: 'See that this is the database of OpenNebula (DB in /etc/one/oned.conf). If it is, restore a backup of it.',
  },
  refs: [source('src/nebula/SystemDB.cc'), UPGRADE_GUIDE],
  covers: ['A.2.1'],
  needs: { versions: each(dbVersions), ...frontendNeeds },
  messages: {
    older: 'The database is of version {database}, and OpenNebula {installed} works with {expected}.',
    newer: 'The database is of version {database}, and OpenNebula {installed} works with {expected}, which is older.',
    waiting: {
      text: 'The database is of version {database} and waits for onedb upgrade: OpenNebula {installed} works with {expected}.',
      severity: 'note',
    },
    unversioned: 'The table db_versioning has no row, so that onedb takes the database for one of version 2.0.',
  },
  judge({ versions, ...frontends }, found, { phase }) {
    const installed = [...new Set(installedVersions(frontends).map(({ value }) => value))];
    const expected = [...new Set(installed.flatMap(one => databaseOf(one)?.version ?? []))];
    if (expected.length !== 1) return [undecided(reasonOf(installed))];
    return versions.flatMap(({ host, value }): Outcome[] => {
      const at = { host, object: 'table db_versioning' };
      const database = value.at(-1)?.version;
      if (database === undefined) return [found.unversioned({}, at)];
      const difference = compareDatabases(database, expected[0]!);
      const data = { database, installed: installed[0]!, expected: expected[0]! };
      if (difference < 0) return [found[phase === 'installed' ? 'waiting' : 'older'](data, at)];
      return difference > 0 ? [found.newer(data, at)] : [];
    });
  },
});

const reasonOf = (installed: readonly string[]): string =>
  installed.length === 0
    ? 'no front-end says which OpenNebula is installed'
    : `the front-ends have OpenNebula ${some(installed)}, which is not one release`;
