import check from '../../../checks/cloudstack/xenserver-reboot-pending.ts';
import { cases } from '../../support/cases.ts';
import { at, db1, denied, E003, kvm, patched, pending } from './xenserver.ts';

const title = 'xs1.example (host 1)';
const place = { object: 'host 1', host: 'xs1' };
/** The cases are told at 2026-11-21 02:00: 20 days are 1,728,000 seconds, and the hotfix came 19 days and 16 hours ago. */
const before = { on: { xs1: '1728000.00 1.00\n' } };
const booted = '2026-11-01T02:00:00.000Z';
const after = { on: { xs1: '3600.00 1.00\n' } };
const set = { on: { xs1: '1048576\n' } };
const pack = at('/etc/xensource/installed-repos/xs:cloud-supp');
const conf = at('/etc/xensource/network.conf');

cases(check, {
  on: { from: '3.0.6', to: '4.3.2', phase: 'post' },
  passes: {
    'rebooted and set up': { given: { ...patched, booted: after, aioRequests: set } },
    'never patched, and set up': { given: { ...pending, booted: before, aioRequests: { on: { xs1: '2097152\n' } } } },
  },
  fails: {
    'not rebooted since the hotfix': {
      given: { ...patched, booted: before, aioRequests: set },
      finds: [
        { message: 'notRebooted', data: { title, what: 'the hotfix XS602E003', at: '2026-11-01T10:00:00Z', booted }, ...place, remedy: 'reboot' },
      ],
    },
    'not rebooted since the pack and the other backend': {
      given: { ...patched, software: { on: { xs1: [pack, conf] } }, booted: before, aioRequests: set },
      finds: [
        { message: 'notRebooted', data: { title, what: 'the pack xs:cloud-supp', at: '2026-11-01T10:00:00Z', booted }, ...place },
        { message: 'notRebooted', data: { title, what: '/etc/xensource/network.conf', at: '2026-11-01T10:00:00Z', booted }, ...place },
      ],
    },
    'rebooted and not set up': {
      given: { ...patched, booted: after, aioRequests: { on: { xs1: '65536\n' } } },
      finds: [{ message: 'notSetUp', data: { title, actual: 65536, wanted: 1048576 }, ...place, remedy: '/opt/xensource/bin/setupxenserver.sh' }],
    },
  },
  skips: { 'no XenServer host': { given: { hosts: [kvm] }, because: 'no XenServer host' } },
  unknown: {
    'no uptime': {
      given: { ...patched, software: { on: { xs1: [E003] } }, booted: { on: { xs1: 'long\n' } }, aioRequests: set },
      because: 'no number of seconds',
    },
    'the host is not named': {
      given: { hosts: [db1], inventories: { on: {} }, software: { on: {} }, booted: { on: {} }, aioRequests: { on: {} } },
      because: 'name it in the target',
    },
    'the database refuses us': { given: { hosts: denied }, because: 'SELECT command denied' },
  },
});
