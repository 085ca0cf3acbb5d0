import { check, each, type Outcome, optional, sh } from '../../src/index.ts';
import { dbVersions, localVersions } from './facts/db-versions.ts';
import { source } from './pools.ts';

export default check({
  id: 'opennebula/database-versions-differ',
  title: 'Shared and local tables of the database are of one version',
  severity: 'blocker',
  applies: { platform: 'opennebula', phases: ['pre', 'stopped', 'installed', 'post'] },
  why: 'onedb upgrade changes the shared tables first and the local ones after. Where they differ it stopped between the two, and oned does not start.',
  fix: {
    differ: {
      text: 'Look into the output of the last onedb upgrade why it stopped, mend that, and run it again.',
      commands: [sh`onedb upgrade -v`],
      down: 'opennebula on every front-end',
      undo: 'onedb restore with the backup that it makes first.',
    },
    unversioned: 'Restore a backup of the database.',
  },
  refs: [source('src/onedb/onedb_backend.rb'), source('include/Nebula.h')],
  covers: ['A.2.2'],
  needs: { shared: each(dbVersions), local: each(optional(localVersions)) },
  messages: {
    differ: 'The shared tables are of version {shared}, and the local ones of {local}.',
    slave: {
      text: 'The shared tables are of version {shared}, and the local ones of {local}: this zone is a slave, and its onedb upgrade comes after that of the master.',
      severity: 'note',
    },
    unversioned: 'The table local_db_versioning has no row.',
  },
  judge: ({ shared, local }, found, { phase }) =>
    shared.flatMap(({ host, value }): Outcome[] => {
      const here = local.find(one => one.host === host);
      // Databases older than local_db_versioning: onedb takes the shared version for both.
      if (!here?.value) return [];
      const [ours, theirs] = [here.value.at(-1), value.at(-1)?.version];
      const at = { host, object: 'table local_db_versioning' };
      if (!ours) return [found.unversioned({}, at)];
      if (theirs === undefined || theirs === ours.version) return [];
      return [found[ours.slave && phase === 'installed' ? 'slave' : 'differ']({ shared: theirs, local: ours.version }, at)];
    }),
});
