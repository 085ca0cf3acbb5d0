import { any, check, type Outcome, optional } from '../../src/index.ts';
import { sayAge } from './columns.ts';
import { type BackupRun, engineBackups } from './facts/engine-backups.ts';
import { setupConfiguration } from './facts/setup-configuration.ts';

const DAY = 24;
const WEEK = 7 * DAY;

const BACKUP = {
  text: 'Do this on the engine, and copy the file to another machine; of a self-hosted engine, off its virtual machine.',
  commands: [{ language: 'sh', text: 'engine-backup --scope=all --mode=backup --file=/root/engine.backup --log=/root/engine-backup.log' }],
} as const;

const ageOf = (all: readonly BackupRun[]): number | undefined => all.map(({ hours }) => hours).toSorted((a, b) => a - b)[0];

export default check({
  id: 'ovirt/engine-backup-old',
  title: 'The database and the files of the engine were backed up within a day',
  severity: 'blocker',
  applies: { platform: 'ovirt', phases: ['pre', 'stopped'] },
  why: 'There is no way back from a failed upgrade but this backup, and to 4.4 there is no way forward without it.',
  fix: { never: BACKUP, failed: BACKUP, old: BACKUP, aging: BACKUP, warehouse: BACKUP },
  refs: ['https://www.ovirt.org/documentation/administration_guide/#sect-Backing_Up_and_Restoring_the_Manager'],
  covers: ['A.3.25'],
  needs: { runs: engineBackups, setup: any(optional(setupConfiguration)) },
  messages: {
    never: 'There is no backup of the {scope} of the engine.',
    failed: 'The last backup of the {scope} of the engine failed, {age} ago.',
    old: 'The last backup of the {scope} of the engine is {age} old.',
    aging: { text: 'The last backup of the {scope} of the engine is {age} old.', severity: 'warning' },
    warehouse: { text: 'There is no backup of the database of the data warehouse from the last day.', severity: 'warning' },
  },
  judge({ runs, setup }, found) {
    const warehouse = ageOf(runs.filter(({ scope, hasPassed }) => scope === 'dwhdb' && hasPassed));
    const wantsWarehouse = setup.value?.flag('OVESETUP_DWH_CORE/enable') === true && (warehouse ?? Number.POSITIVE_INFINITY) > DAY;
    return [
      ...judgeScope('db', 'database'),
      ...judgeScope('files', 'files'),
      ...(wantsWarehouse ? [found.warehouse({}, { object: 'backup of dwhdb' })] : []),
    ];

    function judgeScope(id: string, scope: string): Outcome[] {
      const own = runs.filter(run => run.scope === id);
      const [passed, failed] = [ageOf(own.filter(({ hasPassed }) => hasPassed)), ageOf(own.filter(({ hasPassed }) => !hasPassed))];
      const at = { object: `backup of ${id}` };
      if (failed !== undefined && (passed === undefined || failed < passed)) return [found.failed({ scope, age: sayAge(failed) }, at)];
      if (passed === undefined) return [found.never({ scope }, at)];
      if (passed > WEEK) return [found.old({ scope, age: sayAge(passed) }, at)];
      return passed > DAY ? [found.aging({ scope, age: sayAge(passed) }, at)] : [];
    }
  },
});
