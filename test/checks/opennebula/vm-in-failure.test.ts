import check from '../../../checks/opennebula/vm-in-failure.ts';
import { cases } from '../../support/cases.ts';
import { DENIED, vm } from './rows.ts';

const found = (id: number, state: string) => ({
  message: 'failed' as const,
  data: { id, name: `vm${id}`, state },
  object: `virtual machine ${id}`,
  remedy: `onevm recover ${id} --retry`,
});

cases(check, {
  on: { from: '6.10.2', to: '7.0.1', phase: 'pre' },
  passes: {
    'what runs, rests, or is on its way': { given: { vms: [vm(1, 3, 3), vm(2, 8), vm(3, 3, 43), vm(4, 3, 16)] } },
    'the number of a failure where the state is not active': { given: { vms: [vm(1, 8, 36)] } },
  },
  fails: {
    'failures, and a clone that failed': {
      given: { vms: [vm(1, 3, 36), vm(2, 3, 61), vm(3, 11)] },
      finds: [found(1, 'ACTIVE, BOOT_FAILURE'), found(2, 'ACTIVE, PROLOG_MIGRATE_UNKNOWN_FAILURE'), found(3, 'CLONING_FAILURE')],
    },
  },
  unknown: { 'the table may not be read': { given: { vms: DENIED }, because: 'SELECT command denied' } },
});
