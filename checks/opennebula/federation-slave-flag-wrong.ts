import { check, each, type Outcome, skip, undecided } from '../../src/index.ts';
import { FEDERATION_GUIDE } from './cluster.ts';
import { localVersions } from './facts/db-versions.ts';
import { deployment } from './facts/deployment.ts';
import { ONED_CONF } from './facts/oned-conf.ts';
import { source } from './pools.ts';

export default check({
  id: 'opennebula/federation-slave-flag-wrong',
  title: 'The database is marked as that of a slave exactly where oned.conf says SLAVE',
  severity: 'blocker',
  applies: { platform: 'opennebula', phases: ['pre', 'stopped', 'installed', 'post'] },
  why: 'onedb upgrade goes by the mark in the database: it leaves the shared tables of a slave alone, because the master sends them. Where the mark is wrong it migrates them twice, or nobody does.',
  fix: {
    marked: `Find out which is right. If this zone is a slave, correct MODE in ${ONED_CONF}; if not, ask for support before onedb upgrade: the shared tables are copies.`,
    unmarked: `Find out which is right. If this zone is no slave, correct MODE in ${ONED_CONF}; if it is, import the shared tables of the master with onedb restore --federated first.`,
  },
  refs: [FEDERATION_GUIDE, source('src/nebula/SystemDB.cc')],
  covers: ['A.6.13'],
  needs: { deployments: each(deployment), versions: each(localVersions) },
  messages: {
    marked: 'The database {database} is marked as that of a slave, and {path} has the MODE {mode}.',
    unmarked: 'The database {database} is not marked as that of a slave, and {path} has the MODE SLAVE.',
  },
  judge({ deployments, versions }, found) {
    const modes = [...new Set(deployments.map(({ value }) => value.mode))];
    const [mode] = modes;
    if (mode === undefined) return [];
    if (modes.length > 1) return [undecided(`the front-ends have different MODEs: ${modes.join(', ')}`)];
    if (mode === 'CACHE') return skip('the front-end is a proxy without data of its own (MODE CACHE)');
    return versions.flatMap(({ host, value }): Outcome[] => {
      const newest = value.at(-1);
      if (!newest) return [undecided('the table local_db_versioning is empty', host)];
      if (newest.slave === (mode === 'SLAVE')) return [];
      const [data, at] = [
        { database: host, path: ONED_CONF, mode },
        { host, object: 'table local_db_versioning' },
      ];
      return [newest.slave ? found.marked(data, at) : found.unmarked(data, at)];
    });
  },
});
