import { HOTFIX_UUID } from '../../../checks/cloudstack/xenserver-hotfix.ts';
import check from '../../../checks/cloudstack/xenserver-hotfix-missing.ts';
import { cases } from '../../support/cases.ts';
import { applied, db1, db2, denied, E003, inventory, kvm, patched, pending, two, UUID, xe } from './xenserver.ts';

const title = 'xs1.example (host 1)';
const E004 = applied('7f363047-46f2-41b7-8ff2-141d88e7b4ec');
const E020 = applied('a38a5539-f982-4d95-8fc7-3b5130151919');
const at = { object: 'host 1', host: 'xs1' };
const missing = {
  message: 'missing',
  data: { title, uuid: UUID.xs1 },
  ...at,
  remedy: `xe patch-apply host-uuid=${UUID.xs1} uuid=${HOTFIX_UUID}`,
} as const;
const refused = { on: { xs1: { status: 'denied', reason: 'it leaves lines in the logs' } as const } };
const reissued = (hosts: string) => ({ on: { xs1: xe({ uuid: 'p-9', 'name-label': 'XS602E003', hosts }) } });

cases(check, {
  on: { from: '3.0.6', to: '4.3.2', phase: 'post' },
  passes: {
    'the file of the hotfix is there': { given: { ...patched, patches: { on: { xs1: '' } } } },
    'xe may not be asked, and need not be': { given: { ...patched, patches: refused } },
    'under another uuid, as xe knows': { given: { ...pending, patches: reissued(`${UUID.xs2}, ${UUID.xs1}`) } },
    'a host of another release beside it': {
      given: {
        hosts: [db1, db2],
        inventories: { on: { xs1: inventory(UUID.xs1), xs2: inventory(UUID.xs2, '5.6 SP2') } },
        software: { on: { xs1: [E003], xs2: [] } },
      },
    },
    'the guid of the database in upper case': { given: { ...patched, hosts: [{ ...db1, guid: UUID.xs1.toUpperCase() }] } },
  },
  fails: {
    'no hotfix': { given: { ...pending, patches: { on: { xs1: '' } } }, finds: [missing] },
    'no hotfix, and xe may not be asked': { given: { ...pending, patches: refused }, finds: [missing] },
    'uploaded, and applied to the other host only': { given: { ...pending, patches: reissued(UUID.xs2) }, finds: [missing] },
    'the next hotfix alone': { given: { ...pending, software: { on: { xs1: [E004] } } }, finds: [missing] },
    'a file of a name of the prototype': {
      given: { ...pending, software: { on: { xs1: [applied('__proto__'), applied('constructor')] } } },
      finds: [missing],
    },
    'a cumulative one that came later': {
      given: { ...pending, software: { on: { xs1: [E004, E020] } } },
      finds: [{ message: 'laterOnly', data: { title, later: 'XS602E020' }, ...at, remedy: 'article of the later hotfix' }],
    },
    'one host of two, by its own name': {
      given: { ...two, software: { on: { xs1: [E003], xs2: [] } } },
      finds: [{ message: 'missing', data: { title: 'xs2.example (host 2)', uuid: UUID.xs2 }, object: 'host 2', host: 'xs2' }],
    },
  },
  skips: {
    'no XenServer host': { given: { hosts: [kvm] }, because: 'no XenServer host' },
    'a newer release by the word of the database': {
      given: { hosts: [{ ...db1, hypervisor_version: '6.2.0' }], inventories: { on: {} }, software: { on: {} }, patches: { on: {} } },
      because: 'of release 6.0.2',
    },
    'another release': { given: { ...pending, inventories: { on: { xs1: inventory(UUID.xs1, '6.2') } } }, because: 'of release 6.0.2' },
  },
  unknown: {
    'a host that the target does not name': { given: { ...patched, hosts: [db1, db2] }, because: 'xs2.example (host 2) of the database is none' },
    'a target without XenServer hosts is no reason to skip': {
      given: { hosts: [db1], inventories: { on: {} }, software: { on: {} }, patches: { on: {} } },
      because: 'name it in the target',
    },
    'an older release by the word of the database only, which may be old itself': {
      given: { hosts: [{ ...db1, hypervisor_version: '5.6 SP2' }], inventories: { on: {} }, software: { on: {} }, patches: { on: {} } },
      because: 'name it in the target',
    },
    'no inventory': {
      given: { ...patched, inventories: { on: { xs1: { status: 'absent', reason: 'no such file' } } } },
      because: 'name it in the target',
    },
    'no release anywhere': {
      given: { ...patched, hosts: [{ ...db1, hypervisor_version: null }], inventories: { on: { xs1: `INSTALLATION_UUID='${UUID.xs1}'\n` } } },
      because: 'does not say of which release',
    },
    'the folder cannot be listed': {
      given: { ...pending, software: { on: { xs1: { status: 'denied', reason: '/var/patch: permission denied' } } } },
      because: '/var/patch',
    },
    'the database refuses us': { given: { hosts: denied }, because: 'SELECT command denied' },
  },
});
