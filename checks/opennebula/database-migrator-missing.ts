import { any, check, each, type Outcome, type Skip, skip, undecided } from '../../src/index.ts';
import { compareDatabases, databaseOf, stepsBetween } from './database-release.ts';
import { dbVersions } from './facts/db-versions.ts';
import { onedbSteps } from './facts/frontend-database.ts';
import { ONEDB_MIGRATORS } from './facts/onecfg.ts';
import { frontendNeeds, installedOn, perFrontend } from './onecfg/frontends.ts';
import { source, UPGRADE_GUIDE } from './pools.ts';

export default check({
  id: 'opennebula/database-migrator-missing',
  title: 'Every step from the version of the database to that of the installed release has its migrators',
  severity: 'blocker',
  applies: { platform: 'opennebula', phases: ['installed'] },
  why: 'onedb upgrade stops where a migrator is missing and restores the database, or, with --no-backup, leaves it half upgraded.',
  fix: 'Install the package opennebula-migration in the version of opennebula on this front-end; a Community Edition before 7.0 calls it opennebula-migration-community.',
  refs: [source('src/onedb/onedb.rb'), UPGRADE_GUIDE],
  covers: ['A.2.4'],
  needs: { ...frontendNeeds, steps: each(onedbSteps), versions: any(dbVersions) },
  messages: { missing: '{folder} has no migrator from {from} to {to}, which the way from {database} to OpenNebula {installed} needs.' },
  judge({ versions, ...frontends }, found) {
    const database = versions.value.at(-1)?.version ?? 'none';
    return perFrontend(frontends, (here, host): Outcome[] | Skip => {
      const installed = installedOn(here) ?? 'of an unknown version';
      const expected = databaseOf(installed)?.version ?? 'none';
      const way = stepsBetween(database, expected);
      if (compareDatabases(database, expected) >= 0 && expected !== 'none') return skip(`the database is of version ${database} already`);
      if (!way) return [undecided(`no way is known from database version ${database} to OpenNebula ${installed}`, host)];
      return way.flatMap(([from, to]) =>
        ONEDB_MIGRATORS.filter(folder => !here.steps.some(step => step.folder === folder && step.from === from && step.to === to)).map(folder =>
          found.missing({ folder, from, to, database, installed }, { host, object: `${folder}/${from}_to_${to}.rb`, path: folder }),
        ),
      );
    });
  },
});
