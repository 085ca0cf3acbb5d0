import { any, check, type Outcome, undecided } from '../../src/index.ts';
import { compareDatabases, databaseOf, OLDEST, stepsBetween } from './database-release.ts';
import { dbVersions } from './facts/db-versions.ts';
import { source, UPGRADE_GUIDE } from './pools.ts';

export default check({
  id: 'opennebula/database-release-unsupported',
  title: 'The database is of a release from which there is a way to the target',
  severity: 'blocker',
  applies: { platform: 'opennebula', phases: ['pre', 'stopped'] },
  why: 'onedb goes from one release to the next by migrators, and only upwards. OpenNebula 7 supports upgrades from 6.0 and newer.',
  fix: {
    tooOld: 'Upgrade to 6.10 first, by the guide of that release.',
    downgrade: 'There is no way back but a backup of the database from before: onedb restore, and the packages of the old release.',
    unknown: 'See in the release notes of the target whether it can be reached from here.',
  },
  refs: [UPGRADE_GUIDE, source('src/onedb/local', 'release-7.4.0')],
  covers: ['A.2.3'],
  needs: { versions: any(dbVersions) },
  messages: {
    tooOld: 'The database is of version {database}, and upgrades to 7 begin at 6.0.0.',
    downgrade: 'The database is of version {database}, and the target {to} works with {expected}, which is older.',
    unknown: { text: 'The way from database version {database} to the target {to} is not one that preflight knows.', severity: 'warning' },
  },
  judge({ versions: { host, value } }, found, { to }): Outcome[] {
    const at = { host, object: 'table db_versioning' };
    const database = value.at(-1)?.version;
    if (database === undefined) return [undecided('the table db_versioning has no row', host)];
    if (compareDatabases(database, OLDEST) < 0) return [found.tooOld({ database }, at)];
    const expected = databaseOf(to?.text)?.version;
    if (!to || expected === undefined) return [undecided('the target release is not known; say it with --to', host)];
    if (compareDatabases(database, expected) > 0) return [found.downgrade({ database, to: to.text, expected }, at)];
    return stepsBetween(database, expected) ? [] : [found.unknown({ database, to: to.text }, at)];
  },
});
