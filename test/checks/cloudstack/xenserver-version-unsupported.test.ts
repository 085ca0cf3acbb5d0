import check from '../../../checks/cloudstack/xenserver-version-unsupported.ts';
import { cases } from '../../support/cases.ts';
import { db1, denied, inventory, kvm, UUID } from './xenserver.ts';

const title = 'xs1.example (host 1)';
const of = (release: string | null) => ({ given: { hosts: [{ ...db1, hypervisor_version: release }] } });
const at = { object: 'host 1' };

cases(check, {
  on: { from: '3.0.6', to: '4.3.2', phase: 'pre' },
  passes: {
    '6.0.2': of('6.0.2'),
    '5.6 SP2': of('5.6 SP2'),
    'the host knows better than an empty column': {
      given: { hosts: [{ ...db1, hypervisor_version: null }], inventories: { on: { xs1: inventory(UUID.xs1, '5.6 SP2', '1', '5.6.100') } } },
    },
    'the host was upgraded and the database does not know yet': {
      given: { hosts: [{ ...db1, hypervisor_version: '5.5' }], inventories: { on: { xs1: inventory(UUID.xs1) } } },
    },
    'a KVM host beside it, a removed one, and a secondary storage': {
      given: {
        hosts: [
          db1,
          kvm,
          { ...db1, id: 3, hypervisor_version: '5.5', removed: '2013-01-01 00:00:00' },
          { ...db1, id: 4, type: 'SecondaryStorageVM', hypervisor_version: '5.5' },
        ],
      },
    },
  },
  notes: { 'Xen Cloud Platform': { ...of('1.6.10'), finds: [{ message: 'xcp', data: { title, release: '1.6.10' }, ...at }] } },
  fails: {
    '5.6 without a service pack': {
      ...of('5.6.0'),
      finds: [{ message: 'unsupported', data: { title, release: '5.6.0', why: 'old' }, ...at, remedy: 'pool master first' }],
    },
    '6.0.0, which is not 6.0.2': { ...of('6.0.0'), finds: [{ message: 'unsupported', data: { title, release: '6.0.0', why: 'old' }, ...at }] },
    '6.5': { ...of('6.5'), finds: [{ message: 'unsupported', data: { title, release: '6.5', why: 'new' }, ...at }] },
    '5.6 FP1, which the guide does not list': { ...of('5.6 FP1'), finds: [{ message: 'notListed', data: { title, release: '5.6 FP1' }, ...at }] },
    '6.2 SP1': { ...of('6.2 SP1'), finds: [{ message: 'notListed', data: { title, release: '6.2 SP1' }, ...at, remedy: 'release notes' }] },
  },
  skips: { 'no XenServer host': { given: { hosts: [kvm] }, because: 'no XenServer host' } },
  unknown: {
    'no version anywhere': { ...of(null), because: 'neither the database nor' },
    'a version that two releases share': { ...of('5.6.100'), because: 'may be a supported release or not' },
    'terminal escapes': { ...of('\u001b[2J__proto__'), because: 'may be a supported release or not' },
    'the database refuses us': { given: { hosts: denied }, because: 'SELECT command denied' },
  },
});
