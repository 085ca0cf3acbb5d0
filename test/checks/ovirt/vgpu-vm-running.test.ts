import check from '../../../checks/ovirt/vgpu-vm-running.ts';
import { cases } from '../../support/cases.ts';
import { DOWN, down, host, hosts, summary, vm, vms } from './fleet-answers.ts';

const property = (id: string, predefined: string, own = '') => ({
  vm_guid: id,
  vm_name: id,
  predefined_properties: predefined,
  userdefined_properties: own,
});
const given = (machines: string[], properties: unknown, devices: unknown = []) => ({
  given: {
    summary: summary(2, machines.length),
    hosts: hosts(host('h1'), host('h2')),
    vms: vms(...machines),
    properties: properties as never,
    devices: devices as never,
  },
});
const NVIDIA = [property('a', 'mdev_type=nvidia-11;sap_agent=true')];
const at = { object: 'virtual machine a' };
const data = { name: 'a', types: ' (nvidia-11)' };
const mdev = [{ vm_id: 'a', type: 'mdev', is_plugged: 't', snapshot_id: null }];

cases(check, {
  on: { from: '4.3.7', to: '4.3.10', phase: 'pre' },
  passes: {
    'it is down': given([vm('a', down)], NVIDIA),
    'it runs on a host that is not to be updated': { ...given([vm('a')], NVIDIA), inputs: { hostsToUpdate: ['h2'] } },
  },
  fails: {
    'it runs': {
      ...given([vm('a'), vm('b')], NVIDIA),
      finds: [{ message: 'running', data: { ...data, status: 'up', host: 'h1' }, ...at, remedy: 'Shut down a' }],
    },
    'it is paused, and its type has nodisplay before it': {
      ...given([vm('a', { status: 'paused' })], [property('a', 'mdev_type=nodisplay,nvidia-11')]),
      finds: [{ message: 'running', data: { ...data, status: 'paused', host: 'h1' }, ...at }],
    },
    'as a device, as since 4.5': {
      ...given([vm('a')], [], mdev),
      from: '4.5.4',
      to: '4.5.6',
      finds: [{ message: 'running', data: { name: 'a', types: '', status: 'up', host: 'h1' }, ...at }],
    },
    'as a user-defined property, which 4.5 ignores': {
      ...given([vm('a', down)], [property('a', '', 'mdev_type=nvidia-11')]),
      from: '4.5.4',
      to: '4.5.6',
      finds: [{ message: 'ignored', data, ...at }],
    },
    'as a user-defined property, of 4.3': {
      ...given([vm('a')], [property('a', '', 'mdev_type=nvidia-11')]),
      finds: [{ message: 'running', data: { ...data, status: 'up', host: 'h1' }, ...at }],
    },
    'it is suspended': { ...given([vm('a', { ...down, status: 'suspended' })], NVIDIA), finds: [{ message: 'suspended', data, ...at }] },
    'it is down, and may be started': {
      ...given([vm('a', { ...down, 'high_availability/enabled': true })], NVIDIA),
      finds: [{ message: 'mayStart', data, ...at }],
    },
    'half of the database answers, and that is enough': {
      ...given([vm('a')], NVIDIA, DOWN),
      finds: [{ message: 'running', data: { ...data, status: 'up', host: 'h1' }, ...at }],
    },
  },
  skips: {
    'none has one': { ...given([vm('a')], [property('a', 'hugepages=2048', 'password=hunter2')]), because: 'no virtual machine has a virtual GPU' },
  },
  unknown: {
    'the database does not answer': { ...given([vm('a')], DOWN, DOWN), because: 'have a virtual GPU is not known: timed out' },
    'an account that sees some machines': { given: { ...given([], []).given, summary: summary(2, 3) }, because: '0 of 3 virtual machines' },
  },
});
