import { any, line, type Phase, platform, version } from '../../src/index.ts';
import { databaseAccess } from './database-access.ts';
import { dbVersions } from './facts/db-versions.ts';
import { debPackages, onedVersion, rpmPackages } from './facts/installed.ts';

/**
 * The database says which release line it belongs to (always X.Y.0), the program which release of that line it is.
 * Where they differ, the packages are new and the database is still that of the start.
 */
function detect(database: string | undefined, program: string | undefined, phase: Phase): string | undefined {
  if (phase === 'post') return program ?? database;
  const same = sameLine(database, program);
  if (phase === 'installed') return same === false ? database : undefined;
  return same === true ? program : (database ?? program);
}

function sameLine(database: string | undefined, program: string | undefined): boolean | undefined {
  const [a, b] = [version(database ?? ''), version(program ?? '')];
  return a && b ? line(a) === line(b) : undefined;
}

export default platform({
  id: 'opennebula',
  title: 'OpenNebula',
  roles: {
    frontend: { title: 'front-end', required: true },
    database: { title: 'database host (with SQLite the front-end itself)', required: true },
    node: { title: 'virtualization node', required: false },
  },
  database: databaseAccess,
  version: {
    needs: { versions: any(dbVersions), oned: any(onedVersion), deb: any(debPackages), rpm: any(rpmPackages) },
    detect: ({ versions, oned, deb, rpm }, phase) =>
      detect(versions?.value.at(-1)?.version, oned?.value.version ?? deb?.value.opennebula ?? rpm?.value.opennebula, phase),
  },
});
