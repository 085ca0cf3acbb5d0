import { check, compare, type Outcome, skip, undecided, version } from '../../src/index.ts';
import { atHost, GUIDE_30, NO_XENSERVER, releaseOf, type XenHost, xenHostsOf, xenNeeds } from './xenserver.ts';

type Judgement = 'supported' | 'notListed' | 'xcp' | 'unsupported' | 'unclear';

/** XCP has versions of its own, below 2. */
const isXcp = ({ inventory }: XenHost, release: string): boolean => inventory?.brand?.startsWith('XCP') || /^1\.\d/.test(release);

/** What 4.3 has a driver for. 5.6.100 is both 5.6 FP1 and 5.6 SP2. */
function judgeRelease(release: string): Judgement {
  if (/^(?:5\.6 SP2|6\.0\.2)$/i.test(release)) return 'supported';
  if (/^5\.6 FP1$/i.test(release) || /^6\.[12](?:\.0)?(?: SP1)?$/i.test(release)) return 'notListed';
  if (/^5\.6\.100$/.test(release)) return 'unclear';
  return version(release.replace(/ .*$/, '')) ? 'unsupported' : 'unclear';
}

const isOlder = (release: string): boolean => {
  const [own, least] = [version(release.replace(/ .*$/, '')), version('6.0.2')];
  return own !== undefined && least !== undefined && compare(own, least) < 0;
};

export default check({
  id: 'cloudstack/xenserver-version-unsupported',
  title: 'Every XenServer host is of a release that CloudStack 4.3 supports',
  severity: 'blocker',
  applies: {
    platform: 'cloudstack',
    phases: ['pre', 'stopped', 'installed', 'post'],
    paths: [{ from: '<4.0', to: '>=4.3 <4.4' }],
    because: 'the list is the one that the guide has for the way from 2.2 and 3.0 to 4.3',
  },
  why: 'The upgraded management server has a driver for each release of XenServer, and refuses to connect a host for whose release it has none.',
  fix: {
    unsupported:
      'Upgrade the host to XenServer 6.0.2, the pool master first, as the section "Upgrading XenServer Versions" of the installation guide says.',
    notListed: {
      text: 'Look at the release notes of CloudStack 4.3 before you rely on this release.',
      note: 'The guide lists 5.6 SP2 and 6.0.2 only; the code of 4.3 also has drivers for 5.6 FP1, 6.1 and 6.2.',
    },
  },
  refs: [
    GUIDE_30,
    'https://github.com/apache/cloudstack/blob/4.3/plugins/hypervisors/xen/src/com/cloud/hypervisor/xen/discoverer/XcpServerDiscoverer.java',
  ],
  covers: ['65'],
  needs: xenNeeds,
  messages: {
    unsupported: 'XenServer host {title} is of release {release}, which is too {why} for CloudStack 4.3.',
    notListed: {
      text: 'XenServer host {title} is of release {release}, which the guide does not list, although CloudStack 4.3 has a driver for it.',
      severity: 'warning',
    },
    xcp: { text: 'Host {title} is Xen Cloud Platform {release}, about which the guide says nothing.', severity: 'note' },
  },
  judge(evidence, found) {
    const hosts = xenHostsOf(evidence);
    if (hosts.length === 0) return skip(NO_XENSERVER);
    return hosts.flatMap((host): Outcome[] => {
      const release = releaseOf(host);
      if (release === undefined)
        return [undecided(`neither the database nor /etc/xensource-inventory says of which release XenServer host ${host.title} is`, host.on)];
      const judged = isXcp(host, release) ? 'xcp' : judgeRelease(release);
      if (judged === 'supported') return [];
      const words = JSON.stringify(release);
      if (judged === 'unclear')
        return [undecided(`XenServer host ${host.title} calls itself ${words}, which may be a supported release or not`, host.on)];
      const data = { title: host.title, release };
      return [
        judged === 'unsupported'
          ? found.unsupported({ ...data, why: isOlder(release) ? 'old' : 'new' }, atHost(host))
          : found[judged](data, atHost(host)),
      ];
    });
  },
});
