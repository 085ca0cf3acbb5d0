import { compare, line, lines, type Remedy, sh, type Version } from '../../src/index.ts';
import { packageVersion } from './facts/packages.ts';

/** What sibling checks know of releases and of what belongs to them. */

/** Whether a package is as new as the target; undefined where the target is no release but a line such as 4.3, or not given. */
export function reaches(installed: string, to: Version | undefined): boolean | undefined {
  const version = packageVersion(installed);
  if (!version || !to) return undefined;
  const difference = compare(version, to);
  if (to.parts.length >= 3) return difference >= 0;
  return line(version) !== line(to) && difference < 0 ? false : undefined;
}

/** The release line that is upgraded to; without a target, that in use. */
export const targetLine = ({ from, to }: { readonly from: Version | undefined; readonly to: Version | undefined }): string | undefined => {
  const version = to ?? from;
  return version && line(version);
};

/** The packages that bring the repositories of a line. */
export const RELEASE_PACKAGES: ReadonlyMap<string, readonly string[]> = new Map([
  ['4.3', ['ovirt-release43', 'centos-release-ovirt43']],
  ['4.4', ['ovirt-release44']],
  ['4.5', ['centos-release-ovirt45']],
]);

/** How an operator gets the repositories of a line. */
export function repositoryRemedy(line: string): Remedy {
  if (line === '4.5') return { commands: [sh`dnf install -y centos-release-ovirt45`] };
  const url = `https://resources.ovirt.org/pub/yum-repo/ovirt-release${line.replace('.', '')}.rpm`;
  return RELEASE_PACKAGES.has(line)
    ? { commands: [sh`yum install ${url}`], note: 'Where the mirrors of CentOS are gone, set baseurl to vault.centos.org or a mirror of your own.' }
    : { text: `Add the repositories of oVirt ${line} that its release notes name.` };
}

/** Updating the setup packages, in the words of the guide. */
export const updateSetup: Remedy = {
  commands: [lines('yum update ovirt\\*setup\\*')],
  text: 'Update the setup packages; the engine itself is updated by engine-setup.',
};

/** Running engine-setup. */
export const runSetup: Remedy = {
  text: 'Run engine-setup to its end. It stops the engine, updates its packages, backs up and updates the database, and starts the engine again.',
  commands: [sh`engine-setup`],
  note: 'On a self-hosted engine set global maintenance first: hosted-engine --set-maintenance --mode=global on one of its hosts.',
};
