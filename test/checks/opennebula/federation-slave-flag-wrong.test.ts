import check from '../../../checks/opennebula/federation-slave-flag-wrong.ts';
import { cases } from '../../support/cases.ts';
import { on, onedConf } from './clusters.ts';
import { DENIED } from './hosts.ts';

const path = '/etc/one/oned.conf';
const versions = (...slave: (number | null)[]) => slave.map((is_slave, oid) => ({ oid, version: '6.10.0', is_slave }));
const slave = onedConf({ mode: 'SLAVE', zone: 100, master: 'http://192.0.2.1:2633/RPC2' });
const at = { host: 'database', object: 'table local_db_versioning' } as const;

cases(check, {
  on: { from: '6.10.2', to: '7.0.1', phase: 'pre' },
  passes: {
    'one zone': { given: { deployments: onedConf(), versions: versions(0) } },
    'a slave, which was none at first': { given: { deployments: slave, versions: versions(0, 1) } },
    'a master': { given: { deployments: onedConf({ mode: 'MASTER' }), versions: versions(0, 0) } },
  },
  fails: {
    'marked, and alone': {
      given: { deployments: onedConf(), versions: versions(0, 1) },
      finds: [{ message: 'marked', data: { database: 'database', path, mode: 'STANDALONE' }, ...at, remedy: 'ask for support' }],
    },
    'a slave that is not marked, the order of rows is no order': {
      given: { deployments: slave, versions: versions(1, 0).reverse() },
      finds: [{ message: 'unmarked', data: { database: 'database', path }, ...at, remedy: 'onedb restore --federated' }],
    },
  },
  skips: { 'a proxy': { given: { deployments: onedConf({ mode: 'CACHE', master: 'x' }), versions: versions(0) }, because: 'MODE CACHE' } },
  unknown: {
    'no row': { given: { deployments: slave, versions: [] }, because: 'is empty' },
    'front-ends that contradict each other': {
      given: { deployments: on({ fe0: slave, fe1: onedConf() }), versions: versions(1) },
      because: 'different MODEs',
    },
    'oned.conf is denied': { given: { deployments: DENIED, versions: versions(1) }, because: 'permission denied' },
  },
});
