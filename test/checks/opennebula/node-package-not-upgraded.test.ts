import check from '../../../checks/opennebula/node-package-not-upgraded.ts';
import { cases } from '../../support/cases.ts';
import { dpkg, rpmAll, TIMEOUT } from './hosts.ts';

const frontendDeb = dpkg({ opennebula: '7.0.1' });
const behind = (manager: 'dpkg' | 'rpm', remedy: string) =>
  ({
    message: 'behind',
    data: { package: 'opennebula-node-kvm', version: '6.10.2', manager, expected: '7.0.1' },
    host: 'node',
    object: 'package opennebula-node-kvm',
    remedy,
  }) as const;

cases(check, {
  on: { from: '6.10.2', to: '7.0.1', phase: 'post' },
  passes: {
    'a node of another family': { given: { frontendDeb, nodeRpm: rpmAll({ 'opennebula-node-kvm': '7.0.1' }) } },
    'a node for containers': { given: { frontendDeb, nodeDeb: dpkg({ 'opennebula-node-lxc': '7.0.1' }) } },
  },
  fails: {
    'an old node, on Debian': {
      given: { frontendDeb, nodeDeb: dpkg({ 'opennebula-node-kvm': '6.10.2' }) },
      finds: [behind('dpkg', 'apt-get install --only-upgrade opennebula-node-kvm')],
    },
    'an old node, on RHEL': {
      given: { frontendDeb, nodeRpm: rpmAll({ 'opennebula-node-kvm': '6.10.2' }) },
      finds: [behind('rpm', 'yum upgrade opennebula-node-kvm')],
    },
    'no package of a node': {
      given: { frontendDeb, nodeDeb: dpkg({ 'opennebula-common': '7.0.1' }) },
      finds: [{ message: 'missing', data: {}, host: 'node', object: 'packages of the node' }],
    },
  },
  skips: { 'no node in the target': { given: { frontendDeb, nodeDeb: { on: {} }, nodeRpm: { on: {} } }, because: 'no virtualization node' } },
  unknown: {
    'no front-end says a version': { given: { nodeDeb: dpkg({ 'opennebula-node-kvm': '7.0.1' }) }, because: 'no package manager of a front-end' },
    'the node does not answer': { given: { frontendDeb, nodeRpm: TIMEOUT }, because: 'did not end' },
  },
});
