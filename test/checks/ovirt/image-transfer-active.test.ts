import check from '../../../checks/ovirt/image-transfer-active.ts';
import { cases } from '../../support/cases.ts';

const transfer = (phase: number | string, host: string | null = 'h1') => ({ command_id: 't1', disk_id: 'd1', phase, vds_id: host });
const names = { hosts: [{ vds_id: 'h1', vds_name: 'node1' }], names: [{ vm_guid: 'v1', vm_name: 'db01' }] };
const data = (phase: string, host = 'host node1') => ({ id: 't1', disk: 'd1', host, phase });

cases(check, {
  on: { from: '4.4.9', to: '4.4.10', phase: 'pre' },
  passes: {
    'none, before 4.4': { given: { transfers: [], ...names } },
    'transfers that are over': { given: { transfers: [9, 10, 11, 13].map(phase => transfer(phase)), ...names } },
    'backups that are over': {
      given: { transfers: [], backups: ['Succeeded', 'Failed'].map(phase => ({ backup_id: 'b1', vm_id: 'v1', phase })), ...names },
    },
  },
  fails: {
    transferring: {
      given: { transfers: [transfer(2)], ...names },
      finds: [{ message: 'active', data: data('transferring'), object: 'transfer t1' }],
    },
    'cleaning up': {
      given: { transfers: [transfer(12)], ...names },
      finds: [{ message: 'active', data: data('cleaning up'), object: 'transfer t1' }],
    },
    paused: {
      given: { transfers: [transfer(5, null)], ...names },
      finds: [{ message: 'paused', data: data('paused by the user', 'no host'), object: 'transfer t1', remedy: 'Resume or cancel' }],
    },
    'a host without a name': {
      given: { transfers: [transfer(1)], hosts: { status: 'denied', reason: 'no' } },
      finds: [{ message: 'active', data: data('initializing', 'host h1'), object: 'transfer t1' }],
    },
    'a backup, with a hostile phase': {
      given: { transfers: [], backups: [{ backup_id: 'b1', vm_id: 'v1', phase: 'Ready\u001b[2J' }], ...names },
      finds: [{ message: 'backup', data: { id: 'b1', vm: 'db01', phase: 'Ready\u001b[2J' }, object: 'virtual machine db01' }],
    },
  },
  unknown: {
    'a phase that nobody knows': { given: { transfers: [transfer(14)], ...names }, because: 'a phase (14) that preflight does not know' },
    'a phase that is none': { given: { transfers: [transfer('x')], ...names }, because: 'column phase is no phase of a transfer' },
    'backups are denied': {
      given: { transfers: [], backups: { status: 'denied', reason: 'permission denied for table vm_backups' }, ...names },
      because: 'vm_backups',
    },
  },
});
