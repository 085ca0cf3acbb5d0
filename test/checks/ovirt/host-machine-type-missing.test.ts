import check from '../../../checks/ovirt/host-machine-type-missing.ts';
import { cases } from '../../support/cases.ts';

const clusters = (level: string) => [{ cluster_id: 'c1', name: 'Default', compatibility_version: level, storage_pool_id: 'd1', cpu_name: null }];
const hosts = [{ vds_id: 'h1', vds_name: 'node1', cluster_id: 'c1' }];
const abilities = (machines: string) => [{ vds_id: 'h1', supported_cluster_levels: '4.3', supported_emulated_machines: machines }];
const option = (name: string, value: string, version = 'general') => ({ option_name: name, option_value: value, version });
const options = [
  option('SupportedClusterLevels', '4.2,4.3,4.4'),
  option('ClusterEmulatedMachines', 'pc-i440fx-rhel7.6.0,pseries-rhel7.6.0', '4.3'),
  option('ClusterEmulatedMachines', 'pc-q35-rhel8.1.0, pc-q35-4.1', '4.4'),
];
const given = (machines: string, level = '4.3') => ({ clusters: clusters(level), hosts, abilities: abilities(machines), options });

cases(check, {
  on: { from: '4.4.10', to: '4.5.6', phase: 'pre' },
  passes: {
    'one of this level and one of the next': { given: given('pc-i440fx-rhel7.6.0,pc-q35-4.1') },
    'a level that is not raised within a line': { given: given('pc-i440fx-rhel7.6.0'), to: '4.4.10' },
    'the newest level': { given: given('pc-q35-rhel8.1.0', '4.4') },
  },
  fails: {
    'none of this level': {
      given: given('pc-i440fx-rhel7.6.00,pc'),
      finds: [{ message: 'missing', data: { name: 'node1', level: '4.3' }, object: 'host node1', remedy: 'QEMU of node1' }],
    },
    'none of the next level': {
      given: given('pc-i440fx-rhel7.6.0'),
      finds: [{ message: 'missingNext', data: { name: 'node1', next: '4.4' }, object: 'host node1' }],
    },
  },
  skips: { 'no host': { given: { ...given(''), hosts: [], abilities: [] }, because: 'the engine has no host' } },
  unknown: {
    'a host that was never up': { given: given(''), because: 'which machine types the host node1 has' },
    'an engine without the option': { given: { ...given('\u001b[2J'), options: [] }, because: 'which machine types the level 4.3 has' },
  },
});
