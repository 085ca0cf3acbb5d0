import check from '../../../checks/opennebula/network-in-transition.ts';
import { cases } from '../../support/cases.ts';
import { body, broken, DENIED, tag } from './rows.ts';

const network = (oid: number, state: number) => body(oid, 'VNET', tag('STATE', state));
const found = (message: 'locked' | 'failed', id: number, state: string) => ({
  message,
  data: { id, name: `vnet${id}`, state },
  object: `virtual network ${id}`,
  remedy: `onevnet show ${id}`,
});

cases(check, {
  on: { from: '6.10.2', to: '7.0.1', phase: 'pre' },
  passes: {
    'no networks': { given: { networks: [] } },
    'states that rest, and one that has none': { given: { networks: [network(0, 0), network(1, 1), network(4, 4), body(9, 'VNET', '')] } },
  },
  fails: {
    'locked, failed, and a state to come': {
      given: { networks: [network(2, 2), network(3, 3), network(5, 5), network(6, 6), network(8, 8)] },
      finds: [
        found('locked', 2, 'LOCK_CREATE'),
        found('locked', 3, 'LOCK_DELETE'),
        found('failed', 5, 'ERROR'),
        found('failed', 6, 'UPDATE_FAILURE'),
        found('locked', 8, '8, which is unknown to preflight'),
      ],
    },
  },
  skips: { 'no network has a state': { given: { networks: [body(1, 'VNET', '')] }, because: 'no virtual network has a state' } },
  unknown: {
    'the table may not be read': { given: { networks: DENIED }, because: 'SELECT command denied' },
    'a body that is no XML': { given: { networks: [network(1, 1), broken(2)] }, because: 'the body of virtual network 2 is no XML' },
  },
});
