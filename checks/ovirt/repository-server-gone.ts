import { check, each, optional, skip } from '../../src/index.ts';
import type { YumRepository } from '../common/yum-repositories.ts';
import { engineRepositories, hostRepositories } from './facts/repositories.ts';
import { machinesOf } from './machines.ts';

const GONE = /^[a-z]+:\/\/(?:[^/@]{1,200}@)?(mirrorlist\.centos\.org|mirror\.centos\.org)(?=[:/]|$)/i;

/** The servers that are gone, of a repository that has no address of its own which is not. */
function goneServers({ urls, mirrors }: YumRepository): string[] {
  const gone = [...urls, ...mirrors].flatMap(url => GONE.exec(url)?.[1]?.toLowerCase() ?? []);
  const own = urls.filter(url => !GONE.test(url));
  return own.length > 0 ? [] : [...new Set(gone)];
}

export default check({
  id: 'ovirt/repository-server-gone',
  title: 'No enabled repository is on a server of CentOS that is gone',
  severity: 'blocker',
  applies: { platform: 'ovirt', phases: ['pre', 'stopped'] },
  why: 'mirrorlist.centos.org and mirror.centos.org were switched off with CentOS 7 and Stream 8. Packages that the update depends on cannot be fetched, and with skip_if_unavailable nothing is said of it.',
  fix: {
    gone: ({ id, path }) =>
      `Edit [${id}] in ${path}: comment out mirrorlist and metalink, and set baseurl to the same directory below https://vault.centos.org/ or on a mirror of your own. Then run yum clean metadata.`,
  },
  refs: [
    'https://github.com/oVirt/ovirt-engine/issues/961',
    'https://blog.centos.org/2023/04/end-dates-are-coming-for-centos-stream-8-and-centos-linux-7/',
  ],
  covers: ['A.3.3'],
  needs: { engine: each(optional(engineRepositories)), hosts: each(optional(hostRepositories)) },
  messages: { gone: 'Repository [{id}] in {path} is enabled and on {server}, which is gone.' },
  judge({ engine, hosts }, found) {
    const machines = machinesOf(engine, hosts);
    if (machines.length === 0) return skip('no machine has repositories of yum or dnf');
    return machines.flatMap(({ host, value }) =>
      value
        .filter(({ enabled }) => enabled !== false)
        .flatMap(one => goneServers(one).map(server => ({ one, server })))
        .map(({ one: { section, path, line }, server }) =>
          found.gone({ id: section, path, server }, { host, object: `repository ${section}`, path, line }),
        ),
    );
  },
});
