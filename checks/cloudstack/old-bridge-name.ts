import { check, each, type Outcome, sh, skip } from '../../src/index.ts';
import { bridges, type OldBridge, oldBridges } from './facts/bridges.ts';

/** Taps of virtual machines. */
const guestsOf = ({ devices }: OldBridge): string => devices.filter(one => /^(?:vnet|tap)\d+$/.test(one)).join(', ') || 'none';

export default check({
  id: 'cloudstack/old-bridge-name',
  title: 'No bridge of a KVM host has a name of 3.0 or older',
  severity: 'blocker',
  applies: {
    platform: 'cloudstack',
    phases: ['installed', 'post'],
    paths: [{ from: '<4.0', to: '>=4.0' }],
    because: 'bridges are named after their device and VLAN from 4.0 on',
  },
  why: 'The new agent names bridges after their device and VLAN. A virtual machine that is migrated from or to a host with the old names does not find its bridge.',
  fix: {
    oldName: {
      text: 'Let the script of the package rename the bridges of this host. It ends with "Upgrade succeed", or with the list of bridges that remain.',
      commands: [sh`cloudstack-agent-upgrade`],
    },
    empty: ({ name }) => ({
      text: 'The script leaves a bridge alone that has no VLAN device. Delete it where nothing uses it.',
      commands: [sh`ip link set ${name} down`, sh`brctl delbr ${name}`],
      undo: sh`brctl addbr ${name}`.text,
    }),
  },
  refs: ['https://docs.cloudstack.apache.org/projects/cloudstack-release-notes/en/4.3/#upgrade-from-3-0-x-to-4-3'],
  covers: ['47'],
  needs: { hosts: each(bridges) },
  messages: {
    oldName:
      'Bridge {name} of VLAN {vlan} on {device} has a name of 3.0 or older: it has to be {wanted}. Devices of virtual machines on it: {guests}.',
    empty: {
      text: 'Bridge {name} has a name of 3.0 or older and no device of VLAN {vlan}. Devices of virtual machines on it: {guests}.',
      severity: 'warning',
    },
  },
  judge({ hosts }, found) {
    if (hosts.length > 0 && hosts.every(({ value }) => value.length === 0)) return skip('no KVM host has a Linux bridge');
    return hosts.flatMap(({ host, value }) =>
      oldBridges(value).map((bridge): Outcome => {
        const { name, vlan, on } = bridge;
        const at = { host, object: `bridge ${name}` };
        const guests = guestsOf(bridge);
        return on === undefined
          ? found.empty({ name, vlan, guests }, at)
          : found.oldName({ name, vlan, device: on, wanted: `br${on}-${vlan}`, guests }, at);
      }),
    );
  },
});
