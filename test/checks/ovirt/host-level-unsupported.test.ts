import check from '../../../checks/ovirt/host-level-unsupported.ts';
import { cases } from '../../support/cases.ts';

const clusters = [{ cluster_id: 'c1', name: 'Default', compatibility_version: '4.3', storage_pool_id: 'd1', cpu_name: null }];
const hosts = (name = 'node1', cluster: string | null = 'c1') => [{ vds_id: 'h1', vds_name: name, cluster_id: cluster }];
const abilities = (levels: string | null) => [{ vds_id: 'h1', supported_cluster_levels: levels, supported_emulated_machines: 'pc' }];

cases(check, {
  on: { from: '4.3.10', to: '4.3.11', phase: 'pre' },
  passes: {
    'the level is in the list, with blanks': { given: { clusters, hosts: hosts(), abilities: abilities('4.1, 4.2, 4.3') } },
    'a host without a cluster': { given: { clusters, hosts: hosts('node1', null), abilities: abilities('4.0') } },
  },
  fails: {
    'only older ones': {
      given: { clusters, hosts: hosts(), abilities: abilities('4.1,4.2') },
      finds: [
        {
          message: 'unsupported',
          data: { name: 'node1', levels: '4.1, 4.2', cluster: 'Default', level: '4.3' },
          object: 'host node1',
          remedy: 'Update node1',
        },
      ],
    },
    '4.30 is not 4.3, and the name is hostile': {
      given: { clusters, hosts: hosts("\u001b[2J'"), abilities: abilities('4.30') },
      finds: [{ message: 'unsupported', data: { name: "\u001b[2J'", levels: '4.30', cluster: 'Default', level: '4.3' }, object: "host \u001b[2J'" }],
    },
  },
  skips: { 'no host': { given: { clusters, hosts: [], abilities: [] }, because: 'the engine has no host' } },
  unknown: {
    'a host that was never up': { given: { clusters, hosts: hosts(), abilities: abilities(null) }, because: 'it has not been up yet' },
    denied: { given: { clusters, hosts: hosts(), abilities: { status: 'denied', reason: 'no' } }, because: 'what hosts support (vds_dynamic)' },
  },
});
