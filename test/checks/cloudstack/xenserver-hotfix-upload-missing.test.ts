import { HOTFIX_UUID } from '../../../checks/cloudstack/xenserver-hotfix.ts';
import check from '../../../checks/cloudstack/xenserver-hotfix-upload-missing.ts';
import { cases } from '../../support/cases.ts';
import { db1, db2, denied, inventory, kvm, patched, pending, UUID, xe } from './xenserver.ts';

const patch = (name: string, uuid = 'p-1') => xe({ uuid, 'name-label': name, hosts: '' });
const finding = (id: number) => ({
  message: 'missing' as const,
  data: { cluster: id },
  object: `cluster ${id}`,
  remedy: 'xe patch-upload file-name=/tmp/XS602E003.xsupdate',
});

cases(check, {
  on: { from: '3.0.6', to: '4.3.2', phase: 'post' },
  passes: {
    uploaded: { given: { ...pending, patches: { on: { xs1: patch('XS602E003', HOTFIX_UUID) } } } },
    'uploaded, under a uuid of its own': { given: { ...pending, patches: { on: { xs1: patch('XS602E003') } } } },
  },
  fails: {
    'nothing is uploaded': { given: { ...pending, patches: { on: { xs1: '' } } }, finds: [finding(3)] },
    'another hotfix': { given: { ...pending, patches: { on: { xs1: patch('XS602E0031') } } }, finds: [finding(3)] },
    'the other pool only': {
      given: {
        hosts: [db1, { ...db2, cluster_id: 4 }],
        inventories: { on: { xs1: inventory(UUID.xs1), xs2: inventory(UUID.xs2) } },
        software: { on: { xs1: [], xs2: [] } },
        patches: { on: { xs1: patch('XS602E003'), xs2: '' } },
      },
      finds: [finding(4)],
    },
  },
  skips: {
    'no XenServer host': { given: { hosts: [kvm] }, because: 'no XenServer host' },
    'it is applied': { given: { ...patched, patches: { on: { xs1: '' } } }, because: 'has the hotfix' },
  },
  unknown: {
    'xe is not there': { given: pending, because: 'could be asked with xe' },
    'the database refuses us': { given: { hosts: denied }, because: 'SELECT command denied' },
  },
});
