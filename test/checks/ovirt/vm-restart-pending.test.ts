import check from '../../../checks/ovirt/vm-restart-pending.ts';
import { cases } from '../../support/cases.ts';
import { DOWN, down, HOSTILE, summary, vm, vms } from './fleet-answers.ts';

const given = (...all: string[]) => ({ given: { summary: summary(1, all.length), vms: vms(...all) } });
const waits = { next_run_configuration_exists: true };

cases(check, {
  on: { from: '4.3.7', to: '4.3.10', phase: 'post' },
  passes: {
    'none waits': given(vm('a', { next_run_configuration_exists: false }), vm('b')),
    'it waits, and is down': given(vm('a'), vm('b', { ...waits, ...down })),
  },
  fails: {
    'it waits': {
      ...given(vm('a', { ...waits, name: HOSTILE })),
      finds: [{ message: 'pending', data: { name: HOSTILE }, object: `virtual machine ${HOSTILE}` }],
    },
  },
  skips: { 'nothing runs': { ...given(vm('a', down)), because: 'no virtual machine runs' } },
  unknown: {
    'an account that sees some': { given: { summary: summary(1, 5), vms: vms(vm('a')) }, because: '1 of 5 virtual machines' },
    'the engine does not answer': { given: { summary: DOWN, vms: DOWN }, because: 'timed out' },
  },
});
