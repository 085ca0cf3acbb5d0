import check from '../../../checks/opennebula/host-in-error.ts';
import { cases } from '../../support/cases.ts';
import { DENIED, HOSTILE, host } from './rows.ts';

cases(check, {
  on: { from: '6.10.2', to: '7.0.1', phase: 'pre' },
  passes: {
    'monitored, initial, disabled, offline': { given: { hosts: [host(1, 2), host(2, 0), host(3, 4), host(4, 8)] } },
    'no hosts': { given: { hosts: [] } },
  },
  fails: {
    'before the upgrade': {
      given: { hosts: [host(1, 3, HOSTILE), host(2, 2)] },
      finds: [{ message: 'error', data: { id: 1, name: HOSTILE }, object: 'host 1', remedy: 'onehost sync --force 1' }],
    },
    'after the upgrade': {
      given: { hosts: [host(1, 3)] },
      phase: 'post',
      finds: [{ message: 'errorAfter', data: { id: 1, name: 'node1' }, object: 'host 1' }],
    },
    'states of old releases, and of one to come': {
      given: { hosts: [host(5, 5), host(1, 1), host(9, 9)] },
      finds: [
        { message: 'legacy', data: { id: 1, name: 'node1', state: 'MONITORING_MONITORED' }, object: 'host 1', remedy: 'onehost disable 1' },
        { message: 'legacy', data: { id: 5, name: 'node5', state: 'MONITORING_ERROR' }, object: 'host 5' },
        { message: 'legacy', data: { id: 9, name: 'node9', state: '9, which is unknown to preflight' }, object: 'host 9' },
      ],
    },
  },
  unknown: { 'the table may not be read': { given: { hosts: DENIED }, because: 'states of hosts on database' } },
});
