import check from '../../../checks/ovirt/cluster-host-alone.ts';
import { cases } from '../../support/cases.ts';
import { cluster, clusters, DOWN, dataCenter, dataCenters, down, host, hosts, summary, vm, vms } from './fleet-answers.ts';

const given = (all: string[], machines: string[], center = {}) => ({
  given: {
    summary: summary(all.length, machines.length),
    clusters: clusters(cluster('c1'), cluster('c2')),
    dataCenters: dataCenters(dataCenter('d1', center)),
    hosts: hosts(...all),
    vms: vms(...machines),
  },
});
const away = { status: 'maintenance' };

cases(check, {
  on: { from: '4.3.7', to: '4.3.10', phase: 'pre' },
  passes: {
    'two are up': given([host('h1'), host('h2')], [vm('a')]),
    'one of three is away': given([host('h1'), host('h2'), host('h3', away)], [vm('a')]),
    'local storage, and nothing runs': given([host('h1')], [vm('a', down)], { local: true }),
  },
  fails: {
    'the other is away': {
      ...given([host('h1'), host('h2', away)], [vm('a'), vm('b', { status: 'paused' })]),
      finds: [
        {
          message: 'alone',
          data: { name: 'h1', count: '2 virtual machines', cluster: 'c1' },
          object: 'host h1',
          remedy: 'Activate or add another host in cluster c1',
        },
      ],
    },
    'the other is of another cluster': {
      ...given([host('h1'), host('h2', { 'cluster/@id': 'c2' }), host('h3', { 'cluster/@id': 'c2' })], [vm('a')]),
      finds: [{ message: 'alone', data: { name: 'h1', count: '1 virtual machine', cluster: 'c1' }, object: 'host h1' }],
    },
    'the only one, and nothing runs': {
      ...given([host('h1')], [vm('s', { status: 'suspended', 'host/@id': undefined })]),
      finds: [{ message: 'single', data: { name: 'h1', cluster: 'c1' }, object: 'host h1' }],
    },
    'two, of which one is up': {
      ...given([host('h1'), host('h2', away)], []),
      finds: [{ message: 'oneUp', data: { name: 'h1', cluster: 'c1', count: '2 hosts' }, object: 'cluster c1' }],
    },
    'local storage': {
      ...given([host('h1')], [vm('a')], { local: true }),
      finds: [{ message: 'local', data: { name: 'h1', count: '1 virtual machine' }, object: 'host h1' }],
    },
  },
  skips: { 'no host': { ...given([], []), because: 'no host to update' } },
  unknown: {
    'an account that sees some machines': {
      given: { ...given([host('h1'), host('h2')], []).given, summary: summary(2, 7) },
      because: '0 of 7 virtual machines',
    },
    'the engine does not answer': { given: { ...given([], []).given, vms: DOWN }, because: 'timed out' },
  },
});
