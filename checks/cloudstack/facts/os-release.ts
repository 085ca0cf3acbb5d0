import { fact, file } from '../../../src/index.ts';

/** What a system of the Red Hat family says it is. `minor` is undefined where it names none, as CentOS Stream and Fedora. */
export interface RedHatRelease {
  readonly text: string;
  readonly major: number;
  readonly minor: number | undefined;
}

/**
 *     Red Hat Enterprise Linux Server release 6.1 (Santiago)
 *     CentOS Linux release 6.0 (Final)
 *     CentOS Stream release 8
 */
export function redHatRelease(text: string): RedHatRelease {
  const [first = ''] = text.trim().split(/\r\n|\n|\r/, 1);
  const [, major, minor] = /\brelease\s+(\d{1,4})(?:\.(\d{1,4}))?/i.exec(first) ?? [];
  if (major === undefined) throw new Error(`no release in its first line: ${JSON.stringify(first.slice(0, 200))}`);
  return { text: first, major: Number(major), minor: minor === undefined ? undefined : Number(minor) };
}

const redHatReleaseOf = (role: string) =>
  fact({
    id: `cloudstack.${role}-red-hat-release`,
    title: 'release of the operating system',
    role,
    query: file('/etc/redhat-release'),
    parse: ({ text }) => redHatRelease(text),
  });

export const kvmRedHatRelease = redHatReleaseOf('kvm');
export const managementRedHatRelease = redHatReleaseOf('management');

/**
 * The code name of a Debian or Ubuntu release, as it stands in a line of a repository; undefined where it says none.
 *
 *     DISTRIB_CODENAME=precise                Ubuntu, /etc/lsb-release
 *     VERSION_CODENAME="jammy"                /etc/os-release
 *     VERSION="7 (wheezy)"                    older Debian, /etc/os-release
 */
export function codename(text: string): string | undefined {
  const [, named] = /^(?:DISTRIB_CODENAME|VERSION_CODENAME)=["']?([a-z][a-z0-9-]{0,40})["']?\s*$/m.exec(text) ?? [];
  const [, inVersion] = /^VERSION=["']?[\d.]{1,10} \(([a-z]{1,40})\)["']?\s*$/m.exec(text) ?? [];
  return named ?? inVersion;
}

const codenameOf = (role: string) =>
  fact({
    id: `cloudstack.${role}-codename`,
    title: 'code name of the operating system',
    role,
    query: [file('/etc/lsb-release'), file('/etc/os-release')],
    parse: ({ text }) => codename(text),
  });

export const managementCodename = codenameOf('management');
export const kvmCodename = codenameOf('kvm');
