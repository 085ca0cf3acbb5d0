import { check, line, type Outcome, undecided } from '../../src/index.ts';
import { incomplete } from './api.ts';
import { UNKNOWN_TARGET } from './engine-releases.ts';
import { apiSummary } from './facts/api-summary.ts';
import { clusters } from './facts/clusters.ts';
import { type Host, hosts } from './facts/hosts.ts';
import { RELEASE_REFS, sayRange, supportOf } from './operating-systems.ts';
import { clusterObject, hostObject } from './update-scope.ts';

/** `8.6 - 1.el8` → 6; of CentOS 7, `7 - 8.2003.0.el7.centos` → 8. */
const minorOf = ({ release = '' }: Host['os']): number | undefined => {
  const [, version, build] = /^\d{1,3}(?:\.(\d{1,3}))? - (?:(\d{1,3})\.\d{4}\.)?/.exec(release) ?? [];
  const minor = version ?? build;
  return minor === undefined ? undefined : Number(minor);
};

const reinstall = ({ name }: { readonly name: string | number }) =>
  `Put ${name} into maintenance, install a supported operating system (or the new oVirt Node) on it, and add it again, into a cluster of its own where the release of Enterprise Linux is another.`;

export default check({
  id: 'ovirt/host-operating-system-unsupported',
  title: 'The operating system of every host is one that the target is made for, and the same in a cluster',
  severity: 'blocker',
  applies: { platform: 'ovirt', phases: ['pre', 'post'] },
  why: 'There are no packages of the new VDSM for another release of Enterprise Linux. A host whose release is not that of its cluster becomes non-operational.',
  fix: {
    tooOld: ({ name }) => `Update the operating system of ${name} with its own repositories first, in maintenance.`,
    tooNew: reinstall,
    reinstall,
    mixed: ({ name }) =>
      `Move the hosts of one release into another cluster: Compute > Clusters > New, then Compute > Hosts > Edit, in maintenance. ${name} keeps the others.`,
  },
  refs: [
    ...RELEASE_REFS,
    'https://github.com/oVirt/ovirt-engine/blob/master/backend/manager/modules/common/src/main/java/org/ovirt/engine/core/common/businessentities/NonOperationalReason.java',
  ],
  covers: ['A.4.1'],
  needs: { hosts, clusters, summary: apiSummary },
  messages: {
    tooOld: 'Host {name} runs {os}; oVirt {target} needs {range}.',
    tooNew: 'Host {name} runs {os}, for which oVirt {target} is not made: it needs {range}.',
    reinstall: { text: 'Host {name} runs {os} and cannot be updated in place: hosts of {target} need {range}.', severity: 'warning' },
    mixed: 'Cluster {name} has hosts with different releases of Enterprise Linux: {releases}.',
  },
  judge({ hosts, clusters, summary }, found, { from, to }) {
    const short = incomplete('hosts', hosts, summary);
    if (short) return [short];
    if (!to) return [undecided(UNKNOWN_TARGET)];
    return [...hosts.flatMap(judgeHost), ...clusters.flatMap(judgeCluster)];

    function judgeHost(host: Host): Outcome[] {
      const { name, os } = host;
      if (os.major === undefined) return [undecided(`the engine does not say what the host ${name} runs: it has not been up yet`)];
      const support = supportOf({ major: os.major, minor: minorOf(os) }, to!);
      const data = { name, os: `${os.type ?? 'Enterprise Linux'} ${os.release ?? os.major}`, target: to!.text, range: sayRange(to!) };
      const at = { object: hostObject(host) };
      if (support === undefined) return [undecided(`preflight does not know what hosts of oVirt ${to!.text} need`)];
      // An engine manages the hosts of the line before, which are installed anew one by one.
      if (support === 'too-old')
        return [from && line(from) !== line(to!) && minorIsNoHelp(os.major) ? found.reinstall(data, at) : found.tooOld(data, at)];
      if (support === 'depends')
        return [
          undecided(`4.5.7 and newer are for Enterprise Linux 9 and 10, 4.5.6 and older for 8.6 to 9: say with --to which release ${name} will get`),
        ];
      return support === 'too-new' ? [found.tooNew(data, at)] : [];
    }
    /** No minor release of this major would do. */
    function minorIsNoHelp(major: number): boolean {
      return supportOf({ major, minor: 99 }, to!) === 'too-old';
    }
    function judgeCluster(cluster: (typeof clusters)[number]): Outcome[] {
      const own = hosts.filter(host => host.cluster === cluster.id && host.os.major !== undefined);
      const majors = [...new Set(own.map(({ os }) => os.major!))].sort((a, b) => a - b);
      return majors.length > 1 ? [found.mixed({ name: cluster.name, releases: majors.join(' and ') }, { object: clusterObject(cluster) })] : [];
    }
  },
});
