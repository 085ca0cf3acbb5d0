import { check, each, line, type Outcome, sh, skip, undecided, version } from '../../src/index.ts';
import { FEDERATION_GUIDE } from './cluster.ts';
import { dbVersions } from './facts/db-versions.ts';
import { deployment } from './facts/deployment.ts';
import { source } from './pools.ts';

const BACKUP = '/var/lib/one/federated.sql';

export default check({
  id: 'opennebula/shared-tables-behind',
  title: 'A slave has the shared tables of the upgraded master before it is upgraded itself',
  severity: 'blocker',
  applies: { platform: 'opennebula', phases: ['installed', 'post'] },
  why: 'The master is upgraded first, and its shared tables are imported into every slave. Without them oned of the slave says "Cannot join federation, oned master needs upgrade." or "Cannot access shared DB tables." and stops.',
  fix: {
    behind: {
      text: `Upgrade the master zone first. The first command runs there; copy the file to ${BACKUP} of this zone, and run the second here.`,
      down: 'opennebula on every front-end of both zones',
      commands: [sh`onedb backup -v --federated ${BACKUP}`, sh`onedb restore -v --federated ${BACKUP}`],
      undo: 'onedb restore with the backup of this zone from before.',
    },
  },
  refs: [FEDERATION_GUIDE, source('src/nebula/Nebula.cc')],
  covers: ['A.6.14'],
  needs: { deployments: each(deployment), versions: each(dbVersions) },
  messages: { behind: 'The shared tables in the database {database} are of version {version}, and the target needs {target}.0.' },
  judge({ deployments, versions }, found, { to }) {
    if (deployments.length === 0) return [];
    if (!deployments.some(({ value }) => value.mode === 'SLAVE')) return skip('oned.conf has not the MODE SLAVE');
    if (!to) return [undecided('the target version is not known: give it with --to')];
    return versions.flatMap(({ host, value }): Outcome[] => {
      const newest = value.at(-1);
      const read = version(newest?.version ?? '');
      if (!newest || !read) return [undecided('the table db_versioning names no version', host)];
      if (line(read) === line(to)) return [];
      return [found.behind({ database: host, version: newest.version, target: line(to) }, { host, object: 'table db_versioning' })];
    });
  },
});
