import { command, fact } from '../../../src/index.ts';
import { grepLines } from '../../common/grep-lines.ts';

/** One repository and whether it is limited to some packages. */
export interface RepositoryLimit {
  readonly section: string;
  readonly isLimited: boolean;
}

const OPTIONS = ['-R', '-a', '-n', '-i', '-E', '-D', 'skip', '--include=*.repo'];

/**
 * Which repositories of a host have `includepkgs`; undefined where it has no folder for them.
 *
 *     /etc/yum.repos.d/ovirt-4.3.repo:1:[ovirt-4.3]
 *     /etc/yum.repos.d/ovirt-4.3.repo:9:includepkgs = ovirt-node-ng-image-update ovirt-node-ng-image ovirt-engine-appliance
 */
export const hostRepositoryLimits = fact({
  id: 'ovirt.host-repository-limits',
  title: 'repositories limited to some packages',
  role: 'host',
  query: command('grep', ...OPTIONS, '^\\[|^(enabled|includepkgs)[[:space:]]*[=:]', '/etc/yum.repos.d'),
  parse: (body): RepositoryLimit[] | undefined => {
    const lines = grepLines(body, ['/etc/yum.repos.d']);
    if (!lines) return undefined;
    const starts = lines.flatMap(({ text, path }, index) => (text.startsWith('[') ? [{ section: text.replace(/^\[|\].*$/g, ''), path, index }] : []));
    return starts.map(({ section, path, index }, nth) => ({
      section,
      isLimited: lines.slice(index + 1, starts[nth + 1]?.index).some(line => line.path === path && /^includepkgs\s*[=:]\s*\S/i.test(line.text)),
    }));
  },
});
