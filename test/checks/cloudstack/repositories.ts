import { kvmPackages, managementPackages } from '../../../checks/cloudstack/facts/packages.ts';

/** A host with packages of CloudStack, as dpkg and rpm answer; none of them where there is no version. */

export const deb = (version = '4.2.1', name = 'cloudstack-management') => `${name} install ok installed ${version}\n`;

const names = [managementPackages, kvmPackages].map(({ rpm }) => rpm.queries({})[0]!.argv.slice(4));

export const rpm = (installed = 'cloudstack-management', version = '4.2.1') => ({
  stdout: names[0]!.map(name => (name === installed ? `${name} ${version}-1.el6 1407412345\n` : `package ${name} is not installed\n`)).join(''),
  exit: 20,
});

/** What grep prints of one file, whose lines these are. */
export const printed = (path: string, ...lines: string[]) => lines.map((line, index) => `${path}:${index + 1}:${line}\n`).join('');

export const NO_APT = {
  stdout: '',
  stderr: 'grep: /etc/apt/sources.list: No such file or directory\ngrep: /etc/apt/sources.list.d: No such file or directory\n',
  exit: 2,
};
export const NO_YUM = {
  stdout: '',
  stderr: 'grep: /etc/yum.repos.d: No such file or directory\ngrep: /etc/zypp/repos.d: No such file or directory\n',
  exit: 2,
};
export const ZYPP_MISSING = 'grep: /etc/zypp/repos.d: No such file or directory\n';
