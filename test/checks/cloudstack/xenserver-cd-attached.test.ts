import check from '../../../checks/cloudstack/xenserver-cd-attached.ts';
import { cases } from '../../support/cases.ts';
import { db1, denied, inventory, kvm, patched, pending, two, UUID, xe } from './xenserver.ts';

const cd = xe({ uuid: 'c-1', 'vm-uuid': 'v-1', 'vm-name-label': 'i-2-3-VM', 'vdi-name-label': "o'iso\u001b[2J" });
const finding = {
  message: 'attached',
  data: { name: 'i-2-3-VM', vm: 'v-1', disc: "o'iso\u001b[2J", uuid: 'c-1' },
  object: 'CD drive c-1',
  remedy: 'xe vbd-eject uuid=c-1',
} as const;

cases(check, {
  on: { from: '3.0.6', to: '4.3.2', phase: 'post' },
  passes: { 'no CD': { given: { ...pending, cds: { on: { xs1: '' } } } } },
  fails: {
    'one CD': { given: { ...pending, cds: { on: { xs1: cd } } }, finds: [finding] },
    'both hosts of one pool tell of it, which is one CD': {
      given: { ...two, software: { on: { xs1: [], xs2: [] } }, cds: { on: { xs1: cd, xs2: cd } } },
      finds: [finding],
    },
  },
  skips: {
    'no XenServer host': { given: { hosts: [kvm] }, because: 'no XenServer host' },
    'after the hotfix a CD is a CD': { given: { ...patched, cds: { on: { xs1: cd } } }, because: 'has the hotfix' },
    'no host of 6.0.2': {
      given: { ...pending, inventories: { on: { xs1: inventory(UUID.xs1, '6.2') } }, cds: { on: { xs1: cd } } },
      because: 'of release 6.0.2',
    },
  },
  unknown: {
    'xe is not there': {
      given: { ...pending, cds: { on: { xs1: { status: 'absent', reason: 'xe: no such program on this host' } } } },
      because: 'could be asked with xe',
    },
    'xe may not be run': {
      given: { ...pending, cds: { on: { xs1: { status: 'denied', reason: 'it leaves lines in the logs' } } } },
      because: 'leaves lines',
    },
    'the master is gone': {
      given: { ...pending, cds: { on: { xs1: { stderr: 'The pool master is not reachable.', exit: 1 } } } },
      because: 'pool master is not reachable',
    },
    'no host is named': { given: { hosts: [db1], inventories: { on: {} }, software: { on: {} }, cds: { on: {} } }, because: 'name it in the target' },
    'the database refuses us': { given: { hosts: denied }, because: 'SELECT command denied' },
  },
});
