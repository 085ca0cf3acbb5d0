import check from '../../../checks/cloudstack/xenserver-cloud-support-pack-missing.ts';
import { cases } from '../../support/cases.ts';
import { applied, at, db1, denied, E003, kvm, pending } from './xenserver.ts';

const E005 = applied('9b84b5c0-a027-11e1-a8b1-0800200c9a66', '2026-11-02T00:00:00Z');
const E007 = applied('1649abf5-848b-4ce5-8657-b6e974dce37e', '2026-11-03T00:00:00Z');
const pack = (mtime: string) => at('/etc/xensource/installed-repos/xs:xenserver-cloud-supp', mtime);
const none = { on: { xs1: { stdout: 'package csp-pack is not installed\n', exit: 1 } } };
const rpm = (day: string) => ({ on: { xs1: { stdout: `csp-pack ${Date.parse(day) / 1000}\n` } } });
const title = 'xs1.example (host 1)';
const place = { object: 'host 1', host: 'xs1' };
const given = (packages: object, ...software: object[]) => ({
  given: { ...pending, software: { on: { xs1: software as never } }, packages: packages as never },
});

cases(check, {
  on: { from: '3.0.6', to: '4.3.2', phase: 'post' },
  passes: {
    'a pack that came later': given(none, E005, pack('2026-11-02T01:00:00Z')),
    'a package that came later, and an old stamp of the pack': given(rpm('2026-11-04'), E007, pack('2026-01-01T00:00:00Z')),
    'rpm cannot be asked, and need not be': given({ on: { xs1: { status: 'timeout', reason: 'did not end' } } }, E005, pack('2026-11-02T01:00:00Z')),
  },
  fails: {
    'no pack': {
      ...given(none, E005),
      finds: [{ message: 'missing', data: { title, hotfix: 'XS602E005' }, ...place, remedy: 'xe-install-supplemental-pack' }],
    },
    'another pack': {
      ...given(none, E005, at('/etc/xensource/installed-repos/xs:main')),
      finds: [{ message: 'missing', data: { title, hotfix: 'XS602E005' }, ...place }],
    },
    'a pack that was there before the second hotfix': {
      ...given(none, E005, E007, pack('2026-11-02T12:00:00Z')),
      finds: [
        {
          message: 'older',
          data: { title, hotfix: 'XS602E007', since: '2026-11-03T00:00:00Z', installed: '2026-11-02T12:00:00.000Z' },
          ...place,
          remedy: 'again',
        },
      ],
    },
    'a package that was there before': {
      ...given(rpm('2012-06-11'), E005),
      finds: [
        { message: 'older', data: { title, hotfix: 'XS602E005', since: '2026-11-02T00:00:00Z', installed: '2012-06-11T00:00:00.000Z' }, ...place },
      ],
    },
  },
  skips: {
    'no XenServer host': { given: { hosts: [kvm] }, because: 'no XenServer host' },
    'neither hotfix': { ...given(none, E003), because: 'no XenServer host has XS602E005 or XS602E007' },
  },
  unknown: {
    'a host that is not named': {
      given: { hosts: [db1], inventories: { on: {} }, software: { on: {} }, packages: { on: {} } },
      because: 'name it in the target',
    },
    'the folder cannot be listed': {
      given: { ...pending, software: { on: { xs1: { status: 'denied', reason: '/var/patch: permission denied' } } } },
      because: '/var/patch',
    },
    'the database refuses us': { given: { hosts: denied }, because: 'SELECT command denied' },
  },
});
