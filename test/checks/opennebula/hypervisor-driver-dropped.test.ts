import check from '../../../checks/opennebula/hypervisor-driver-dropped.ts';
import { cases } from '../../support/cases.ts';
import { body, broken, DENIED, HOSTILE, tag } from './rows.ts';

const host = (oid: number, driver: string, information = driver) => body(oid, 'HOST', tag('IM_MAD', information) + tag('VM_MAD', driver));
const record = (driver: string): string => `<HISTORY>${tag('VM_MAD', driver)}</HISTORY>`;
const vm = (oid: number, ...drivers: string[]) => body(oid, 'VM', `<HISTORY_RECORDS>${drivers.map(record).join('')}</HISTORY_RECORDS>`);
const hosts = [host(1, 'kvm'), host(2, 'qemu', 'kvm'), host(3, 'lxc'), host(4, 'dummy')];

cases(check, {
  on: { from: '6.10.2', to: '7.0.1', phase: 'pre' },
  passes: {
    'what OpenNebula ships, and virtual machines that never ran': { given: { hosts, vms: [vm(1, 'kvm'), vm(2), body(3, 'VM', '')] } },
    'a virtual machine that was moved away': { given: { hosts, vms: [vm(1, 'vcenter', 'kvm')] } },
    'vCenter, for a target that has it': { given: { hosts: [host(1, 'vcenter')], vms: [vm(1, 'vcenter')] }, from: '6.8.0', to: '6.10.2' },
  },
  fails: {
    'dropped drivers': {
      given: { hosts: [host(5, 'vcenter'), host(6, 'lxd')], vms: [vm(7, 'firecracker')] },
      finds: [
        { message: 'host', data: { id: 5, name: 'host5', driver: 'vcenter', since: '7.0' }, object: 'host 5', remedy: 'onehost show 5' },
        { message: 'host', data: { id: 6, name: 'host6', driver: 'lxd', since: '6.10' }, object: 'host 6' },
        { message: 'vm', data: { id: 7, name: 'vm7', driver: 'firecracker', since: '6.10' }, object: 'virtual machine 7', remedy: 'onevm show 7' },
      ],
    },
    'drivers of somebody else, and a name of the prototype': {
      given: { hosts: [host(5, 'kvm', HOSTILE.slice(1)), host(6, 'KVM')], vms: [vm(7, 'constructor')] },
      finds: [
        { message: 'own', data: { id: 5, name: 'host5', driver: HOSTILE.slice(1) }, object: 'host 5' },
        { message: 'own', data: { id: 6, name: 'host6', driver: 'KVM' }, object: 'host 6' },
        { message: 'vmOwn', data: { id: 7, name: 'vm7', driver: 'constructor' }, object: 'virtual machine 7' },
      ],
    },
  },
  unknown: {
    'the table may not be read': { given: { hosts: DENIED, vms: [] }, because: 'drivers of hosts on database: SELECT' },
    'too many bodies': {
      given: { hosts, vms: { status: 'too-large', reason: 'more than 67108864 bytes' } },
      because: 'drivers of virtual machines on database',
    },
    'bodies that are no XML': { given: { hosts: [broken(1)], vms: [vm(1, 'kvm')] }, because: 'the body of host 1 is no XML' },
    'the body of a virtual machine that is none': { given: { hosts, vms: [broken(1)] }, because: 'the body of virtual machine 1 is no XML' },
  },
});
