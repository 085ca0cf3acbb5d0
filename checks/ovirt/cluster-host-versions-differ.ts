import { check, type Outcome, skip, undecided } from '../../src/index.ts';
import { apiSummary } from './facts/api-summary.ts';
import { type Cluster, clusters } from './facts/clusters.ts';
import { type Host, hosts } from './facts/hosts.ts';
import { GUIDE } from './references.ts';
import { clusterObject, sayNames, shortLists } from './update-scope.ts';

const WHAT = {
  vdsm: (host: Host) => host.vdsm,
  libvirt: (host: Host) => host.libvirt,
  'operating system': (host: Host) => host.os.release,
} as const;

export default check({
  id: 'ovirt/cluster-host-versions-differ',
  title: 'All hosts of a cluster have the same versions',
  severity: 'warning',
  applies: { platform: 'ovirt', phases: ['post'], because: 'while hosts are updated one after the other their versions differ' },
  why: 'The guide updates every host. Virtual machines may migrate to a newer libvirt and QEMU, and then not back.',
  fix: {
    differ: 'Update the hosts that are behind, one after the other.',
    majors: 'Reinstall the hosts that are behind with the newer major release, one after the other. Mixed clusters are for the time of that only.',
  },
  refs: [GUIDE],
  covers: ['A.2.19'],
  needs: { summary: apiSummary, clusters, hosts },
  messages: {
    differ: 'The hosts of cluster {cluster} have different versions of {what}: {versions}.',
    majors: { text: 'The hosts of cluster {cluster} have different major releases of their operating system: {versions}.', severity: 'blocker' },
  },
  judge({ summary, clusters: groups, hosts: all }, found) {
    const used = groups
      .map(cluster => ({ cluster, own: all.filter(host => host.cluster === cluster.id && host.status === 'up') }))
      .filter(({ own }) => own.length > 1);
    const outcomes: Outcome[] = [
      ...used.flatMap(({ cluster, own }) => judgeCluster(cluster, own)),
      ...shortLists(summary, { hosts: all, clusters: groups }),
    ];
    return used.length === 0 && outcomes.length === 0 ? skip('no cluster has more than one host that is up') : outcomes;

    function judgeCluster(cluster: Cluster, own: readonly Host[]): Outcome[] {
      const at = { object: clusterObject(cluster) };
      const silent = own.filter(host => host.vdsm === undefined);
      const majors = versionsOf(own, host => (host.os.major === undefined ? undefined : String(host.os.major)));
      return [
        ...silent.map(host => undecided(`the engine does not know the versions of host ${host.name}`)),
        ...(majors.size > 1 ? [found.majors({ cluster: cluster.name, versions: sayVersions(majors) }, at)] : []),
        ...Object.entries(WHAT).flatMap(([what, read]) => {
          const versions = versionsOf(own, read);
          const isSaid = majors.size > 1 && what === 'operating system';
          return versions.size > 1 && !isSaid ? [found.differ({ cluster: cluster.name, what, versions: sayVersions(versions) }, at)] : [];
        }),
      ];
    }
  },
});

/** Names of hosts by version. */
function versionsOf(hosts: readonly Host[], read: (host: Host) => string | undefined): ReadonlyMap<string, string[]> {
  const all = new Map<string, string[]>();
  for (const host of hosts) {
    const version = read(host);
    if (version !== undefined) all.set(version, [...(all.get(version) ?? []), host.name]);
  }
  return all;
}

/** `vdsm-4.30.46-1.el7 on n1, n2; vdsm-4.30.43-1.el7 on n3` */
const sayVersions = (versions: ReadonlyMap<string, string[]>): string =>
  [...versions].map(([version, names]) => `${version} on ${sayNames(names)}`).join('; ');
