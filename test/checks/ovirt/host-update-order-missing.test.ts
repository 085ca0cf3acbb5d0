import check from '../../../checks/ovirt/host-update-order-missing.ts';
import { cases } from '../../support/cases.ts';
import { ABSENT, cluster, clusters, DOWN, dataCenter, dataCenters, GIB, host, hosts, summary, UNTIED, vm, vms } from './fleet-answers.ts';

const SPM = { 'spm/status': 'spm' };
const group = (id: string, positive: string) => ({
  id,
  name: id,
  vm_positive: positive,
  vm_enforcing: 't',
  vms_affinity_enabled: 't',
  vds_positive: 't',
  vds_enforcing: 'f',
});
const member = (affinity_group_id: string, vm_id: string) => ({ affinity_group_id, vm_id, vds_id: null });
const given = (all: string[], machines: string[], more: object = {}) => ({
  given: {
    summary: summary(all.length, machines.length),
    clusters: clusters(cluster('c1')),
    dataCenters: dataCenters(dataCenter('d1')),
    hosts: hosts(...all),
    vms: vms(...machines),
    ...UNTIED,
    free: ABSENT,
    statistics: ABSENT,
    groups: [],
    members: [],
    ...more,
  } as never,
});
const order = (text: string) => [{ message: 'order' as const, data: { cluster: 'c1', hosts: text }, object: 'cluster c1' }];
const apart = (hostName: string, name: string) =>
  none('none', hostName, `affinity, or its own list of hosts, lets ${name} run on no other host that is up`);
const none = (done: string, hostName: string, why: string) => ({
  message: 'none' as const,
  data: { cluster: 'c1', done, host: hostName, why },
  object: 'cluster c1',
});
const full = { max_scheduling_memory: 0 };
const on = (id: string) => ({ 'host/@id': id });
const agent = (score: number) => ({
  'hosted_engine/configured': true,
  'hosted_engine/active': true,
  'hosted_engine/local_maintenance': false,
  'hosted_engine/score': score,
});
const engine = { origin: 'managed_hosted_engine' };

cases(check, {
  on: { from: '4.3.7', to: '4.3.10', phase: 'pre' },
  passes: {},
  notes: {
    'the SPM last': { ...given([host('h1', SPM), host('h2')], [vm('a', on('h2'))]), finds: order('h2, h1') },
    'each makes room for the next': {
      ...given(
        [host('h1', full), host('h2', full), host('h3', { ...SPM, max_scheduling_memory: 20 * GIB })],
        [vm('a', { memory: 16 * GIB }), vm('b', { memory: 16 * GIB, ...on('h2') })],
      ),
      finds: order('h1, h2, h3'),
    },
    'one that is in maintenance': {
      ...given([host('h1', SPM), host('h2'), host('h3', { status: 'maintenance' })], [vm('a')]),
      finds: order('h3, h2, h1'),
    },
    'where hosts would swap, which another check warns of': {
      ...given([host('h1', SPM), host('h2')], [vm('a', on('h2'))], { free: [{ vds_id: 'h1', mem_free: 1, swap_free: 0 }] }),
      finds: order('h2, h1'),
    },
    'only those that are to be updated': {
      ...given([host('h1', SPM), host('h2')], [vm('a', on('h2'))]),
      inputs: { hostsToUpdate: ['h2'] },
      finds: order('h2'),
    },
    'the one with the engine last, which another can run': {
      ...given([host('h1', agent(3400)), host('h2', { ...agent(3400), ...SPM })], [vm('e', engine)]),
      finds: order('h1, h2'),
    },
    'machines that stay apart, where there are three hosts': {
      ...given([host('h1', SPM), host('h2'), host('h3')], [vm('a'), vm('b', on('h2'))], {
        groups: [group('g', 'f')],
        members: [member('g', 'a'), member('g', 'b')],
      }),
      finds: order('h3, h2, h1'),
    },
  },
  fails: {
    'there is no room': {
      ...given([host('h1', { ...full, ...SPM }), host('h2', full)], [vm('a'), vm('b', on('h2'))]),
      finds: [
        none('none', 'h1', 'the other hosts have 4200 MiB too little to give'),
        none('none', 'h2', 'the other hosts have 4200 MiB too little to give'),
      ],
    },
    'one is pinned': {
      ...given([host('h1', SPM), host('h2')], [vm('a', { 'placement_policy/affinity': 'pinned' })]),
      finds: [{ ...none('h2', 'h1', 'a cannot leave it, as it is pinned to its host'), remedy: 'hosts-to-update' }],
    },
    'machines that must stay apart, on two hosts': {
      ...given([host('h1', SPM), host('h2')], [vm('a'), vm('b', on('h2'))], {
        groups: [group('g', 'f')],
        members: [member('g', 'a'), member('g', 'b')],
      }),
      finds: [apart('h1', 'a'), apart('h2', 'b')],
    },
    'machines that must stay together do not fit together': {
      ...given(
        [host('h1'), host('h2', { ...SPM, max_scheduling_memory: 6 * GIB }), host('h3', { max_scheduling_memory: 6 * GIB })],
        [vm('a'), vm('b')],
        {
          groups: [group('g', 't')],
          members: [member('g', 'a'), member('g', 'b')],
        },
      ),
      finds: [none('h3, h2', 'h1', 'a with b fits on no other host that is up')],
    },
    'no other can be SPM': {
      ...given([host('h1', SPM), host('h2', { 'spm/priority': -1 })], []),
      finds: [none('h2', 'h1', 'no other host can be SPM')],
    },
    'no other can run the engine': {
      ...given([host('h1', agent(3400)), host('h2', { ...agent(0), ...SPM })], [vm('e', engine)]),
      finds: [none('h2', 'h1', 'no other host can run the engine')],
    },
    'one does not answer': {
      ...given([host('h1', SPM), host('h2'), host('h3', { status: 'non_responsive' })], []),
      finds: [none('h2, h1', 'h3', 'it is non_responsive')],
    },
  },
  skips: { 'no host': { ...given([], []), because: 'no host to update' } },
  unknown: {
    'affinity is not known': { ...given([host('h1', SPM), host('h2')], [], { groups: DOWN }), because: 'affinity is not known: timed out' },
    'what a host could take is not known': {
      ...given([host('h1', SPM), host('h2', { max_scheduling_memory: undefined })], []),
      because: 'what host h2 could take',
    },
    'a machine without memory': { ...given([host('h1', SPM), host('h2')], [vm('a', { memory: undefined })]), because: 'of virtual machine a' },
    'a host of a cluster that is not listed': {
      ...given([host('h1', { 'cluster/@id': 'c9' })], []),
      because: 'does not list the cluster of host h1',
    },
    'an account that sees some': {
      given: { ...(given([host('h1', SPM), host('h2')], []).given as object), summary: summary(2, 4) } as never,
      because: '0 of 4',
    },
  },
});
