import { before, check, each, type OnHost, type Outcome, sh, undecided } from '../../src/index.ts';
import { isObsolete, runs, serviceUnits, type Unit } from './facts/service-units.ts';

const isEnabled = ({ file }: Unit): boolean => /^enabled/.test(file);
const isThere = ({ load }: Unit): boolean => load !== 'not-found';

export default check({
  id: 'opennebula/service-left-disabled',
  title: 'Services that were enabled before the upgrade are enabled after it',
  severity: 'warning',
  applies: { platform: 'opennebula', phases: ['post'] },
  why: 'Services are disabled for the upgrade so that nothing starts them too early, and packages that are removed and installed again forget what was enabled. All runs well then, until the next start of the machine.',
  fix: {
    disabled: ({ unit }) => ({ commands: [sh`systemctl enable ${unit}`], undo: sh`systemctl disable ${unit}`.text }),
    masked: ({ unit }) => ({ commands: [sh`systemctl unmask ${unit}`, sh`systemctl enable ${unit}`], undo: sh`systemctl mask ${unit}`.text }),
    gone: 'Install the package that has this service, in the version of the others, if it is still wanted.',
    stopped: ({ unit }) => ({ text: 'If it is still wanted.', commands: [sh`systemctl start ${unit}`], undo: sh`systemctl stop ${unit}`.text }),
  },
  refs: ['https://docs.opennebula.io/7.0/software/upgrade_process/upgrade_guide/upgrading_single/'],
  covers: ['A.4.2'],
  needs: { units: each(serviceUnits), earlier: before(each(serviceUnits)) },
  messages: {
    disabled: '{unit} was enabled before the upgrade, and is {state} now.',
    masked: '{unit} was enabled before the upgrade, and is masked now.',
    gone: '{unit} was enabled before the upgrade, and is not installed now.',
    stopped: { text: '{unit} ran before the upgrade without being enabled, and does not run now.', severity: 'advice' },
  },
  judge({ units, earlier }, found) {
    return units.flatMap(({ host, value }) => {
      const then = earlier.find(one => one.host === host)?.value ?? (units.length === 1 && earlier.length === 1 ? earlier[0]!.value : undefined);
      if (!then) return [undecided(`the snapshot from before the upgrade says nothing of the services on ${host}`, host)];
      return then.filter(unit => !isObsolete(unit)).flatMap(old => about(old, { host, value }));
    });

    function about(old: Unit, { host, value }: OnHost<readonly Unit[]>): Outcome[] {
      const now = value.find(({ name }) => name === old.name);
      const [at, unit] = [{ host, object: old.name }, old.name];
      if (!now || isEnabled(now)) return [];
      if (!isEnabled(old)) return units.length === 1 && runs(old) && !runs(now) && isThere(now) ? [found.stopped({ unit }, at)] : [];
      if (!isThere(now)) return [found.gone({ unit }, at)];
      return [/^masked/.test(now.file) ? found.masked({ unit }, at) : found.disabled({ unit, state: now.file || 'without a state' }, at)];
    }
  },
});
