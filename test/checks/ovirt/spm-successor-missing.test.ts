import check from '../../../checks/ovirt/spm-successor-missing.ts';
import { cases } from '../../support/cases.ts';
import { cluster, clusters, DOWN, dataCenter, dataCenters, host, hosts, summary } from './fleet-answers.ts';

const SPM = { 'spm/status': 'spm' };
const NEVER = { 'spm/priority': -1 };
const given = (
  all: string[],
  { center = {}, tasks = [], groups = [cluster('c1')] }: { center?: object; tasks?: unknown; groups?: string[] } = {},
) => ({
  given: {
    summary: summary(all.length),
    dataCenters: dataCenters(dataCenter('d1', center as never)),
    clusters: clusters(...groups),
    hosts: hosts(...all),
    tasks: tasks as never,
  },
});
const task = (id: string, pool: string | null) => ({ task_id: id, storage_pool_id: pool });
const last = { message: 'last' as const, data: { name: 'h1', dataCenter: 'd1' }, object: 'host h1', remedy: '' };

cases(check, {
  on: { from: '4.3.7', to: '4.3.10', phase: 'pre' },
  passes: {
    'the SPM is not to be updated': { ...given([host('h1', SPM), host('h2')]), inputs: { hostsToUpdate: ['h2'] } },
  },
  notes: {
    'one SPM and one that can take over': { ...given([host('h1', SPM), host('h2')]), finds: [last] },
    'tasks of another data center': { ...given([host('h1', SPM), host('h2')], { tasks: [task('t1', 'd2'), task('t2', null)] }), finds: [last] },
  },
  fails: {
    'none, although the data center is up': {
      ...given([host('h1'), host('h2')]),
      finds: [{ message: 'none', data: { dataCenter: 'd1', status: 'up' }, object: 'data center d1', remedy: 'Select as SPM' }],
    },
    'none, as no host can': {
      ...given([host('h1', NEVER), host('h2', { status: 'non_operational' })], { center: { status: 'problematic' } }),
      finds: [{ message: 'none', data: { dataCenter: 'd1', status: 'problematic' }, object: 'data center d1' }],
    },
    'two at once': {
      ...given([host('h1', SPM), host('h2', SPM), host('h3')]),
      inputs: { hostsToUpdate: ['h3'] },
      finds: [{ message: 'several', data: { dataCenter: 'd1', hosts: 'h1, h2' }, object: 'data center d1' }],
    },
    contending: {
      ...given([host('h1', { 'spm/status': 'contending' }), host('h2')]),
      finds: [{ message: 'contending', data: { name: 'h1', dataCenter: 'd1' }, object: 'host h1' }],
    },
    'the other never becomes SPM': {
      ...given([host('h1', SPM), host('h2', NEVER)]),
      finds: [{ message: 'onlyCandidate', data: { name: 'h1', dataCenter: 'd1' }, object: 'host h1' }],
    },
    'the other is in a cluster for Gluster alone': {
      ...given([host('h1', SPM), host('h2', { 'cluster/@id': 'c2' })], { groups: [cluster('c1'), cluster('c2', { virt_service: false })] }),
      finds: [{ message: 'onlyCandidate', data: { name: 'h1', dataCenter: 'd1' }, object: 'host h1' }],
    },
    'the other is of another data center': {
      ...given([host('h1', SPM), host('h2', { 'cluster/@id': 'c2' })], { groups: [cluster('c1'), cluster('c2', { 'data_center/@id': 'd2' })] }),
      finds: [{ message: 'onlyCandidate', data: { name: 'h1', dataCenter: 'd1' }, object: 'host h1' }],
    },
    'it has tasks': {
      ...given([host('h1', SPM), host('h2')], { tasks: [task('t1', 'd1'), task('t2', 'd1')] }),
      finds: [{ message: 'tasks', data: { name: 'h1', dataCenter: 'd1', count: '2 tasks are' }, object: 'host h1' }, last],
    },
    'local storage': {
      ...given([host('h1', SPM)], { center: { local: true } }),
      finds: [{ message: 'local', data: { dataCenter: 'd1', name: 'h1' }, object: 'host h1' }],
    },
  },
  skips: {
    'no storage': { ...given([host('h1')], { center: { status: 'uninitialized' } }), because: 'no data center has storage' },
    'no host in it': { ...given([]), because: 'no data center has storage and hosts' },
  },
  unknown: {
    'its tasks are not known': { ...given([host('h1', SPM), host('h2')], { tasks: DOWN }), because: 'unfinished tasks is not known: timed out' },
    'an account that sees some': { given: { ...given([host('h1', SPM), host('h2')]).given, summary: summary(3) }, because: '2 of 3 hosts' },
  },
});
