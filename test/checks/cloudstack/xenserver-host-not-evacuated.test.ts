import check from '../../../checks/cloudstack/xenserver-host-not-evacuated.ts';
import { cases } from '../../support/cases.ts';
import { denied, inventory, kvm, patched, pending, UUID, xe } from './xenserver.ts';

const title = 'xs1.example (host 1)';
const vm = (index: number, host = UUID.xs1) => ({ uuid: `v-${index}`, 'name-label': `i-2-${index}-VM`, 'resident-on': host });
const vms = (...list: Record<string, string>[]) => ({ on: { xs1: xe(...list) } });
/** The cases are told at 2026-11-21 02:00, the hotfix came on the first of the month. */
const longAgo = { on: { xs1: '9000000.00 1.00\n' } };
const since = { on: { xs1: '3600.00 1.00\n' } };
const at = { object: 'host 1', host: 'xs1' };

cases(check, {
  on: { from: '3.0.6', to: '4.3.2', phase: 'post' },
  passes: {
    'rebooted, and running': { given: { ...patched, booted: since, vms: vms(vm(3)) } },
    'not rebooted, and empty': { given: { ...patched, booted: longAgo, vms: vms(vm(3, UUID.xs2)) } },
  },
  notes: {
    'before the hotfix': {
      given: { ...pending, booted: longAgo, vms: vms(vm(3), vm(4)) },
      finds: [{ message: 'toMigrate', data: { title, count: 2 }, ...at }],
    },
  },
  fails: {
    'patched, not rebooted, and running': {
      given: { ...patched, booted: longAgo, vms: vms(vm(3)) },
      finds: [
        { message: 'running', data: { title, uuid: UUID.xs1, count: 1, names: 'i-2-3-VM' }, ...at, remedy: `xe host-evacuate uuid=${UUID.xs1}` },
      ],
    },
    'more than can be named': {
      given: { ...patched, booted: longAgo, vms: vms(...[1, 2, 3, 4, 5, 6].map(index => vm(index))) },
      finds: [{ message: 'running', data: { title, uuid: UUID.xs1, count: 6, names: 'i-2-1-VM, i-2-2-VM, i-2-3-VM, i-2-4-VM, i-2-5-VM, …' }, ...at }],
    },
  },
  skips: {
    'no XenServer host': { given: { hosts: [kvm] }, because: 'no XenServer host' },
    'another release': { given: { ...pending, inventories: { on: { xs1: inventory(UUID.xs1, '6.2') } } }, because: 'of release 6.0.2' },
  },
  unknown: {
    'xe fails': { given: { ...patched, booted: longAgo, vms: { on: { xs1: { stderr: 'emergency mode', exit: 1 } } } }, because: 'emergency mode' },
    'the database refuses us': { given: { hosts: denied }, because: 'SELECT command denied' },
  },
});
