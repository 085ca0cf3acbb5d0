import check from '../../../checks/opennebula/vm-state-worse.ts';
import { cases } from '../../support/cases.ts';
import { DENIED, vm } from './rows.ts';

const at = (id: number) => ({ object: `virtual machine ${id}`, remedy: `onevm show ${id}` });
const none: [] = [];

cases(check, {
  on: { from: '6.10.2', to: '7.0.1', phase: 'post' },
  passes: {
    'everything as it was': { given: { earlier: [vm(1, 3, 3), vm(2, 8)], vms: [vm(1, 3, 3), vm(2, 8)], imported: none } },
    'more than before': { given: { earlier: [vm(1, 3, 16), vm(2, 8)], vms: [vm(1, 3, 3), vm(2, 3, 3), vm(3, 3, 3)], imported: none } },
    'unknown before and after, and gone without having run': { given: { earlier: [vm(1, 3, 16), vm(2, 8)], vms: [vm(1, 3, 16)], imported: none } },
    'imported ones, which the migration gives up': { given: { earlier: [vm(1, 3, 3)], vms: [], imported: [{ vmid: 1 }] } },
    'the installation before had no table for imported ones': {
      given: { earlier: [vm(1, 3, 3)], vms: [vm(1, 3, 3)], imported: { status: 'absent', reason: 'not there' } },
    },
  },
  fails: {
    'one runs no more, one is gone, one is not seen': {
      given: { earlier: [vm(1, 3, 3), vm(2, 3, 3), vm(3, 3, 3), vm(4, 8)], vms: [vm(1, 8), vm(3, 3, 16), vm(4, 3, 16)], imported: none },
      finds: [
        { message: 'notRunning', data: { id: 1, name: 'vm1', state: 'POWEROFF' }, ...at(1) },
        { message: 'gone', data: { id: 2, name: 'vm2' }, ...at(2) },
        { message: 'unknown', data: { id: 3, name: 'vm3', earlier: 'ACTIVE, RUNNING' }, ...at(3) },
        { message: 'unknown', data: { id: 4, name: 'vm4', earlier: 'POWEROFF' }, ...at(4) },
      ],
    },
  },
  unknown: {
    'the table may not be read': { given: { vms: DENIED, earlier: [], imported: none }, because: 'SELECT command denied' },
    'there is no snapshot from before': { given: { vms: [] }, because: 'is not there' },
  },
});
