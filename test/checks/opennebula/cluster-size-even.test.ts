import check from '../../../checks/opennebula/cluster-size-even.ts';
import { cases } from '../../support/cases.ts';
import { NO_CLUSTER, onedConf, single, three, zone } from './clusters.ts';
import { DENIED } from './hosts.ts';

const of = (...servers: number[]) => ({ deployments: onedConf({ server: 0 }), zones: [zone(0, servers)] });

cases(check, {
  on: { from: '6.10.2', to: '7.0.1', phase: 'pre' },
  passes: {
    three: { given: three() },
    'five, and another zone with two': {
      given: { deployments: onedConf({ mode: 'MASTER', zone: 5, server: 0 }), zones: [zone(0, [0, 1]), zone(5, [0, 1, 2, 3, 7])] },
    },
  },
  fails: {
    two: {
      given: of(0, 1),
      finds: [
        {
          message: 'even',
          data: { zone: 0, count: 2, servers: 'fe0 (id 0), fe1 (id 1)', better: 1 },
          object: 'zone 0',
          remedy: 'onezone server-add',
        },
      ],
    },
    'one that is to become a cluster': { given: of(0), finds: [{ message: 'alone', data: { zone: 0, servers: 'fe0 (id 0)' }, object: 'zone 0' }] },
  },
  skips: { 'one front-end': { given: single(), because: NO_CLUSTER } },
  unknown: {
    'the zone of oned.conf is not in the database': {
      given: { deployments: onedConf({ mode: 'SLAVE', zone: 9, master: 'x' }), zones: [zone(0)] },
      because: 'no readable zone 9',
    },
    'a zone that is no XML': { given: { deployments: onedConf(), zones: [{ oid: 0, name: 'x', body: '<ZONE>' }] }, because: 'no readable zone 0' },
    'a slave without a zone': { given: { deployments: onedConf({ mode: 'SLAVE', zone: 'x' }), zones: [zone(0)] }, because: 'which zone this is' },
    'oned.conf is denied': { given: { deployments: DENIED, zones: [zone(0)] }, because: 'permission denied' },
  },
});
