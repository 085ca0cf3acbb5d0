import { check, sh, skip, undecided } from '../../src/index.ts';
import { databaseDumps, setupFiles, setupOutcomes } from './facts/setup-runs.ts';
import { GUIDE, SETUP_SOURCE } from './references.ts';

export default check({
  id: 'ovirt/setup-database-dump-missing',
  title: 'engine-setup dumped the database before it changed it',
  severity: 'warning',
  applies: { platform: 'ovirt', phases: ['post'] },
  why: 'The dump is the way back where the update of the database turns out to be wrong.',
  fix: {
    text: 'Make a backup before anything else is changed, and copy it to another machine.',
    commands: [
      sh`engine-backup --mode=backup --scope=all --file=/var/lib/ovirt-engine-backup/after-update.backup --log=/var/log/ovirt-engine/after-update-backup.log`,
    ],
  },
  refs: [GUIDE, SETUP_SOURCE],
  covers: ['A.1.11'],
  needs: { files: setupFiles, outcomes: setupOutcomes, dumps: databaseDumps },
  messages: {
    notMade: 'The log of the last run of engine-setup speaks of no dump of the database: {log}.',
    gone: 'The dump {dump}, which the last run of engine-setup made, is not there.',
    empty: 'The dump {dump}, which the last run of engine-setup made, is empty.',
  },
  judge({ files, outcomes, dumps }, found) {
    const [log] = files.logs;
    if (!log) return skip('no log of engine-setup is there');
    const outcome = outcomes.get(log.path);
    if (!outcome) return [undecided(`${log.path} says neither how engine-setup ended nor what it dumped`)];
    const made = outcome.dumps.filter(dump => /^\/var\/lib\/ovirt-engine\/backups\/engine-[^/]*\.dump$/.test(dump));
    const [elsewhere] = outcome.dumps;
    if (made.length === 0)
      return [elsewhere === undefined ? found.notMade({ log: log.path }, { path: log.path }) : undecided(`the dump ${elsewhere} was not looked at`)];
    return made.flatMap(dump => {
      const there = dumps.find(({ path }) => path === dump);
      if (!there) return [found.gone({ dump }, { path: dump })];
      return there.size > 0 ? [] : [found.empty({ dump }, { path: dump })];
    });
  },
});
