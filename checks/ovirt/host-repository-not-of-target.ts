import { check, each, type Outcome, sh, skip, undecided } from '../../src/index.ts';
import type { YumRepository } from '../common/yum-repositories.ts';
import { isNode } from './facts/host-system.ts';
import { hostRepositories } from './facts/repositories.ts';
import { GUIDE, INSTALL_PAGE } from './references.ts';
import { repositoryRemedy, targetLine } from './releases.ts';
import { ovirtRepositories, ownRepositories } from './repositories.ts';

/** Repositories of the operating system itself: `base`, `baseos`, `appstream`, `rhel-7-server-rpms`, `ol7_latest`. */
const SYSTEM =
  /^(?:c\d+-|centos-|almalinux-|rocky-|rhel-|ol\d+_|resilient)?(?:base|baseos|appstream|os|core)\b|^rhel-|^rhel\d|^ol\d+_|baseos|appstream/i;

export default check({
  id: 'ovirt/host-repository-not-of-target',
  title: 'Every Enterprise Linux host has the repository of the target and of no other line',
  severity: 'blocker',
  applies: { platform: 'ovirt', phases: ['pre'], because: 'afterwards nothing is installed' },
  why: 'The engine updates a host from the repositories that are enabled on it: without those of the target there is no update, and with two lines packages of both are mixed.',
  fix: {
    missing: ({ line }) => repositoryRemedy(`${line}`),
    disabled: ({ section }) => ({ commands: [sh`yum-config-manager --enable ${section}`], undo: sh`yum-config-manager --disable ${section}`.text }),
    otherLine: ({ section }) => ({ commands: [sh`yum-config-manager --disable ${section}`], undo: sh`yum-config-manager --enable ${section}`.text }),
    systemMissing: 'Enable the repositories of the operating system (base or baseos, appstream, extras), or register the host.',
  },
  refs: [GUIDE, INSTALL_PAGE],
  covers: ['A.2.3'],
  needs: { repositories: each(hostRepositories), nodes: each(isNode) },
  messages: {
    missing: 'No repository of oVirt {line} is there.',
    disabled: 'The repository {section} of oVirt {line} is not enabled.',
    otherLine: { text: 'The repository {section} of oVirt {other} is enabled beside that of {line}.', severity: 'warning' },
    systemMissing: { text: 'No repository of the operating system is enabled.', severity: 'warning' },
  },
  judge({ repositories, nodes }, found, context) {
    const line = targetLine(context);
    const own = repositories.filter(({ host }) => nodes.find(one => one.host === host)?.value !== true);
    if (own.length === 0 && repositories.length > 0) return skip('every host is oVirt Node');
    if (line === undefined) return [undecided('neither the version in use nor the target is known')];
    return own.flatMap(({ host, value }) =>
      value ? judgeHost(host, value, line) : [undecided('there is no folder with repositories of yum', host)],
    );

    function judgeHost(host: string, all: readonly YumRepository[], wanted: string): Outcome[] {
      return [...judgeLine(host, all, wanted), ...judgeOthers(host, all, wanted), ...judgeSystem(host, all)];
    }

    function judgeLine(host: string, all: readonly YumRepository[], wanted: string): Outcome[] {
      const ofLine = ovirtRepositories(all).filter(({ of, isTest }) => of === wanted && !isTest);
      if (ofLine.some(({ enabled }) => enabled)) return [];
      const [first] = ofLine;
      if (first?.enabled === undefined && first)
        return [undecided(`${first.path} line ${first.line}: enabled of ${first.section} is neither yes nor no`, host)];
      if (first) return [found.disabled({ section: first.section, line: wanted }, { host, ...placeOf(first) })];
      const [mirror] = ownRepositories(all);
      return [
        mirror
          ? undecided(`the repository ${mirror.section} may have oVirt ${wanted}: neither its name nor its address says so`, host)
          : found.missing({ line: wanted }, { host }),
      ];
    }

    function judgeOthers(host: string, all: readonly YumRepository[], wanted: string): Outcome[] {
      return ovirtRepositories(all)
        .filter(({ of, enabled }) => of !== wanted && enabled)
        .map(one => found.otherLine({ section: one.section, other: one.of, line: wanted }, { host, ...placeOf(one) }));
    }

    function judgeSystem(host: string, all: readonly YumRepository[]): Outcome[] {
      const isThere = ownRepositories(all).length > 0 || all.some(({ enabled, section }) => enabled !== false && SYSTEM.test(section));
      return isThere ? [] : [found.systemMissing({}, { host })];
    }
  },
});

const placeOf = ({ section, path, line }: YumRepository) => ({ object: `repository ${section}`, path, line });
