import check from '../../../checks/cloudstack/xenserver-cluster-left-unmanaged.ts';
import { cases } from '../../support/cases.ts';
import { applied, cluster, db1, denied, inventory, kvm, patched, pending, UUID } from './xenserver.ts';

const state = (managed_state: string) => ({ given: { ...patched, clusters: [{ ...cluster, managed_state }] } });
const left = (state: string) => [{ message: 'left' as const, data: { cluster: 'pool1 (id 3)', state }, object: 'cluster 3' }];

cases(check, {
  on: { from: '3.0.6', to: '4.3.2', phase: 'post' },
  passes: {
    Managed: state('Managed'),
    'Managed, of a release without the hotfix': {
      given: { ...pending, inventories: { on: { xs1: inventory(UUID.xs1, '5.6 SP2') } }, clusters: [cluster] },
    },
    'Managed, with a later hotfix that holds the one of the guide': {
      given: { ...pending, software: { on: { xs1: [applied('a38a5539-f982-4d95-8fc7-3b5130151919')] } }, clusters: [cluster] },
    },
    'a cluster without hosts': { given: { ...patched, clusters: [cluster, { ...cluster, id: 4, managed_state: 'Unmanaged' }] } },
  },
  fails: {
    Unmanaged: { ...state('Unmanaged'), finds: left('Unmanaged').map(finding => ({ ...finding, remedy: 'Actions, Manage' })) },
    'still on its way out': { ...state('PrepareUnmanagedError'), finds: left('PrepareUnmanagedError') },
  },
  skips: {
    'no XenServer host': { given: { hosts: [kvm], clusters: [] }, because: 'no XenServer host' },
    'the hotfix is still to come': { given: { ...pending, clusters: [{ ...cluster, managed_state: 'Unmanaged' }] }, because: 'still wait' },
  },
  unknown: {
    'the host was not asked': { given: { hosts: [db1], clusters: [{ ...cluster, managed_state: 'Unmanaged' }] }, because: 'name it in the target' },
    'the database refuses us': { given: { ...patched, clusters: denied }, because: 'SELECT command denied' },
  },
});
