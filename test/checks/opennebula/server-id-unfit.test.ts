import check from '../../../checks/opennebula/server-id-unfit.ts';
import { cases } from '../../support/cases.ts';
import { NO_CLUSTER, on, onedConf, single, three, zone } from './clusters.ts';
import { DENIED } from './hosts.ts';

const path = '/etc/one/oned.conf';
const SERVERS = 'fe0 (id 0), fe1 (id 1), fe2 (id 2)';

cases(check, {
  on: { from: '6.10.2', to: '7.0.1', phase: 'installed' },
  passes: {
    'each has its own': { given: three() },
    'the ids have a gap, as after server-del': {
      given: { deployments: on({ a: onedConf({ server: 0 }), b: onedConf({ server: 4 }) }), zones: [zone(0, [0, 4])] },
    },
  },
  fails: {
    'copied by rsync': {
      given: three({}, { fe2: { server: 1 } }),
      finds: [{ message: 'duplicate', data: { path, id: 1, other: 'fe1' }, host: 'fe2', path, remedy: 'its own id' }],
    },
    'none, as it is shipped': {
      given: three({}, { fe1: { server: -1 } }),
      finds: [{ message: 'alone', data: { path, zone: 0, servers: SERVERS }, host: 'fe1', path, remedy: 'onezone show' }],
    },
    'none that is a number': {
      given: three({}, { fe1: { server: '"a"' } }),
      finds: [{ message: 'alone', data: { path, zone: 0, servers: SERVERS }, host: 'fe1', path }],
    },
    'one that the zone does not know': {
      given: three({}, { fe0: { server: 7 } }),
      finds: [{ message: 'unknownServer', data: { path, id: 7, zone: 0, servers: SERVERS }, host: 'fe0', path }],
    },
    'a zone that has no servers yet': {
      given: { deployments: onedConf({ server: 0 }), zones: [zone(0)] },
      finds: [{ message: 'unknownServer', data: { path, id: 0, zone: 0, servers: 'none' }, host: 'frontend', path }],
    },
  },
  skips: { 'one front-end': { given: single(), because: NO_CLUSTER } },
  unknown: {
    'the target names one front-end of three': {
      given: { deployments: onedConf({ server: 0 }), zones: [zone(0, [0, 1, 2])] },
      because: 'fe1 (id 1), fe2 (id 2) too',
    },
    'the database is denied': { given: { deployments: onedConf({ server: 0 }), zones: DENIED }, because: 'permission denied' },
  },
});
