import { check, each, type Outcome, optional, sh, undecided } from '../../src/index.ts';
import { FSCK_LOG, type Fsck, fsckAge, fsckLog } from './facts/frontend-database.ts';
import { frontendNeeds, perFrontend } from './onecfg/frontends.ts';
import { source, UPGRADE_GUIDE } from './pools.ts';

const DAY = 86_400;

export default check({
  id: 'opennebula/database-inconsistent',
  title: 'onedb fsck finds no inconsistency in the upgraded database',
  severity: 'warning',
  applies: { platform: 'opennebula', phases: ['installed'], because: 'onedb fsck works on a database of its own release, with oned stopped' },
  why: 'Migrators trust what is in the database. An inconsistency of years before shows itself after an upgrade, as a failed action or a wrong quota. The exit code of onedb fsck is 0 even with errors, up to 7.1.',
  fix: {
    unrepaired: {
      text: 'Look for the lines with [UNREPAIRED] in the log, and mend each object by its own commands or with onedb change-body.',
      commands: [sh`grep -F ${'[UNREPAIRED]'} ${FSCK_LOG}`],
    },
    found: {
      text: 'Run it without --dry. It makes a backup first, and says where.',
      commands: [sh`onedb fsck`],
      down: 'opennebula on every front-end',
      undo: 'onedb restore with that backup.',
    },
  },
  refs: [source('src/onedb/fsck.rb'), UPGRADE_GUIDE, 'https://github.com/OpenNebula/one/issues/6995'],
  covers: ['A.2.15'],
  needs: { ...frontendNeeds, log: each(optional(fsckLog)), age: each(fsckAge) },
  messages: {
    unrepaired: { text: 'The last onedb fsck found {found} errors, of which {unrepairable} could not be repaired.', severity: 'blocker' },
    found: 'The last onedb fsck, a dry run, found {found} errors, all of which can be repaired.',
    repaired: { text: 'The last onedb fsck found {found} errors and repaired them.', severity: 'note' },
  },
  judge(evidence, found) {
    // One server of a cluster upgrades its database, and the others get a copy of it.
    const isDone = evidence.age.some(({ value }) => value !== undefined && value <= DAY);
    return perFrontend(evidence, ({ log, age }, host): Outcome[] => {
      if (log && age !== undefined && age <= DAY) return judged(log, host);
      if (isDone) return [];
      const what = log && age !== undefined ? `${FSCK_LOG} is of a run more than a day ago` : `onedb fsck has left no ${FSCK_LOG}`;
      return [undecided(`${what}: run onedb fsck after onedb upgrade`, host)];
    });

    function judged({ found: count, unrepairable, dry }: Fsck, host: string): Outcome[] {
      const at = { host, path: FSCK_LOG };
      if (unrepairable > 0) return [found.unrepaired({ found: count, unrepairable }, at)];
      return count === 0 ? [] : [found[dry ? 'found' : 'repaired']({ found: count }, at)];
    }
  },
});
