import { any, check, type Outcome, undecided } from '../../src/index.ts';
import { lastOfLine, linesBetween, linesOnTheWay, UNKNOWN_TARGET, UPGRADE_GUIDE } from './engine-releases.ts';
import { enginePackages, packageVersion } from './facts/packages.ts';

export default check({
  id: 'ovirt/upgrade-path-unsupported',
  title: 'The engine goes to the next release line at most, from the last release of its own',
  severity: 'blocker',
  applies: { platform: 'ovirt', phases: ['pre', 'stopped'] },
  why: 'engine-setup knows how to bring a database from one line to the next. It refuses one that is two lines old.',
  fix: {
    skipsLines: ({ way }) => `Upgrade step by step, each with its own release packages: ${way}. After each, raise the compatibility versions.`,
    backwards: 'Give the version that you want with --to. There is no way back to an older line but a restored backup.',
    notLast: ({ last }) => `Update to ${last} first: dnf (or yum) update ovirt\\*setup\\*, then engine-setup.`,
  },
  refs: [UPGRADE_GUIDE],
  covers: ['A.3.1'],
  needs: { packages: any(enginePackages) },
  messages: {
    skipsLines: 'The engine is {installed}, and {target} is more than one line away: go by way of {way}.',
    backwards: 'The engine is {installed}, which is newer than the target {target}.',
    notLast: { text: 'The engine is {installed}; before {target} it should be {last}, the last release of its line.', severity: 'warning' },
    newMachine: {
      text: 'The engine {installed} cannot be upgraded to {target} in place: take a backup with engine-backup --scope=all, and restore it on a new machine with Enterprise Linux 8.',
      severity: 'note',
    },
  },
  judge({ packages: { host, value } }, found, { from, to }) {
    const said = value.get('ovirt-engine')?.version;
    const installed = said === undefined ? from : packageVersion(said);
    if (!installed)
      return [
        undecided(
          said === undefined
            ? 'the package ovirt-engine is not installed, and its version is not given with --from'
            : 'the version of the package ovirt-engine is none',
          host,
        ),
      ];
    if (!to) return [undecided(UNKNOWN_TARGET)];
    const [at, data] = [
      { host, object: 'package ovirt-engine' },
      { installed: installed.text, target: to.text },
    ];
    const steps = linesBetween(installed, to);
    if (steps === undefined) return [undecided(`no way from ${installed.text} to ${to.text} is known: preflight knows oVirt 4.2 to 4.5`)];
    if (steps < 0) return [found.backwards(data, at)];
    if (steps > 1) return [found.skipsLines({ ...data, way: linesOnTheWay(installed, to).join(', then ') }, at)];
    const last = steps === 1 ? lastOfLine(installed) : undefined;
    return [
      ...(last === undefined ? [] : [found.notLast({ ...data, last }, at)]),
      ...(steps === 1 && to.parts[1] === 4 ? [found.newMachine(data, at)] : []),
    ] satisfies Outcome[];
  },
});
