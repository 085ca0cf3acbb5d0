import check from '../../../checks/cloudstack/vm-in-transition.ts';
import { cases } from '../../support/cases.ts';

// The database answers at 2026-11-21 02:00:00.
const vm = (state: string, update_time: string | null = '2026-11-21 01:50:00', more: object = {}) => ({
  id: 71,
  instance_name: 'i-2-71-VM',
  type: 'User',
  state,
  update_time,
  removed: null,
  ...more,
});
const found = (message: 'stuck' | 'changing' | 'lost', state: string, age: string | undefined, more: object = {}, remedy?: string) =>
  ({
    message,
    data: { id: 71, name: 'i-2-71-VM', type: 'User', state, ...(age !== undefined && { age }), ...more },
    object: 'virtual machine 71',
    ...(remedy && { remedy }),
  }) as never;

cases(check, {
  on: { from: '4.2.1', to: '4.3.2', phase: 'pre' },
  passes: {
    none: { given: { vms: [] } },
    'removed ones': { given: { vms: [vm('Expunging', '2026-01-01 00:00:00', { removed: '2026-01-02 00:00:00' })] }, phase: 'stopped' },
  },
  fails: {
    'on its way': { given: { vms: [vm('Starting')] }, finds: [found('changing', 'Starting', '10 minutes', {}, 'Wait until it is there')] },
    'an hour, which is not more than an hour': {
      given: { vms: [vm('Migrating', '2026-11-21 01:00:00')] },
      finds: [found('changing', 'Migrating', '60 minutes')],
    },
    'a second more': {
      given: { vms: [vm('Stopping', '2026-11-21 00:59:59')] },
      finds: [found('stuck', 'Stopping', '60 minutes', {}, 'whether i-2-71-VM runs')],
    },
    'for days': {
      given: { vms: [vm('Expunging', '2026-11-11 02:00:00')] },
      from: '4.19.1.0',
      to: '4.20.1.0',
      finds: [found('stuck', 'Expunging', '10 days')],
    },
    'without a date, and with a zero date': {
      given: { vms: [vm('Starting', null), vm('Starting', '0000-00-00 00:00:00')] },
      finds: [found('changing', 'Starting', 'an unknown time'), found('changing', 'Starting', 'an unknown time')],
    },
    'a clock ahead': { given: { vms: [vm('Starting', '2026-11-21 02:00:30')] }, finds: [found('changing', 'Starting', '30 seconds')] },
    'lost ones, with hostile names': {
      given: { vms: [vm('Error'), vm('Unknown', null, { instance_name: '__proto__\u001b[2J', type: null })] },
      finds: [
        found('lost', 'Error', undefined, {}, 'Look at the log'),
        found('lost', 'Unknown', undefined, { name: '__proto__\u001b[2J', type: 'no type' }),
      ],
    },
  },
  unknown: {
    'it must not be read': { given: { vms: { status: 'denied', reason: 'SELECT command denied' } }, because: 'SELECT command denied' },
    'no table': { given: {}, because: 'virtual machines in transition' },
  },
});
