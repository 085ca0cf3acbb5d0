import check from '../../../checks/opennebula/raft-servers-out-of-step.ts';
import { cases } from '../../support/cases.ts';
import { NO_CLUSTER, on, single, three, zone } from './clusters.ts';
import { DENIED } from './hosts.ts';

const state = (term: number | string, vote = 0) => [
  { name: 'RAFT_STATE', body: `<TEMPLATE><TERM><![CDATA[${term}]]></TERM><VOTEDFOR><![CDATA[${vote}]]></VOTEDFOR></TEMPLATE>` },
];
const ids = (vm: number, image = 5) => [
  { tablename: 'vm_pool', last_oid: vm },
  { tablename: 'image_pool', last_oid: image },
];
const zones = on({ db0: [zone(0, [0, 1, 2])], db1: [zone(0, [0, 1, 2])], db2: [zone(0, [0, 1, 2])] });
const cluster = { deployments: three().deployments, zones };
const inStep = { raft: on({ db0: state(12), db1: state(12), db2: state(12, -1) }), ids: on({ db0: ids(40), db1: ids(40), db2: ids(40) }) };

cases(check, {
  on: { from: '6.10.2', to: '7.0.1', phase: 'pre' },
  passes: {
    'a cluster that has no servers yet': {
      given: { deployments: three().deployments, zones: [zone(0)], raft: state(0, -1), ids: ids(1) },
    },
    'two of three voted for the leader, and all have the same': { given: { ...cluster, ...inStep } },
  },
  notes: {
    'two servers were added since the election': {
      given: { ...cluster, ...inStep, raft: on({ db0: state(1, 0), db1: state(1, -1), db2: state(1, -1) }) },
      finds: [{ message: 'fewVotes', data: { term: 1, servers: 3, server: 0, votes: 1 }, object: 'RAFT_STATE' }],
    },
    'a machine was made while it was looked': {
      given: { ...cluster, raft: inStep.raft, ids: on({ db0: ids(42), db1: ids(42), db2: ids(40) }) },
      finds: [{ message: 'lag', data: { database: 'db2', table: 'vm_pool', last: 40, most: 42 }, host: 'db2', object: 'vm_pool' }],
    },
  },
  fails: {
    'one hears no leader': {
      given: { ...cluster, ...inStep, raft: on({ db0: state(12), db1: state(12), db2: state(9, 2) }) },
      finds: [{ message: 'termBehind', data: { database: 'db2', term: 9, newest: 12 }, host: 'db2', object: 'RAFT_STATE', remedy: 'onezone show' }],
    },
    'each votes for itself': {
      given: { ...cluster, ...inStep, raft: on({ db0: state(12, 0), db1: state(12, 1), db2: state(12, 2) }) },
      finds: [{ message: 'noLeader', data: { term: 12, servers: 3, server: 0, votes: 1 }, object: 'RAFT_STATE', remedy: '[RCM]' }],
    },
    'nobody voted': {
      given: { ...cluster, ...inStep, raft: on({ db0: state(0, -1), db1: state(0, -1), db2: state(0, -1) }) },
      finds: [{ message: 'noLeader', data: { term: 0, servers: 3, server: 'none', votes: 0 }, object: 'RAFT_STATE' }],
    },
    'one has old data, in its worst pool': {
      given: { ...cluster, raft: inStep.raft, ids: on({ db0: ids(40, 9), db1: ids(37, 9), db2: ids(40, 9) }) },
      finds: [{ message: 'dataBehind', data: { database: 'db1', table: 'vm_pool', last: 37, most: 40 }, host: 'db1', object: 'vm_pool' }],
    },
    'one lacks a pool and its state': {
      given: {
        ...cluster,
        raft: on({ db0: state(12), db1: state(12), db2: [] }),
        ids: on({ db0: ids(40), db1: ids(40), db2: [{ tablename: 'vm_pool', last_oid: 40 }] }),
      },
      finds: [
        { message: 'stateMissing', data: { database: 'db2' }, host: 'db2', object: 'RAFT_STATE' },
        { message: 'dataBehind', data: { database: 'db2', table: 'image_pool', last: -1, most: 5 }, host: 'db2', object: 'image_pool' },
      ],
    },
  },
  skips: { 'one front-end': { given: { ...single(), raft: state(0, -1), ids: ids(1) }, because: NO_CLUSTER } },
  unknown: {
    'the target names one database of three': {
      given: { ...three(), raft: state(12), ids: ids(40) },
      because: 'the zone has 3 servers, and 1 of their databases',
    },
    'a term that is no number': {
      given: { ...cluster, ...inStep, raft: on({ db0: state(12), db1: state(12), db2: state('x') }) },
      because: 'TERM is no number',
    },
    'a database is denied': {
      given: { ...cluster, ...inStep, raft: on({ db0: state(12), db1: DENIED, db2: state(12) }) },
      because: 'permission denied',
    },
  },
});
