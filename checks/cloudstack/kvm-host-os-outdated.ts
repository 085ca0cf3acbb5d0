import { check, each, lines, type Outcome, optional, sh, skip, undecided } from '../../src/index.ts';
import { clusters, isKvm } from './facts/clusters.ts';
import { kvmRedHatRelease, managementRedHatRelease, type RedHatRelease } from './facts/os-release.ts';

const isOutdated = ({ major, minor }: RedHatRelease): boolean => major === 6 && minor !== undefined && minor < 2;
const isRhel = ({ text }: RedHatRelease): boolean => /^red hat enterprise linux/i.test(text);

const upgrade = {
  text: 'Put these lines into /etc/yum.repos.d/rhel63.repo, with the address of your repository of RHEL 6.3, and upgrade the operating system before CloudStack. On a KVM host, put it into maintenance first, so that its virtual machines move away.',
  commands: [lines('[upgrade]', 'name=rhel63', 'baseurl=url-of-your-rhel6.3-repo', 'enabled=1', 'gpgcheck=0'), sh`yum upgrade`],
  note: 'The guide writes the section into cloudstack.repo, and its text for 2.2.14 gives the repository of CloudStack 4.2 there, which is stale. A file of its own changes nothing of CloudStack, which yum would otherwise upgrade in the same run.',
};

export default check({
  id: 'cloudstack/kvm-host-os-outdated',
  title: 'No KVM host runs RHEL 6.0 or 6.1',
  severity: 'blocker',
  applies: {
    platform: 'cloudstack',
    phases: ['pre', 'stopped'],
    paths: [{ from: '<4.0', to: '4.3' }],
    because: 'only the upgrades from 2.2.14 and 3.0 start on systems as old as RHEL 6.0',
  },
  why: 'The guide has these hosts upgraded before CloudStack: the agent of 4.3 is not meant for RHEL 6.0 and 6.1.',
  fix: upgrade,
  refs: ['https://docs.cloudstack.apache.org/projects/cloudstack-release-notes/en/4.3/#upgrade-from-3-0-x-to-4-3'],
  covers: ['10'],
  needs: { clusters, hosts: each(optional(kvmRedHatRelease)), servers: each(optional(managementRedHatRelease)) },
  messages: {
    rhel: 'The KVM host runs {os}; upgrade it to 6.2 or newer before CloudStack.',
    rebuild: {
      text: 'The KVM host runs {os}, which is built from RHEL 6.0 or 6.1; upgrade it to 6.2 or newer before CloudStack.',
      severity: 'warning',
    },
    server: { text: 'The management server runs {os}; the guide upgrades every system with CloudStack packages.', severity: 'warning' },
  },
  judge({ clusters, hosts, servers }, found) {
    const kvm = clusters.filter(isKvm);
    if (kvm.length === 0) return skip('no cluster is of the hypervisor type KVM');
    if (hosts.length > 0 && [...hosts, ...servers].every(({ value }) => value === undefined))
      return skip('no host has /etc/redhat-release, so none runs RHEL');
    const unseen = hosts.length === 0 ? [undecided(`the target names no KVM host (role kvm), and the database has ${kvm.length} KVM clusters`)] : [];
    return [
      ...unseen,
      ...outdated(hosts).map(({ host, value }): Outcome => found[isRhel(value) ? 'rhel' : 'rebuild']({ os: value.text }, { host, ...OBJECT })),
      ...outdated(servers).map(({ host, value }): Outcome => found.server({ os: value.text }, { host, ...OBJECT })),
    ];
  },
});

const OBJECT = { object: 'operating system', path: '/etc/redhat-release' } as const;

const outdated = (all: readonly { readonly host: string; readonly value: RedHatRelease | undefined }[]) =>
  all.flatMap(({ host, value }) => (value && isOutdated(value) ? [{ host, value }] : []));
