import { command, fact } from '../../../src/index.ts';
import { grepLines } from '../../common/grep-lines.ts';
import { yumRepositories } from '../../common/yum-repositories.ts';

const FOLDERS = ['/etc/yum.repos.d', '/etc/zypp/repos.d'];
const OPTIONS = ['-R', '-a', '-n', '-i', '-E', '-D', 'skip', '--include=*.repo'];
const LINES = '^\\[|^(name|baseurl|mirrorlist|metalink|enabled|gpgcheck)[[:space:]]*[=:]|^[[:space:]]+[a-z]+://';

/**
 * The repositories of yum and dnf, in the order of their files; undefined where the host has no folder for them. `skip_if_unavailable`,
 * `includepkgs` and passwords are not among the lines that are read.
 *
 *     /etc/yum.repos.d/ovirt-4.3.repo:1:[ovirt-4.3]
 *     /etc/yum.repos.d/ovirt-4.3.repo:3:baseurl=https://resources.ovirt.org/pub/ovirt-4.3/rpm/el$releasever/
 */
const repositoriesOf = (role: string) =>
  fact({
    id: `ovirt.${role}-repositories`,
    title: 'repositories of yum',
    role,
    query: command('grep', ...OPTIONS, LINES, ...FOLDERS),
    parse: body => {
      const lines = grepLines(body, FOLDERS);
      return lines && yumRepositories(lines);
    },
  });

export const engineRepositories = repositoriesOf('engine');
export const hostRepositories = repositoriesOf('host');
