import { packagesOf } from './packages.ts';

export const openvswitchPackages = packagesOf('host', 'openvswitch', 'packages of Open vSwitch', [
  'network-scripts-openvswitch',
  'network-scripts-openvswitch2.11',
]);
