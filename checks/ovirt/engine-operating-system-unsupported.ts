import { any, check, type Outcome, undecided } from '../../src/index.ts';
import { UNKNOWN_TARGET } from './engine-releases.ts';
import { engineSystem } from './facts/operating-system.ts';
import { isEndOfLife, RELEASE_REFS, sayRange, supportOf } from './operating-systems.ts';

const replace =
  'Upgrade the operating system first, or install a machine with one that is supported, and move the engine there with engine-backup (--mode=backup here, --mode=restore there).';

export default check({
  id: 'ovirt/engine-operating-system-unsupported',
  title: 'The operating system of the engine is one that the target is made for',
  severity: 'blocker',
  applies: { platform: 'ovirt', phases: ['pre', 'stopped', 'installed', 'post'] },
  why: 'There are no packages of the target for another release of Enterprise Linux, or they lack what they depend on. In a release without updates nobody closes holes any more.',
  fix: {
    tooOld: replace,
    tooNew: replace,
    other: replace,
    endOfLife:
      'This upgrade does not depend on it. Plan the move to a release of Enterprise Linux that still gets updates; as oVirt 4.3 is for 7 only, and 4.4 for 8, that means oVirt 4.5.',
  },
  refs: RELEASE_REFS,
  covers: ['A.3.2'],
  needs: { system: any(engineSystem) },
  messages: {
    tooOld: 'The engine runs {name}; oVirt {target} needs {range}.',
    tooNew: 'The engine runs {name}, for which oVirt {target} is not made: it needs {range}.',
    other: 'The engine runs {name}, which is no Enterprise Linux.',
    newMachine: {
      text: 'The engine runs {name}; oVirt {target} needs {range}, on a new machine to which the backup is restored.',
      severity: 'note',
    },
    endOfLife: { text: 'The engine runs {name}, which gets no updates any more.', severity: 'warning' },
  },
  judge({ system: { host, value } }, found, { from, to, phase }) {
    if (!to) return [undecided(UNKNOWN_TARGET)];
    const [at, data] = [
      { host, object: 'operating system', path: '/etc/os-release' },
      { name: value.name, target: to.text, range: sayRange(to) },
    ];
    const old = isEndOfLife(value) ? [found.endOfLife({ name: value.name }, at)] : [];
    if (!value.isEnterpriseLinux) return [found.other(data, at)];
    if (value.major === undefined) return [undecided(`/etc/os-release does not say which release ${value.name} is`, host)];
    const support = supportOf({ major: value.major, minor: value.minor }, to);
    const isMove = to.parts[1] === 4 && from?.parts[1] === 3 && phase !== 'post';
    if (support === 'too-old') return isMove ? [found.newMachine(data, at)] : [found.tooOld(data, at), ...old];
    if (support === 'too-new') return [found.tooNew(data, at)];
    return [...openWords(support), ...old];

    function openWords(said: typeof support): Outcome[] {
      if (said === 'supported') return [];
      if (said === undefined) return [undecided(`preflight does not know what oVirt ${data.target} needs`)];
      return [
        undecided(`4.5.7 and newer are for Enterprise Linux 9 and 10, 4.5.6 and older for 8.6 to 9: say with --to which release it will be`, host),
      ];
    }
  },
});
