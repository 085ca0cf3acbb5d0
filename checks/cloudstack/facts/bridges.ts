import { fact, paths } from '../../../src/index.ts';

/** A bridge of a host and the devices in it. */
export interface Bridge {
  readonly name: string;
  readonly devices: readonly string[];
}

/**
 * The bridges of a KVM host, as the kernel shows them: every bridge has a directory of its devices.
 *
 *     /sys/class/net/cloudVirBr1234/brif
 *     /sys/class/net/cloudVirBr1234/brif/eth0.1234
 */
export const bridges = fact({
  id: 'cloudstack.bridges',
  title: 'bridges of the KVM host',
  role: 'kvm',
  query: paths('/sys/class/net/*/brif', '/sys/class/net/*/brif/*'),
  parse({ entries }): Bridge[] {
    const places = entries.map(({ path }) => /^\/sys\/class\/net\/([^/]+)\/brif(?:\/([^/]+))?$/.exec(path)).filter(place => place !== null);
    const names = [...new Set(places.map(([, name]) => name!))].sort();
    return names.map(name => ({ name, devices: places.flatMap(([, bridge, device]) => (bridge === name && device ? [device] : [])).sort() }));
  },
});

/** A bridge of a VLAN as 3.0 and older name it: `cloudVirBr1234`. */
export interface OldBridge extends Bridge {
  readonly vlan: string;
  /** The device that the VLAN is on: `eth0` of `eth0.1234`; undefined where the bridge has none. */
  readonly on: string | undefined;
}

export const oldBridges = (all: readonly Bridge[]): OldBridge[] =>
  all.flatMap(bridge => {
    const [, vlan] = /^cloudVirBr(\d+)$/.exec(bridge.name) ?? [];
    if (vlan === undefined) return [];
    const device = bridge.devices.find(one => one.endsWith(`.${vlan}`));
    return [{ ...bridge, vlan, on: device?.slice(0, -vlan.length - 1) }];
  });
