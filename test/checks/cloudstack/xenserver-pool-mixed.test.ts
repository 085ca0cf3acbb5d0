import check from '../../../checks/cloudstack/xenserver-pool-mixed.ts';
import { cases } from '../../support/cases.ts';
import { applied, db1, db2, denied, E003, inventory, kvm, patched, two, UUID } from './xenserver.ts';

const roles = { on: { xs1: 'master', xs2: 'slave:10.1.1.1' } };
const both = { on: { xs1: [E003], xs2: [E003] } };
const of = (xs1: string, xs2: string, build2 = '53456p') => ({
  ...two,
  roles,
  software: both,
  inventories: { on: { xs1: inventory(UUID.xs1, xs1), xs2: inventory(UUID.xs2, xs2, build2) } },
});
const one = 'xs1.example (host 1)';
const other = 'xs2.example (host 2)';

cases(check, {
  on: { from: '3.0.6', to: '4.3.2', phase: 'post' },
  passes: {
    'all alike': { given: of('6.0.2', '6.0.2') },
    'two pools of different releases': {
      given: { ...of('6.0.2', '6.2'), hosts: [db1, { ...db2, cluster_id: 4 }, { ...db2, id: 3, guid: UUID.xs2, cluster_id: 4 }] },
    },
  },
  fails: {
    'a master that is older': {
      given: of('6.0.2', '6.1.0'),
      finds: [
        {
          message: 'masterOlder',
          data: { title: one, own: '6.0.2, build 53456p', other, newer: '6.1.0, build 53456p' },
          object: 'host 1',
          host: 'xs1',
          remedy: 'before everything else',
        },
      ],
    },
    'a slave that is older': {
      given: of('6.1.0', '6.0.2'),
      finds: [
        {
          message: 'releaseDiffers',
          data: { title: other, own: '6.0.2, build 53456p', other: one, theirs: '6.1.0, build 53456p' },
          object: 'host 2',
          host: 'xs2',
        },
      ],
    },
    'another build of the same release': {
      given: of('6.0.2', '6.0.2', '99999p'),
      finds: [
        {
          message: 'releaseDiffers',
          data: { title: other, own: '6.0.2, build 99999p', other: one, theirs: '6.0.2, build 53456p' },
          object: 'host 2',
          host: 'xs2',
        },
      ],
    },
    'a hotfix that one host has not': {
      given: { ...of('6.0.2', '6.0.2'), software: { on: { xs1: [E003, applied('cafe')], xs2: [E003] } } },
      finds: [
        {
          message: 'hotfixMissing',
          data: { title: other, hotfix: 'cafe', other: one },
          object: 'host 2 cafe',
          host: 'xs2',
          remedy: 'xe patch-apply',
        },
      ],
    },
  },
  skips: {
    'no XenServer host': { given: { hosts: [kvm] }, because: 'no XenServer host' },
    'one host': { given: { ...patched, roles: { on: { xs1: 'master' } } }, because: 'alone in its pool' },
  },
  unknown: {
    'the other host is not named': {
      given: { ...patched, hosts: [db1, db2], roles: { on: { xs1: 'master' } } },
      because: 'xs2.example (host 2) of the database is none',
    },
    'a role that is none': {
      given: { ...of('6.0.2', '6.0.2'), roles: { on: { xs1: 'boss', xs2: 'slave:10.1.1.1' } } },
      because: 'neither master nor slave',
    },
    'the database refuses us': { given: { hosts: denied }, because: 'SELECT command denied' },
  },
});
