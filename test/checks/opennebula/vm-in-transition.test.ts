import check from '../../../checks/opennebula/vm-in-transition.ts';
import { cases } from '../../support/cases.ts';
import { ABSENT, DENIED, HOSTILE, vm } from './rows.ts';

const found = (id: number, state: string, message: 'transient' | 'backup' = 'transient', name = `vm${id}`) => ({
  message,
  data: { id, name, state },
  object: `virtual machine ${id}`,
  remedy: `onevm show ${id}`,
});

cases(check, {
  on: { from: '6.10.2', to: '7.0.1', phase: 'pre' },
  passes: {
    'no virtual machines': { given: { vms: [] } },
    'every state that rests': { given: { vms: [vm(0, 1), vm(1, 2), vm(2, 4), vm(3, 5), vm(4, 8), vm(5, 9), vm(6, 3, 3)] } },
    'unknown, which another check tells': { given: { vms: [vm(1, 3, 16)] } },
    'every failure, which another check tells': {
      given: { vms: [36, 37, 38, 39, 40, 41, 42, 44, 46, 47, 48, 49, 50, 61].map(lcm => vm(lcm, 3, lcm)).concat(vm(100, 11)) },
    },
    'a stale part of a state that is not active': { given: { vms: [vm(1, 8, 1), vm(2, 5, 8)] } },
  },
  fails: {
    'on their way, in the order of their ids': {
      given: { vms: [vm(9, 3, 8), vm(1, 0), vm(4, 10), vm(12, 3, 1), vm(13, 3, 0)] },
      finds: [found(1, 'INIT'), found(4, 'CLONING'), found(9, 'ACTIVE, PROLOG_MIGRATE'), found(12, 'ACTIVE, PROLOG'), found(13, 'ACTIVE, LCM_INIT')],
    },
    'backups and a restore': {
      given: { vms: [vm(1, 3, 69), vm(2, 3, 70), vm(3, 3, 71)] },
      phase: 'stopped',
      finds: [found(1, 'ACTIVE, BACKUP', 'backup'), found(2, 'ACTIVE, BACKUP_POWEROFF', 'backup'), found(3, 'ACTIVE, RESTORE', 'backup')],
    },
    'states of releases to come, and the old FAILED': {
      given: { vms: [vm(1, 3, 99), vm(2, 12), vm(3, 7), vm(4, 3, 13)] },
      finds: [
        found(1, 'ACTIVE, 99, which is unknown to preflight'),
        found(2, '12, which is unknown to preflight'),
        found(3, 'FAILED'),
        found(4, 'ACTIVE, 13, which is unknown to preflight'),
      ],
    },
    'near the failures': {
      given: { vms: [vm(1, 3, 43), vm(2, 3, 45), vm(3, 3, 60)] },
      finds: [found(1, 'ACTIVE, PROLOG_MIGRATE_POWEROFF'), found(2, 'ACTIVE, PROLOG_MIGRATE_SUSPEND'), found(3, 'ACTIVE, PROLOG_MIGRATE_UNKNOWN')],
    },
    'a hostile name, and none': {
      given: { vms: [vm(1, 3, 2, HOSTILE), vm(2, 0, 0, null)] },
      finds: [found(1, 'ACTIVE, BOOT', 'transient', HOSTILE), found(2, 'INIT', 'transient', '')],
    },
  },
  unknown: {
    'the table may not be read': { given: { vms: DENIED }, because: 'states of virtual machines on database: SELECT' },
    'it is another database': { given: { vms: ABSENT }, because: 'is not there' },
    'a state that is no number': {
      given: { vms: [{ oid: 1, name: 'x', state: 'three', lcm_state: 0 }] },
      because: 'column state is not a whole number',
    },
  },
});
