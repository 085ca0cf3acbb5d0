import check from '../../../checks/opennebula/quota-negative.ts';
import { cases } from '../../support/cases.ts';
import { DENIED } from './rows.ts';

const quota = (id: number, used: string) => `<QUOTAS><ID>${id}</ID>${used}</QUOTAS>`;
const vms = (used: string): string => `<VM_QUOTA><VM><CPU>-1</CPU>${used}</VM></VM_QUOTA>`;
const none: [] = [];

cases(check, {
  on: { from: '6.10.2', to: '7.0.1', phase: 'pre' },
  passes: {
    'no quotas': { given: { users: none, groups: none } },
    'limits of -1 and -2, which are none, and use of nothing': {
      given: {
        users: [{ user_oid: 2, body: quota(2, vms('<CPU_USED>0</CPU_USED><VMS>-2</VMS><VMS_USED>3</VMS_USED>')) }],
        groups: [{ group_oid: 1, body: quota(1, '<DATASTORE_QUOTA></DATASTORE_QUOTA>') }],
      },
    },
  },
  fails: {
    'less than nothing': {
      given: {
        users: [{ user_oid: 2, body: quota(2, vms('<CPU_USED>-1.5</CPU_USED><VMS_USED>-1</VMS_USED>')) }],
        groups: [
          {
            group_oid: 1,
            body: quota(1, '<NETWORK_QUOTA><NETWORK><ID>0</ID><LEASES>10</LEASES><LEASES_USED>-3</LEASES_USED></NETWORK></NETWORK_QUOTA>'),
          },
        ],
      },
      finds: [
        {
          message: 'negative',
          data: { what: 'user', id: 2, used: 'VM_QUOTA/VM/VMS_USED is -1, VM_QUOTA/VM/CPU_USED is -1.5' },
          object: 'user 2',
          remedy: 'onedb fsck',
        },
        { message: 'negative', data: { what: 'group', id: 1, used: 'NETWORK_QUOTA/NETWORK/LEASES_USED is -3' }, object: 'group 1' },
      ],
    },
  },
  unknown: {
    'the table may not be read': { given: { users: DENIED, groups: none }, because: 'quotas of users on database: SELECT' },
    'a body that is no XML': { given: { users: none, groups: [{ group_oid: 1, body: 'x' }] }, because: 'the body of group quotas 1 is no XML' },
  },
});
