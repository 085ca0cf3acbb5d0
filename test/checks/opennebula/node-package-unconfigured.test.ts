import check from '../../../checks/opennebula/node-package-unconfigured.ts';
import { cases } from '../../support/cases.ts';
import { dpkg, TIMEOUT } from './hosts.ts';

const kvm = { 'opennebula-node-kvm': '7.0.1' };
const found = (status: string) =>
  ({
    message: 'unconfigured',
    data: { package: 'opennebula-node-kvm', version: '7.0.1', status },
    host: 'node',
    object: 'package opennebula-node-kvm',
    remedy: 'dpkg --configure -a',
  }) as const;

cases(check, {
  on: { from: '6.10.2', to: '7.0.1', phase: 'post' },
  passes: {
    installed: { given: { packages: dpkg(kvm) } },
    'installed and held': { given: { packages: dpkg(kvm, 'hi ') } },
    'removed, with its configuration left': {
      given: { packages: { stdout: 'opennebula-node-kvm ii  7.0.1-1\nopennebula-node-lxc rc  6.10.2-1\n' } },
    },
  },
  fails: {
    'its configuration failed': { given: { packages: dpkg(kvm, 'iF ') }, finds: [found('iF')] },
    'it is only unpacked': { given: { packages: dpkg(kvm, 'iU ') }, finds: [found('iU')] },
    'it has to be installed again': { given: { packages: dpkg(kvm, 'iHR') }, finds: [found('iHR')] },
  },
  skips: { 'no node with dpkg': { given: { packages: { status: 'absent', reason: 'no dpkg-query' } }, because: 'no node has packages' } },
  unknown: { 'dpkg does not answer': { given: { packages: TIMEOUT }, because: 'did not end' } },
});
