import { line, type OnHost, type Outcome, type Version } from '../../src/index.ts';
import type { OperatingSystem } from './facts/platforms.ts';

/** Which operating systems are certified for which release of OpenNebula, by its platform notes; equal for front-ends and KVM nodes. */

const ENTERPRISE = ['8', '9', '10'];
const SEVEN = { rhel: ENTERPRISE, almalinux: ENTERPRISE, ubuntu: ['22.04', '24.04'], debian: ['11', '12', '13'] };
const SEVEN_FOUR = {
  ...{ rhel: ['9', '10'], almalinux: ['9', '10'], rocky: ['9', '10'], ubuntu: ['24.04', '26.04'], debian: ['12', '13'] },
  ...{ sles: ['15'], 'opensuse-leap': ['16'] },
};
const CERTIFIED = new Map<string, Readonly<Record<string, readonly string[]>>>([
  ['7.0', SEVEN],
  ['7.2', SEVEN],
  ['7.4', SEVEN_FOUR],
]);

/** Systems that are built from RHEL; packages of RHEL install on them. */
const REBUILDS = ['rocky', 'centos', 'ol'];

/** `certified`, `rebuild` of a certified one, `other`; undefined where the platform notes of the release are not known. */
export type Standing = 'certified' | 'rebuild' | 'other';

export function standingOf({ id, version }: OperatingSystem, target: Version): Standing | undefined {
  const systems = CERTIFIED.get(line(target));
  if (!systems) return undefined;
  const named = (system: string): boolean =>
    Object.hasOwn(systems, system) && (systems[system] ?? []).includes(system === 'ubuntu' ? version : major(version));
  if (named(id)) return 'certified';
  return REBUILDS.includes(id) && systems.rhel?.includes(major(version)) ? 'rebuild' : 'other';
}

const major = (version: string): string => version.split('.')[0] ?? '';

const TITLES: Readonly<Record<string, string>> = {
  ...{ rhel: 'RHEL', almalinux: 'AlmaLinux', rocky: 'Rocky Linux', ubuntu: 'Ubuntu', debian: 'Debian' },
  ...{ sles: 'SUSE Linux Enterprise', 'opensuse-leap': 'openSUSE' },
};

/** `RHEL 9, 10; Ubuntu 24.04, 26.04` */
export const certifiedFor = (target: Version): string =>
  Object.entries(CERTIFIED.get(line(target)) ?? {})
    .map(([id, versions]) => `${TITLES[id] ?? id} ${versions.join(', ')}`)
    .join('; ');

/** Systems of the Red Hat family, of this major version. */
export const isEnterprise = ({ id, version }: OperatingSystem, release: string): boolean =>
  (id === 'rhel' || id === 'almalinux' || REBUILDS.includes(id)) && major(version) === release;

/** Judges each host with the words of its check. */
export const eachSystem = (
  systems: readonly OnHost<OperatingSystem>[],
  target: Version,
  say: (standing: 'rebuild' | 'other', host: string, os: string) => Outcome,
): Outcome[] =>
  systems.flatMap(({ host, value }) => {
    const standing = standingOf(value, target);
    return standing === 'rebuild' || standing === 'other' ? [say(standing, host, value.name)] : [];
  });
