import check from '../../../checks/cloudstack/xenserver-script-outdated.ts';
import type { Query } from '../../../src/model/query.ts';
import { cases } from '../../support/cases.ts';
import { at, db1, denied, inventory, kvm, UUID } from './xenserver.ts';

const NEW = '/usr/share/cloudstack-common/scripts/vm/hypervisor/xenserver';
const OLD = '/usr/lib64/cloud/common/scripts/vm/hypervisor/xenserver';
const SETUP = '/opt/xensource/bin/setupxenserver.sh';
const text = { nfs: '#!/usr/bin/python\nx = 1\n', setup: '#!/bin/bash\necho "o\'k"\n', migratable: '#!/bin/sh\n' };

const below = (root: string, name: string, content: string) => ({
  on: { mgmt1: (query: Query) => ('path' in query && query.path === `${root}/${name}` ? content : undefined) },
});
const sources = (root = NEW) => ({
  nfsSource: below(root, 'xenserver60/NFSSR.py', text.nfs),
  setupSource: below(root, 'setupxenserver.sh', text.setup),
  migratableSource: below(root, 'make_migratable.sh', text.migratable),
});
const copies = { nfsCopy: { on: { xs1: text.nfs } }, setupCopy: { on: { xs1: text.setup } }, migratableCopy: { on: { xs1: text.migratable } } };
const modes = (setup = '0755') => ({
  on: {
    xs1: [
      at('/opt/xensource/sm/NFSSR.py', undefined, '0755'),
      at(SETUP, undefined, setup),
      at('/opt/xensource/bin/make_migratable.sh', undefined, '0755'),
    ],
  },
});
const here = { hosts: [db1], inventories: { on: { xs1: inventory(UUID.xs1) } }, modes: modes(), ...sources(), ...copies };
const title = 'xs1.example (host 1)';
const place = { object: 'host 1', host: 'xs1', path: SETUP };
const data = { title, target: SETUP, source: `${NEW}/setupxenserver.sh` };

cases(check, {
  on: { from: '3.0.6', to: '4.3.2', phase: 'post' },
  passes: {
    'all alike': { given: here },
    'a host of another release has other scripts': {
      given: {
        ...here,
        hosts: [db1, { ...db1, id: 2, name: 'xs2', guid: UUID.xs2 }],
        inventories: { on: { xs1: inventory(UUID.xs1), xs2: inventory(UUID.xs2, '5.6 SP2') } },
      },
    },
    'modes that are wider than need be': { given: { ...here, modes: modes('0777') } },
  },
  fails: {
    'a script of the old version': {
      given: { ...here, setupCopy: { on: { xs1: '#!/bin/bash\n' } } },
      finds: [{ message: 'differs', data, ...place, remedy: `scp ${NEW}/setupxenserver.sh root@xs1:${SETUP}` }],
    },
    'a line end more': { given: { ...here, setupCopy: { on: { xs1: `${text.setup}\n` } } }, finds: [{ message: 'differs', data, ...place }] },
    'no script': {
      given: { ...here, setupCopy: { on: { xs1: { status: 'absent', reason: 'no such file' } } } },
      finds: [{ message: 'missing', data, ...place, remedy: 'chmod 755' }],
    },
    'a script that cannot be executed': {
      given: { ...here, modes: modes('0644') },
      finds: [{ message: 'notExecutable', data: { title, target: SETUP, mode: '0644' }, ...place, remedy: `chmod 755 ${SETUP}` }],
    },
    'the scripts of the old packages only': {
      given: { ...here, ...sources(OLD), modes: modes('0775') },
      finds: ['xenserver60/NFSSR.py', 'setupxenserver.sh', 'make_migratable.sh'].map(name => ({
        message: 'oldRoot' as const,
        data: { manager: 'mgmt1', source: `${OLD}/${name}` },
        host: 'mgmt1',
        path: `${OLD}/${name}`,
      })),
    },
  },
  skips: {
    'no XenServer host': { given: { ...here, hosts: [kvm] }, because: 'no XenServer host' },
    'another release': { given: { ...here, inventories: { on: { xs1: inventory(UUID.xs1, '6.2') } } }, because: 'of release 6.0.2' },
  },
  unknown: {
    'no script on the management server': {
      given: { ...here, nfsSource: { on: { mgmt1: { status: 'absent', reason: 'no such file' } } } },
      because: 'no folder of scripts on mgmt1 has xenserver60/NFSSR.py',
    },
    'a script that may not be read': {
      given: { ...here, nfsCopy: { on: { xs1: { status: 'denied', reason: 'permission denied' } } } },
      because: 'permission denied',
    },
    'the host is not named': { given: { hosts: [db1], ...sources() }, because: 'name it in the target' },
    'the database refuses us': { given: { ...here, hosts: denied }, because: 'SELECT command denied' },
  },
});
