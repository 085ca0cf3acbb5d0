import check from '../../../checks/opennebula/imported-vm-left.ts';
import { cases } from '../../support/cases.ts';
import { ABSENT, DENIED, versionRows, vm } from './rows.ts';

const versions = versionRows('6.10.0');
const found = (message: 'forgotten' | 'stops', id: number) => ({
  message,
  data: { id, name: `vm${id}`, state: 'ACTIVE, RUNNING' },
  object: `virtual machine ${id}`,
  remedy: `onevm show ${id}`,
});

cases(check, {
  on: { from: '6.10.2', to: '7.0.1', phase: 'pre' },
  passes: {
    'none was ever imported': { given: { versions, imported: [], vms: [vm(1, 3, 3)] } },
    'imported ones are DONE': { given: { versions, imported: [{ vmid: 7 }], vms: [vm(1, 3, 3)] } },
  },
  fails: {
    'one is left': { given: { versions, imported: [{ vmid: 7 }, { vmid: 8 }], vms: [vm(1, 3, 3), vm(7, 3, 3)] }, finds: [found('forgotten', 7)] },
    'and the target is 7.0.0': { given: { versions, imported: [{ vmid: 7 }], vms: [vm(7, 3, 3)] }, to: '7.0.0', finds: [found('stops', 7)] },
  },
  skips: { 'a database without the table': { given: { versions, imported: ABSENT, vms: [vm(7, 3, 3)] }, because: 'no table vm_import' } },
  unknown: {
    'the table may not be read': { given: { versions, imported: DENIED, vms: [] }, because: 'SELECT command denied' },
    'it is another database': { given: { versions: ABSENT, imported: ABSENT, vms: [] }, because: 'versions of the database' },
  },
});
