import check from '../../../checks/ovirt/vm-immovable.ts';
import { cases } from '../../support/cases.ts';
import { DOWN, down, host, hosts, summary, UNTIED, vm, vms } from './fleet-answers.ts';

const given = (machines: string[], more: object = {}) => ({
  given: {
    summary: summary(3, machines.length),
    hosts: hosts(host('h1'), host('h2'), host('h3', { status: 'maintenance' })),
    vms: vms(...machines),
    ...UNTIED,
    ...more,
  } as never,
});
const device = (type: string, more = {}) => ({ devices: [{ vm_id: 'a', type, is_plugged: 't', snapshot_id: null, ...more }] });
const profile = (passthrough: string, migratable: string) => ({
  profiles: [{ id: 'p1', passthrough, migratable }],
  vnics: [{ vm_guid: 'a', vnic_profile_id: 'p1' }],
});
const at = { object: 'virtual machine a' };
const finds = (message: 'refusesMaintenance' | 'refusesUpdate' | 'stays', why: string) => [{ message, data: { name: 'a', host: 'h1', why }, ...at }];
const pinned = { 'placement_policy/affinity': 'pinned' };

cases(check, {
  on: { from: '4.3.7', to: '4.3.10', phase: 'pre' },
  passes: {
    'it may be migrated': given([vm('a')]),
    'it is pinned, and down': given([vm('a', { ...pinned, ...down }), vm('b')]),
    'it is the engine': given([vm('a', { ...pinned, origin: 'managed_hosted_engine' }), vm('b')]),
    'it may run on two hosts, and the other is up': given([vm('a', { 'placement_policy/hosts/host/@id': 'h2' })]),
    'passthrough that may be migrated': given([vm('a')], profile('t', 't')),
    'no passthrough, and the profile says it is not migratable': given([vm('a')], profile('f', 'f')),
    'a disk of a snapshot that is not plugged in': given([vm('a')], device('disk', { is_plugged: 'f', snapshot_id: 's1' })),
    'a virtual GPU, which has its own check': given([vm('a')], device('mdev')),
  },
  fails: {
    pinned: {
      ...given([vm('a', pinned)]),
      finds: [{ ...finds('refusesMaintenance', 'it is pinned to its host')[0]!, remedy: 'Shut down a before host h1' }],
    },
    'migrated by hand only': {
      ...given([vm('a', { 'placement_policy/affinity': 'user_migratable' })]),
      finds: [{ ...finds('refusesUpdate', 'it may be migrated by hand only')[0]!, remedy: 'Migrate a by hand' }],
    },
    'bound to a host that is not up': {
      ...given([vm('a', { 'placement_policy/hosts/host/@id': 'h3' })]),
      finds: finds('stays', 'it may run on named hosts only, and no other of them is up'),
    },
    'a device of its host': { ...given([vm('a')], device('hostdev')), finds: finds('stays', 'it has a device of its host') },
    passthrough: {
      ...given([vm('a')], profile('true', 'false')),
      finds: finds('stays', 'a network interface of it is passed through from its host'),
    },
    'SCSI reservations': {
      ...given([vm('a')], { scsi: [{ vm_id: 'a', is_using_scsi_reservation: 't' }] }),
      finds: finds('stays', 'a disk of it holds SCSI reservations'),
    },
    'a disk of a snapshot': {
      ...given([vm('a')], device('disk', { snapshot_id: 's1' })),
      finds: finds('refusesMaintenance', 'a disk of a snapshot is plugged into it'),
    },
    'paused after an error of its storage': {
      ...given([vm('a', { status: 'paused', status_detail: 'eio' })]),
      finds: finds('stays', 'it is paused after an error of its storage'),
    },
    'on its way': {
      ...given([vm('a', { status: 'not_responding' })]),
      finds: [{ message: 'unsettled', data: { name: 'a', host: 'h1', why: 'it is on its way between two states', status: 'not_responding' }, ...at }],
    },
  },
  skips: {
    'nothing runs there': {
      ...given([vm('a', { ...pinned, 'host/@id': 'h2' })]),
      inputs: { hostsToUpdate: ['h1'] },
      because: 'nothing runs on the hosts',
    },
  },
  unknown: {
    'the database does not say which are tied': {
      ...given([vm('a')], { devices: DOWN }),
      because: 'devices of virtual machines are not known: timed out',
    },
    'an account that sees some': {
      given: { ...(given([vm('a')]).given as object), summary: summary(3, 2) } as never,
      because: '1 of 2 virtual machines',
    },
    'a truth that is none': { ...given([vm('a')], profile('maybe', 'f')), because: 'neither true nor false' },
  },
});
