import { command, fact, type Redacted } from '../../../src/index.ts';
import { type FileLine, type Repository, repositories } from '../repositories.ts';

type Output = Redacted<{ readonly stdout: string; readonly stderr: string; readonly exit: number }>;

/**
 * What `grep -n` prints of several files. A folder that is not there has no repositories; throws where a file was not read.
 *
 *     /etc/yum.repos.d/opennebula.repo:3:baseurl=https://downloads.opennebula.io/repo/7.0/RedHat/$releasever/$basearch
 */
function fromGrep({ stdout, stderr, exit }: Output): Repository[] {
  const problems = stderr.split('\n').filter(line => line.trim() !== '');
  const other = problems.find(line => !line.endsWith(': No such file or directory'));
  if (other !== undefined) throw new Error(other.slice(0, 200));
  if (exit > 1 && problems.length === 0) throw new Error(`grep ended with ${exit}`);
  return repositories(
    [...stdout.matchAll(/^(\/.+?\.(?:list|sources|repo)):(\d{1,9}):([^\n]*)$/gm)].map(
      ([, path, line, text]): FileLine => ({ path: path!, line: Number(line), text: text!.replace(/\r$/, '') }),
    ),
  );
}

const RECURSIVE = ['-R', '-a', '-n', '-i', '-E', '-D', 'skip'];
const APT_LINES = '^[[:space:]]*(deb[[:space:]]|$)|^(types|uris|suites|components|enabled)[[:space:]]*:|^[[:space:]]+[^#[:space:]]';
const YUM_LINES = '^\\[|^(name|baseurl|mirrorlist|metalink|enabled|gpgcheck)[[:space:]]*[=:]|^[[:space:]]+[a-z]+://';

const repositoriesOf = (role: string, words: string) => ({
  apt: fact({
    id: `opennebula.${role}-apt-repositories`,
    title: `repositories of the ${words} (apt)`,
    role,
    query: command(
      ...['grep', ...RECURSIVE, '--include=*.list', '--include=*.sources'],
      ...[APT_LINES, '/etc/apt/sources.list', '/etc/apt/sources.list.d'],
    ),
    parse: fromGrep,
  }),
  rpm: fact({
    id: `opennebula.${role}-rpm-repositories`,
    title: `repositories of the ${words} (yum, zypper)`,
    role,
    query: command('grep', ...RECURSIVE, '--include=*.repo', YUM_LINES, '/etc/yum.repos.d', '/etc/zypp/repos.d'),
    parse: fromGrep,
  }),
});

export const frontendRepositories = repositoriesOf('frontend', 'front-end');
export const nodeRepositories = repositoriesOf('node', 'node');
