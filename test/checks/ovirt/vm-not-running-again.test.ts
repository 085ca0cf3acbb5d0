import check from '../../../checks/ovirt/vm-not-running-again.ts';
import { cases } from '../../support/cases.ts';
import { ABSENT, DOWN, down, HOSTILE, host, hosts, summary, vm, vms } from './fleet-answers.ts';

const given = (was: string[], is: string[]) => ({
  given: {
    summary: summary(2, is.length),
    summaryBefore: summary(2, was.length),
    earlier: vms(...was),
    vms: vms(...is),
    hosts: hosts(host('h1'), host('h2')),
  },
});
const at = { object: 'virtual machine a' };

cases(check, {
  on: { from: '4.3.7', to: '4.3.10', phase: 'post' },
  passes: {
    'all run where they ran': given([vm('a'), vm('b', down)], [vm('a'), vm('b', down)]),
    'one that was down runs now, and a new one is down': given([vm('a'), vm('b', down)], [vm('a'), vm('b'), vm('c', down)]),
    'it migrates just now': given([vm('a')], [vm('a', { status: 'migrating' })]),
  },
  notes: {
    'on another host': {
      ...given([vm('a'), vm('b')], [vm('a', { 'host/@id': 'h2' }), vm('b', { 'host/@id': 'h2' })]),
      finds: [{ message: 'moved', data: { host: 'h1', count: '2 virtual machines run' }, object: 'host h1' }],
    },
  },
  fails: {
    ...Object.fromEntries(
      ['down', 'paused', 'unknown', 'not_responding', 'suspended'].map(status => [
        `it is ${status}`,
        {
          ...given([vm('a')], [vm('a', { status, 'host/@id': undefined })]),
          finds: [{ message: 'lost' as const, data: { name: 'a', was: 'up', status }, ...at }],
        },
      ]),
    ),
    'it is gone': {
      ...given([vm('a', { name: HOSTILE })], []),
      finds: [{ message: 'gone', data: { name: HOSTILE, was: 'up' }, object: `virtual machine ${HOSTILE}` }],
    },
    'it is waiting to be started': {
      ...given([vm('a')], [vm('a', { status: 'wait_for_launch' })]),
      finds: [{ message: 'unsettled', data: { name: 'a', was: 'up', status: 'wait_for_launch' }, ...at }],
    },
  },
  skips: { 'none ran': { ...given([vm('a', down)], [vm('a', down)]), because: 'no virtual machine ran before' } },
  unknown: {
    'the snapshot from before does not have it': { given: { ...given([], [vm('a')]).given, earlier: ABSENT }, because: 'not there' },
    'an account that saw some before': {
      given: { ...given([vm('a')], [vm('a')]).given, summaryBefore: summary(2, 3) },
      because: '1 of 3 virtual machines',
    },
    'an account that sees some': { given: { ...given([vm('a')], [vm('a')]).given, summary: summary(2, 8) }, because: '1 of 8 virtual machines' },
    'the engine does not answer': { given: { ...given([vm('a')], []).given, vms: DOWN }, because: 'timed out' },
  },
});
