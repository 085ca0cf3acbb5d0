import check from '../../../checks/ovirt/disk-locked.ts';
import { cases } from '../../support/cases.ts';

const image = (status: number) => ({ image_guid: 'i1', image_group_id: 'd1', imagestatus: status });
const states = (status: number) => [{ vm_guid: 'v1', status }];
const rest = {
  images: [],
  snapshots: [],
  disks: [{ device_id: 'd1', type: 'disk', vm_id: 'v1' }],
  names: [{ vm_guid: 'v1', vm_name: 'db01' }],
};

cases(check, {
  on: { from: '4.3.10', to: '4.3.11', phase: 'pre' },
  passes: {
    'nothing is locked': { given: { ...rest, states: states(1) } },
    'nothing is there': { given: { ...rest, states: [], disks: [], names: [] } },
  },
  fails: {
    'a disk of a running machine': {
      given: { ...rest, images: [image(2)], states: states(1) },
      finds: [{ message: 'lockedRunning', data: { id: 'i1', disk: 'd1', vms: 'db01' }, object: 'image i1', remedy: 'unlock_entity.sh' }],
    },
    'a disk of a machine that is down': {
      given: { ...rest, images: [image(2)], states: states(0) },
      finds: [{ message: 'locked', data: { id: 'i1', disk: 'd1' }, object: 'image i1' }],
    },
    'nobody knows whose disk it is': {
      given: { ...rest, images: [image(2)], states: states(0), disks: { status: 'denied', reason: 'no' } },
      finds: [{ message: 'lockedRunning', data: { id: 'i1', disk: 'd1', vms: 'perhaps a virtual machine' }, object: 'image i1' }],
    },
    'an illegal image': {
      given: { ...rest, images: [image(4)], states: states(1) },
      finds: [{ message: 'illegal', data: { id: 'i1', disk: 'd1' }, object: 'image i1' }],
    },
    'snapshots, with hostile names': {
      given: {
        ...rest,
        names: [{ vm_guid: 'v1', vm_name: "\u001b[31m'__proto__" }],
        states: states(1),
        snapshots: [
          { snapshot_id: 's1', vm_id: 'v1', status: 'LOCKED' },
          { snapshot_id: 's2', vm_id: 'v9', status: 'IN_PREVIEW' },
        ],
      },
      finds: [
        { message: 'snapshotLocked', data: { id: 's1', vm: "\u001b[31m'__proto__" }, object: 'snapshot s1' },
        { message: 'preview', data: { id: 's2', vm: 'v9' }, object: 'snapshot s2' },
      ],
    },
    'a machine that is locked': {
      given: { ...rest, states: states(15) },
      finds: [{ message: 'vmLocked', data: { vm: 'db01' }, object: 'virtual machine db01' }],
    },
    'a machine with an illegal image': {
      given: { ...rest, states: states(14) },
      finds: [{ message: 'vmIllegal', data: { vm: 'db01' }, object: 'virtual machine db01' }],
    },
  },
  unknown: {
    'a table is denied': {
      given: { ...rest, states: { status: 'denied', reason: 'no' } },
      because: 'states of virtual machines (vm_dynamic) on database',
    },
  },
});
