import check from '../../../checks/cloudstack/xenserver-cluster-managed-before-hotfix.ts';
import { cases } from '../../support/cases.ts';
import { cluster, db1, denied, kvm, patched, pending } from './xenserver.ts';

const state = (managed_state: string | null) => ({ given: { ...pending, clusters: [{ ...cluster, managed_state }] } });
const at = { object: 'cluster 3' };
const data = { cluster: 'pool1 (id 3)' };

cases(check, {
  on: { from: '2.2.14', to: '4.3.1', phase: 'post' },
  passes: {
    Unmanaged: state('Unmanaged'),
    'a managed cluster of KVM beside it, and a removed one': {
      given: {
        ...pending,
        clusters: [
          { ...cluster, managed_state: 'Unmanaged' },
          { ...cluster, id: 8, hypervisor_type: 'KVM' },
          { ...cluster, id: 9, removed: '2013-01-01 00:00:00' },
        ],
      },
    },
  },
  fails: {
    Managed: { ...state('Managed'), finds: [{ message: 'managed', data, ...at, remedy: 'Actions, Unmanage' }] },
    'on its way': { ...state('PrepareUnmanaged'), finds: [{ message: 'pending', data, ...at, remedy: 'Wait until' }] },
    'it failed': { ...state('PrepareUnmanagedError'), finds: [{ message: 'failed', data, ...at }] },
    'a state that nobody knows': { ...state('unmanaged?'), finds: [{ message: 'unexpected', data: { ...data, state: 'unmanaged?' }, ...at }] },
  },
  skips: {
    'no XenServer host': { given: { hosts: [kvm], clusters: [] }, because: 'no XenServer host' },
    'the hotfix is there': { given: { ...patched, clusters: [cluster] }, because: 'no XenServer host waits' },
  },
  unknown: {
    'no state': { ...state(null), because: 'no managed state' },
    'the host was not asked': {
      given: { hosts: [db1], inventories: { on: {} }, software: { on: {} }, clusters: [cluster] },
      because: 'name it in the target',
    },
    'the hotfixes cannot be listed': {
      given: { ...pending, software: { on: { xs1: { status: 'denied', reason: '/var/patch: permission denied' } } }, clusters: [cluster] },
      because: '/var/patch: permission denied',
    },
    'the database refuses us': { given: { ...pending, clusters: denied }, because: 'SELECT command denied' },
  },
});
