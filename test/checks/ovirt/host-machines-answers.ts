/** What hosts answer over SSH. */

export const EL = 'NAME="CentOS Linux"\nID="centos"\nVERSION_ID="7"\n';
export const NODE = 'NAME="CentOS Linux"\nID="centos"\nVERSION_ID="7"\nVARIANT="oVirt Node 4.3.10"\nVARIANT_ID="ovirt-node"\n';

/** Lines of `rpm -q` for these, and "not installed" for all other names. */
export const rpm = (names: readonly string[], installed: readonly string[]): { stdout: string; exit: number } => {
  const missing = names.filter(name => !installed.some(line => line.split(' ')[0] === name));
  return { stdout: [...installed, ...missing.map(name => `package ${name} is not installed`)].join('\n'), exit: missing.length };
};

/** What `grep` prints of the files of repositories. */
export const repoLines = (path: string, text: string) => ({
  stdout: text
    .split('\n')
    .map((line, at) => `${path}:${at + 1}:${line}`)
    .join('\n'),
});
export const NO_FOLDER = {
  stdout: '',
  stderr: 'grep: /etc/yum.repos.d: No such file or directory\ngrep: /etc/zypp/repos.d: No such file or directory',
  exit: 2,
};
export const BASE = '[base]\nname=CentOS-7 - Base\nbaseurl=http://mirror.lab.example/centos/7/os/x86_64/';
