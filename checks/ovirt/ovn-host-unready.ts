import { attempt, check, each, type Outcome, optional, sh, undecided } from '../../src/index.ts';
import { hosts } from './facts/hosts.ts';
import { openvswitchPackages } from './facts/network-packages.ts';
import { hostObject } from './update-scope.ts';

const OLD = 'network-scripts-openvswitch2.11';

export default check({
  id: 'ovirt/ovn-host-unready',
  title: 'No host has packages that keep Open vSwitch at 2.11, and OVN is set up on all of them',
  severity: 'blocker',
  applies: {
    platform: 'ovirt',
    phases: ['pre', 'post'],
    paths: [{ from: '>=4.4', to: '4.5' }],
    because: '4.5 goes from Open vSwitch 2.11 to 2.15, and only it says which hosts have OVN',
  },
  why: 'The package with the network scripts belongs to Open vSwitch 2.11 alone and stops the update of the host.',
  fix: {
    blocks: { text: 'Do this on the host, in maintenance.', commands: [sh`dnf remove ${OLD}`] },
    unconfigured: 'In the Administration Portal, put the host into maintenance, choose Installation > Reinstall, and activate it.',
  },
  refs: ['https://bugzilla.redhat.com/show_bug.cgi?id=2090670', 'https://www.ovirt.org/documentation/upgrade_guide/'],
  covers: ['A.3.40'],
  needs: { packages: each(optional(openvswitchPackages)), hosts: attempt(hosts) },
  messages: {
    blocks: `The package ${OLD} is installed, which blocks the update.`,
    unconfigured: { text: 'OVN is not set up on the host {name}.', severity: 'warning' },
  },
  judge({ packages, hosts: all }, found) {
    const unseen = packages.length === 0 ? [undecided(`the target names no host (role host), so that nobody looked for the package ${OLD}`)] : [];
    const unready = 'value' in all ? all.value.filter(({ ovnConfigured }) => ovnConfigured === false) : [];
    return [
      ...unseen,
      ...packages.flatMap(({ host, value }): Outcome[] => (value?.get(OLD) ? [found.blocks({}, { host, object: `package ${OLD}` })] : [])),
      ...unready.map(one => found.unconfigured({ name: one.name }, { object: hostObject(one) })),
    ];
  },
});
