import { check, each, type Outcome, skip, undecided } from '../../src/index.ts';
import { hostRepositoryLimits } from './facts/host-repository-limits.ts';
import { isNode } from './facts/host-system.ts';
import { hostRepositories } from './facts/repositories.ts';
import { GUIDE } from './references.ts';
import { repositoryRemedy, targetLine } from './releases.ts';
import { type OvirtRepository, ovirtRepositories } from './repositories.ts';

export default check({
  id: 'ovirt/node-repository-unlimited',
  title: 'oVirt Node takes its image from an oVirt repository, and nothing else',
  severity: 'blocker',
  applies: { platform: 'ovirt', phases: ['pre'], because: 'afterwards nothing is installed' },
  why: 'oVirt Node is updated as one image. A repository that offers more lets yum change single packages inside the image.',
  fix: {
    missing: ({ line }) => repositoryRemedy(`${line}`),
    unlimited: ({ section, path }) =>
      `Reinstall the release package, which limits its repositories on oVirt Node, or add to [${section}] in ${path}: includepkgs = ovirt-node-ng-image-update ovirt-node-ng-image ovirt-engine-appliance`,
  },
  refs: [GUIDE, 'https://github.com/oVirt/ovirt-release/blob/ovirt-4.3/ovirt-release.spec.in'],
  covers: ['A.2.4'],
  needs: { repositories: each(hostRepositories), limits: each(hostRepositoryLimits), nodes: each(isNode) },
  messages: {
    missing: 'No repository of oVirt {line} is enabled.',
    unlimited: { text: 'The repository {section} in {path} is enabled without includepkgs.', severity: 'warning' },
  },
  judge({ repositories, limits, nodes }, found, context) {
    const line = targetLine(context);
    const own = nodes.filter(({ value }) => value).map(({ host }) => host);
    if (own.length === 0 && nodes.length > 0) return skip('no host is oVirt Node');
    if (line === undefined) return [undecided('neither the version in use nor the target is known')];
    return own.flatMap((host): Outcome[] => {
      const all = repositories.find(one => one.host === host);
      const limited = limits.find(one => one.host === host);
      if (!all || !limited) return [];
      const wanted = ovirtRepositories(all.value ?? []).filter(({ of, enabled }) => of === line && enabled);
      if (wanted.length === 0) return [found.missing({ line }, { host })];
      return wanted
        .filter(one => !isLimited(one, limited.value ?? []))
        .map(one =>
          found.unlimited({ section: one.section, path: one.path }, { host, object: `repository ${one.section}`, path: one.path, line: one.line }),
        );
    });
  },
});

const isLimited = ({ section }: OvirtRepository, all: readonly { readonly section: string; readonly isLimited: boolean }[]): boolean =>
  all.some(one => one.section === section && one.isLimited);
