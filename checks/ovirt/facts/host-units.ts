import { unitsOf } from './services.ts';

/** The units of a host, of all releases. */
export const HOST_UNITS = [
  ...['vdsmd', 'supervdsmd', 'libvirtd', 'virtqemud', 'sanlock', 'wdmd', 'mom-vdsm', 'multipathd', 'ovirt-imageio', 'ovirt-imageio-daemon'],
  ...['ovirt-ha-agent', 'ovirt-ha-broker'],
] as const;

export const hostUnits = unitsOf('host', 'units', 'services of the host', HOST_UNITS);
