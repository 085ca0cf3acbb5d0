import { check, each, type Outcome, optional, sh, skip, undecided } from '../../src/index.ts';
import { basicZones } from './facts/xenserver-database.ts';
import { NETWORK_CONF, xenNetworkBackend } from './facts/xenserver-host.ts';
import { atHost, GUIDE_30, perXenHost, xenHostsOf, xenNeeds } from './xenserver.ts';
import { HOTFIX_PATHS } from './xenserver-hotfix.ts';

export default check({
  id: 'cloudstack/xenserver-openvswitch-in-basic-zone',
  title: 'XenServer hosts of zones with basic networking use the Linux bridge',
  severity: 'blocker',
  applies: { platform: 'cloudstack', phases: ['pre', 'stopped', 'installed', 'post'], ...HOTFIX_PATHS },
  why: 'Security groups are rules of iptables and ebtables, which see nothing of what Open vSwitch forwards: every virtual machine is reachable.',
  fix: {
    openvswitch: {
      text: 'Migrate the virtual machines away, switch the backend, and reboot the host.',
      down: 'the virtual machines of this host, which run on others meanwhile',
      commands: [sh`xe-switch-network-backend bridge`],
      undo: 'xe-switch-network-backend openvswitch, and reboot',
      note: 'The guide says this only after the Cloud Support Pack; it is needed in every zone with basic networking.',
    },
  },
  refs: [GUIDE_30],
  covers: ['75'],
  needs: { ...xenNeeds, basicZones, backends: each(optional(xenNetworkBackend)) },
  messages: { openvswitch: 'XenServer host {title} is in a zone with basic networking and uses {backend}.' },
  judge({ basicZones, backends, ...evidence }, found) {
    const all = xenHostsOf(evidence);
    const basic = evidence.hosts.filter(({ data_center_id }) => data_center_id !== null && basicZones.includes(data_center_id));
    if (all.length > 0 && basic.length === 0) return skip('no XenServer host is in a zone with basic networking');
    return perXenHost({ ...evidence, hosts: basic.length > 0 ? basic : evidence.hosts }, (host): Outcome[] => {
      const answer = backends.find(one => one.host === host.on);
      if (!answer) return [];
      const backend = answer.value;
      if (backend === 'bridge') return [];
      if (backend === 'openvswitch' || backend === 'vswitch')
        return [found.openvswitch({ title: host.title, backend }, { ...atHost(host), path: NETWORK_CONF })];
      const says = backend === undefined ? 'is not there' : `says ${JSON.stringify(backend.slice(0, 80))}`;
      return [undecided(`${NETWORK_CONF} of XenServer host ${host.title} ${says}, so its network backend is not known`, host.on)];
    });
  },
});
