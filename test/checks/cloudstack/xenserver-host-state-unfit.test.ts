import check from '../../../checks/cloudstack/xenserver-host-state-unfit.ts';
import { cases } from '../../support/cases.ts';
import { cluster, db1, db2, denied, inventory, kvm, patched, pending, UUID } from './xenserver.ts';

const given = { ...pending, clusters: [cluster] };
const state = (status: string | null) => ({ given: { ...given, hosts: [{ ...db1, status }] } });

cases(check, {
  on: { from: '3.0.6', to: '4.3.2', phase: 'post' },
  passes: {
    Up: { given },
    Alert: state('Alert'),
    Disconnected: state('Disconnected'),
    Down: state('Down'),
    'Connecting, in a cluster that is unmanaged already': {
      given: { ...given, hosts: [{ ...db1, status: 'Connecting' }], clusters: [{ ...cluster, managed_state: 'Unmanaged' }] },
    },
  },
  fails: {
    Connecting: {
      ...state('Connecting'),
      finds: [
        {
          message: 'unfit',
          data: { title: 'xs1.example (host 1)', state: 'Connecting', cluster: 'pool1' },
          object: 'host 1',
          remedy: 'Wait some minutes',
        },
      ],
    },
    'a state that nobody knows': {
      given: { ...given, hosts: [{ ...db1, status: "\u001b[2J'" }], clusters: [{ ...cluster, name: null }] },
      finds: [{ message: 'unfit', data: { title: 'xs1.example (host 1)', state: "\u001b[2J'", cluster: 3 }, object: 'host 1' }],
    },
  },
  skips: {
    'no XenServer host': { given: { hosts: [kvm], clusters: [] }, because: 'no XenServer host' },
    'the hotfix is there': { given: { ...patched, hosts: [{ ...db1, status: 'Connecting' }], clusters: [cluster] }, because: 'has the hotfix' },
    'another release': {
      given: { ...given, inventories: { on: { xs1: inventory(UUID.xs1, '6.2') } } },
      because: 'no XenServer host is of release 6.0.2',
    },
  },
  unknown: {
    'a host without a state': { ...state(null), because: 'no state of XenServer host xs1.example' },
    'a host that the target does not name': {
      given: { hosts: [db1], inventories: { on: {} }, software: { on: {} }, clusters: [cluster] },
      because: 'name it in the target',
    },
    'another cluster that was not asked': {
      given: { ...given, hosts: [db1, { ...db2, cluster_id: 4 }], clusters: [cluster, { ...cluster, id: 4 }] },
      because: 'the cluster of xs2.example (host 2) still needs',
    },
    'the database refuses us': { given: { ...given, clusters: denied }, because: 'SELECT command denied' },
  },
});
