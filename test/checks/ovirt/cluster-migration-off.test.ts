import check from '../../../checks/ovirt/cluster-migration-off.ts';
import { cases } from '../../support/cases.ts';
import { ABSENT, cluster, clusters, DOWN, down, host, hosts, summary, vm, vms } from './fleet-answers.ts';

const MAP = '{"undefined":"true","x86":"true","ppc":"true","s390x":"false"}';
const option = (value: string, version = '4.3') => [{ option_name: 'IsMigrationSupported', option_value: value, version }];
const given = (fields: object, machines: string[], options: unknown = option(MAP)) => ({
  given: {
    summary: summary(1, machines.length),
    clusters: clusters(cluster('c1', fields as never)),
    hosts: hosts(host('h1')),
    vms: vms(...machines),
    options: options as never,
  },
});
const pinned = { 'placement_policy/affinity': 'pinned' };
const object = 'cluster c1';

cases(check, {
  on: { from: '4.3.7', to: '4.3.10', phase: 'pre' },
  passes: {
    'they migrate': given({}, [vm('a')]),
    'POWER, by its family': given({ 'cpu/architecture': 'ppc64' }, [vm('a')]),
    'the architecture itself is named': given({}, [vm('a')], option('{"x86_64":"true","undefined":"false"}')),
    'one is pinned, and another is not': given({}, [vm('a', pinned), vm('b')]),
    'the others are pinned, and down': given({}, [vm('a'), vm('b', { ...pinned, ...down })]),
  },
  fails: {
    'not on this architecture': {
      ...given({ 'cpu/architecture': 's390x' }, [vm('a')]),
      finds: [{ message: 'unsupported', data: { cluster: 'c1', architecture: 's390x' }, object }],
    },
    'none of them may': {
      ...given({}, [vm('a', pinned), vm('b', { 'placement_policy/affinity': 'user_migratable' }), vm('e', { origin: 'managed_hosted_engine' })]),
      finds: [{ message: 'allFixed', data: { cluster: 'c1', count: '2 virtual machines' }, object }],
    },
    'another policy for hosts that fail': {
      ...given({ 'error_handling/on_error': 'migrate_highly_available' }, [vm('a')]),
      finds: [{ message: 'onError', data: { cluster: 'c1', policy: 'migrate_highly_available' }, object, remedy: 'Resilience Policy' }],
    },
  },
  skips: { 'nothing runs': { ...given({ 'error_handling/on_error': 'do_not_migrate' }, [vm('a', down)]), because: 'nothing runs' } },
  unknown: {
    'the database cannot be asked': { ...given({}, [vm('a')], DOWN), because: 'timed out' },
    'another level than that of the cluster': { ...given({}, [vm('a')], option(MAP, '4.2')), because: 'is not known' },
    'no such option': { ...given({}, [vm('a')], ABSENT), because: 'not there' },
    'an account that sees some': {
      given: { summary: summary(1, 2), clusters: clusters(cluster('c1')), hosts: hosts(host('h1')), vms: vms(vm('a')), options: option(MAP) },
      because: '1 of 2 virtual machines',
    },
  },
});
