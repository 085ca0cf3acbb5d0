import check from '../../../checks/opennebula/vm-unknown.ts';
import { cases } from '../../support/cases.ts';
import { DENIED, vm } from './rows.ts';

cases(check, {
  on: { from: '6.10.2', to: '7.0.1', phase: 'pre' },
  passes: { 'known, and one whose number is stale': { given: { vms: [vm(1, 3, 3), vm(2, 8, 16)] } } },
  fails: {
    'an active one that nobody sees': {
      given: { vms: [vm(1, 3, 16), vm(2, 3, 3)] },
      finds: [{ message: 'unknown', data: { id: 1, name: 'vm1' }, object: 'virtual machine 1', remedy: 'onevm show 1' }],
    },
  },
  unknown: { 'the table may not be read': { given: { vms: DENIED }, because: 'SELECT command denied' } },
});
