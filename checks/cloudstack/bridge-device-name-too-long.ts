import { check, each, type Outcome, skip } from '../../src/index.ts';
import { type Bridge, bridges, oldBridges } from './facts/bridges.ts';

/** What Linux allows a network device to be called. */
const MOST = 15;
/** `br`, the device, `-`, and the four digits of the longest VLAN. */
const MOST_FOR_EVERY_VLAN = MOST - 'br-'.length - 4;

const nameFor = (device: string, vlan: string): string => `br${device}-${vlan}`;

/** The physical devices of the bridges that CloudStack was set up with. */
const devicesOf = (all: readonly Bridge[]): string[] =>
  all.filter(({ name }) => /^cloudbr\d+$/.test(name)).flatMap(({ devices }) => devices.filter(one => !/^(?:vnet|tap)\d+$|\./.test(one)));

export default check({
  id: 'cloudstack/bridge-device-name-too-long',
  title: 'The devices of guest networks leave room for the new names of bridges',
  severity: 'blocker',
  applies: {
    platform: 'cloudstack',
    phases: ['pre', 'stopped', 'installed'],
    paths: [{ from: '<4.0', to: '>=4.0' }],
    because: 'bridges are named after their device and VLAN from 4.0 on',
  },
  why: 'Linux allows 15 characters for the name of a device. A bridge that cannot get its new name stays as it is, and no new one can be made for such a VLAN.',
  fix: {
    tooLong: ({ device }) =>
      `Rename ${device} to at most ${MOST_FOR_EVERY_VLAN} characters in the network configuration of the host, with the host in maintenance and rebooted, before the upgrade.`,
    tooLongForLongVlans: ({ device }) =>
      `Rename ${device} to at most ${MOST_FOR_EVERY_VLAN} characters, or keep to VLANs that fit, before the upgrade.`,
  },
  refs: ['https://github.com/apache/cloudstack/blob/4.3.0/scripts/vm/network/vnet/modifyvlan.sh'],
  covers: ['48'],
  needs: { hosts: each(bridges) },
  messages: {
    tooLong: `Bridge {name} would be called {wanted} after the upgrade, which is {length} characters and ${MOST} are allowed: the name of {device} is too long.`,
    tooLongForLongVlans: {
      text: `The name of {device} has {length} characters: a bridge for a VLAN of four digits would be called longer than the ${MOST} that are allowed.`,
      severity: 'warning',
    },
  },
  judge({ hosts }, found) {
    if (hosts.length > 0 && hosts.every(({ value }) => value.length === 0)) return skip('no KVM host has a Linux bridge');
    return hosts.flatMap(({ host, value }): Outcome[] => {
      const old = oldBridges(value).flatMap(one => (one.on === undefined ? [] : [{ ...one, on: one.on, wanted: nameFor(one.on, one.vlan) }]));
      const tooLong = old.filter(({ wanted }) => wanted.length > MOST);
      const failed = new Set(tooLong.map(({ on }) => on));
      const tight = [...new Set([...old.map(({ on }) => on), ...devicesOf(value)])].filter(
        device => device.length > MOST_FOR_EVERY_VLAN && !failed.has(device),
      );
      return [
        ...tooLong.map(({ name, on, wanted }) =>
          found.tooLong({ name, device: on, wanted, length: wanted.length }, { host, object: `bridge ${name}` }),
        ),
        ...tight.map(device => found.tooLongForLongVlans({ device, length: device.length }, { host, object: `device ${device}` })),
      ];
    });
  },
});
