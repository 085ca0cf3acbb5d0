import check from '../../../checks/opennebula/zone-disabled.ts';
import { cases } from '../../support/cases.ts';
import { zone } from './clusters.ts';
import { DENIED } from './hosts.ts';

cases(check, {
  on: { from: '6.10.2', to: '7.0.1', phase: 'post' },
  passes: { enabled: { given: { zones: [zone(0), zone(100, [0, 1, 2])] } } },
  fails: {
    'one of two': {
      given: { zones: [zone(0), zone(100, [], '<STATE>1</STATE>')] },
      finds: [{ message: 'disabled', data: { id: 100, name: 'zone100' }, object: 'zone 100', remedy: 'onezone enable 100' }],
    },
  },
  skips: { 'a release without such a state': { given: { zones: [zone(0, [], '')] }, from: '6.0.0', to: '6.0.3', because: 'before OpenNebula 6.2' } },
  unknown: {
    'a state that is not known': { given: { zones: [zone(0, [], '<STATE>7</STATE>')] }, because: 'the state of zone 0 cannot be read: 7' },
    'a body that is no XML': { given: { zones: [{ oid: 3, name: 'x', body: '<ZONE' }] }, because: 'the state of zone 3' },
    denied: { given: { zones: DENIED }, because: 'permission denied' },
  },
});
