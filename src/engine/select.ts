import type { AnyCheck, UpgradePath } from '../model/check.ts';
import type { Phase } from '../model/phase.ts';
import { beginsBy, inRange, type Version } from '../model/version.ts';

/** What decides whether a check applies. A version that is not known is undefined. */
export interface Situation {
  readonly platform: string;
  readonly phase: Phase;
  readonly from: Version | undefined;
  readonly to: Version | undefined;
}

/** Whether a check is in, out, or cannot be told, and why. */
export interface Selection {
  readonly check: AnyCheck;
  readonly applies: 'yes' | 'no' | 'undecided';
  readonly reason: string;
}

/** Decides for every check of the platform. Checks of other platforms are left out. */
export const select = (checks: readonly AnyCheck[], situation: Situation): Selection[] =>
  checks.filter(({ applies }) => applies.platform === situation.platform).map(check => ({ check, ...decide(check, situation) }));

type Decision = Omit<Selection, 'check'>;

function decide({ applies }: AnyCheck, situation: Situation): Decision {
  const { phase } = situation;
  if (!applies.phases.includes(phase)) return { applies: 'no', reason: `is for phase ${applies.phases.join(', ')}, this is ${phase}` };
  if (!applies.paths) return { applies: 'yes', reason: 'is for every upgrade path' };
  const paths = applies.paths.filter(path => !path.phases || path.phases.includes(phase));
  const decided = paths.map(path => matches(path, situation));
  if (decided.includes(true)) return { applies: 'yes', reason: `is for upgrades ${sayPaths(paths.filter((_, index) => decided[index] === true))}` };
  if (decided.includes(undefined)) return { applies: 'undecided', reason: `is for upgrades ${sayPaths(paths)}, and ${unknownVersions(situation)}` };
  const because = applies.because ? `: ${applies.because}` : '';
  return { applies: 'no', reason: `is for upgrades ${sayPaths(applies.paths)}; this one is ${sayPath(situation)}, phase ${phase}${because}` };
}

function matches({ from, to }: UpgradePath, situation: Situation): boolean | undefined {
  const both = [from !== undefined && isTooLate(from, situation) ? false : within(situation.from, from), within(situation.to, to)];
  if (both.includes(false)) return false;
  return both.includes(undefined) ? undefined : true;
}

/** No upgrade begins after its target, so a target alone may rule a path out. */
const isTooLate = (from: string, situation: Situation): boolean => !situation.from && situation.to !== undefined && !beginsBy(situation.to, from);

const within = (one: Version | undefined, range: string | undefined): boolean | undefined => {
  if (range === undefined) return true;
  return one ? inRange(one, range) : undefined;
};

const sayPaths = (paths: readonly UpgradePath[]): string => paths.map(sayUpgrade).join(', or ') || 'in no phase';

/** `from >=4.1 to <4.14`, for people. */
export const sayUpgrade = ({ from, to, phases }: UpgradePath): string =>
  [from && `from ${from}`, to && `to ${to}`, phases && `in phase ${phases.join(', ')}`].filter(Boolean).join(' ') || 'from and to any version';

const sayPath = ({ from, to }: Situation): string => `${from?.text ?? 'an unknown version'} → ${to?.text ?? 'an unknown version'}`;

const unknownVersions = ({ from, to }: Situation): string =>
  [!from && 'the version before the upgrade is not known (give it with --from)', !to && 'the target version is not known (give it with --to)']
    .filter(Boolean)
    .join(' and ');
