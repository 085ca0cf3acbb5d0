import { command, fact } from '../../../src/index.ts';
import { grepLines } from '../../common/grep-lines.ts';
import { aptSources } from '../apt-sources.ts';
import { yumRepositories } from '../yum-repositories.ts';

const APT = ['/etc/apt/sources.list', '/etc/apt/sources.list.d'];
const YUM = ['/etc/yum.repos.d', '/etc/zypp/repos.d'];
const RECURSIVE = ['-R', '-a', '-n', '-i', '-E', '-D', 'skip'];
const APT_LINES = '^[[:space:]]*(deb[[:space:]]|$)|^(types|uris|suites|components|enabled)[[:space:]]*:|^[[:space:]]+[^#[:space:]]';
const YUM_LINES = '^\\[|^(name|baseurl|mirrorlist|metalink|enabled|gpgcheck)[[:space:]]*[=:]|^[[:space:]]+[a-z]+://';

const repositoriesOf = (role: string) => ({
  apt: fact({
    id: `cloudstack.${role}-apt-sources`,
    title: 'repositories of apt',
    role,
    query: command('grep', ...RECURSIVE, '--include=*.list', '--include=*.sources', APT_LINES, ...APT),
    parse: body => {
      const lines = grepLines(body, APT);
      return lines && aptSources(lines);
    },
  }),
  yum: fact({
    id: `cloudstack.${role}-yum-repositories`,
    title: 'repositories of yum',
    role,
    query: command('grep', ...RECURSIVE, '--include=*.repo', YUM_LINES, ...YUM),
    parse: body => {
      const lines = grepLines(body, YUM);
      return lines && yumRepositories(lines);
    },
  }),
});

export const managementRepositories = repositoriesOf('management');
export const kvmRepositories = repositoriesOf('kvm');
