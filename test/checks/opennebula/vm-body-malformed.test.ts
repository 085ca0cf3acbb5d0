import check from '../../../checks/opennebula/vm-body-malformed.ts';
import { cases } from '../../support/cases.ts';
import { broken, DENIED, HOSTILE } from './rows.ts';

const vm = (oid: number, body: string | null, name = `vm${oid}`) => ({ oid, name, body });
const at = (id: number) => ({ object: `virtual machine ${id}`, remedy: `onedb show-body vm --id ${id}` });

cases(check, {
  on: { from: '6.8.3', to: '7.0.1', phase: 'pre' },
  passes: {
    'templates with little in them': {
      given: {
        vms: [
          vm(1, '<VM><TEMPLATE><VMID>1</VMID></TEMPLATE></VM>'),
          vm(2, '<VM><TEMPLATE><DISK><PASSWORD>s3cret-canary</PASSWORD></DISK></TEMPLATE></VM>'),
        ],
      },
    },
    'no virtual machines': { given: { vms: [] } },
  },
  fails: {
    'no template, an empty one, and no XML': {
      given: { vms: [vm(1, '<VM><ID>1</ID></VM>', HOSTILE), vm(2, '<VM><TEMPLATE/></VM>'), broken(3), vm(4, null)] },
      finds: [
        { message: 'missing', data: { id: 1, name: HOSTILE }, ...at(1) },
        { message: 'empty', data: { id: 2, name: 'vm2' }, ...at(2) },
        { message: 'unreadable', data: { id: 3, name: 'broken3' }, ...at(3) },
        { message: 'unreadable', data: { id: 4, name: 'vm4' }, ...at(4) },
      ],
    },
  },
  unknown: {
    'the table may not be read': { given: { vms: DENIED }, because: 'SELECT command denied' },
    'too many of them': { given: { vms: { status: 'too-large', reason: 'more than 67108864 bytes' } }, because: 'bodies of virtual machines' },
  },
});
