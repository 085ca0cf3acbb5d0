import check from '../../../checks/ovirt/host-load-high.ts';
import { cases } from '../../support/cases.ts';
import { DOWN, host, hosts, statistics, summary } from './fleet-answers.ts';

const use = (user: number, system: number, used: number) => ({
  'cpu.current.user': user,
  'cpu.current.system': system,
  'cpu.current.idle': 100 - user - system,
  'memory.total': 1000,
  'memory.used': used,
});
const given = (values: Readonly<Record<string, number>>, fields = {}) => ({
  given: { summary: summary(1), hosts: hosts(host('h1', fields)), statistics: statistics({ h1: values }) },
});
const object = 'host h1';

cases(check, {
  on: { from: '4.3.7', to: '4.3.10', phase: 'pre' },
  passes: { 'just below': given(use(30.5, 19.4, 749)), 'nothing runs': given(use(0, 0, 20)) },
  fails: {
    'at the limits': {
      ...given(use(30, 20, 750)),
      finds: [
        { message: 'cpu', data: { name: 'h1', percent: 50 }, object },
        { message: 'memory', data: { name: 'h1', percent: 75 }, object },
      ],
    },
    'something migrates': {
      ...given(use(1, 1, 10), { 'summary/migrating': 2 }),
      finds: [{ message: 'migrating', data: { name: 'h1', count: '2 virtual machines' }, object }],
    },
  },
  skips: { 'the host is in maintenance': { ...given(use(90, 9, 990), { status: 'maintenance' }), because: 'no host that is to be updated is up' } },
  unknown: {
    'nothing is measured yet': {
      ...given({ 'memory.total': 1000, 'memory.used': 0, 'cpu.current.user': 0, 'cpu.current.system': 0, 'cpu.current.idle': 0 }),
      because: 'no statistics of host h1',
    },
    'no statistics of this host': {
      given: { summary: summary(1), hosts: hosts(host('h1')), statistics: statistics({ h2: use(1, 1, 1) }) },
      because: 'no statistics of host h1',
    },
    'the engine does not answer': { given: { summary: summary(1), hosts: hosts(host('h1')), statistics: DOWN }, because: 'timed out' },
  },
});
