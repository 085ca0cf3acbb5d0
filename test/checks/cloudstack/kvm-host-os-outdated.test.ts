import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codename, redHatRelease } from '../../../checks/cloudstack/facts/os-release.ts';
import check from '../../../checks/cloudstack/kvm-host-os-outdated.ts';
import { cases } from '../../support/cases.ts';

const kvm = { id: 1, name: 'c1', hypervisor_type: 'KVM', data_center_id: 1, removed: null };
const clusters = [kvm];
const rhel = (version: string) => `Red Hat Enterprise Linux Server release ${version} (Santiago)\n`;
const centos = (version: string) => `CentOS Linux release ${version} (Final)\n`;
const found = (message: 'rhel' | 'rebuild' | 'server', os: string, host: string, remedy?: string) =>
  ({ message, data: { os }, host, object: 'operating system', path: '/etc/redhat-release', ...(remedy && { remedy }) }) as const;

cases(check, {
  on: { from: '3.0.2', to: '4.3.2', phase: 'pre' },
  passes: {
    '6.2': { given: { clusters, hosts: rhel('6.2'), servers: rhel('6.3') } },
    '6.10 is not 6.1': { given: { clusters, hosts: rhel('6.10'), servers: centos('6.10') } },
    '5.x, which is another matter': { given: { clusters, hosts: rhel('5.8'), servers: centos('6.4') } },
    'a release without a minor version': { given: { clusters, hosts: 'Fedora release 17 (Beefy Miracle)', servers: 'CentOS Stream release 8' } },
    'Ubuntu beside RHEL 6.3': {
      given: { clusters, hosts: { on: { k1: rhel('6.3'), k2: { status: 'absent', reason: 'no such file' } } }, servers: rhel('6.3') },
    },
  },
  fails: {
    'RHEL 6.1': { given: { clusters, hosts: rhel('6.1') }, finds: [found('rhel', rhel('6.1').trim(), 'kvm', 'yum upgrade')] },
    'RHEL 6.0, from 2.2.14': {
      given: { clusters, hosts: rhel('6.0') },
      from: '2.2.14',
      phase: 'stopped',
      finds: [found('rhel', rhel('6.0').trim(), 'kvm')],
    },
    'the hypervisor type in another case': {
      given: { clusters: [{ ...kvm, hypervisor_type: 'kvm ' }], hosts: rhel('6.1'), servers: rhel('6.4') },
      finds: [found('rhel', rhel('6.1').trim(), 'kvm')],
    },
    'CentOS 6.0': { given: { clusters, hosts: centos('6.0') }, finds: [found('rebuild', centos('6.0').trim(), 'kvm')] },
    'the management server, and one host of two': {
      given: { clusters, hosts: { on: { k1: rhel('6.3'), k2: rhel('6.1') } }, servers: rhel('6.1') },
      finds: [found('rhel', rhel('6.1').trim(), 'k2'), found('server', rhel('6.1').trim(), 'management')],
    },
    'terminal escapes': {
      given: { clusters, hosts: '__proto__\u001b[2J release 6.1\n' },
      finds: [found('rebuild', '__proto__\u001b[2J release 6.1', 'kvm')],
    },
  },
  skips: {
    'no KVM cluster': {
      given: { clusters: [{ ...kvm, hypervisor_type: 'XenServer' }], hosts: rhel('6.1') },
      because: 'no cluster is of the hypervisor type KVM',
    },
    'the KVM cluster was removed': {
      given: { clusters: [{ ...kvm, removed: '2013-01-01 00:00:00' }], hosts: rhel('6.1') },
      because: 'no cluster is of',
    },
    'Ubuntu everywhere': { given: { clusters, hosts: { status: 'absent', reason: 'no such file' } }, because: 'none runs RHEL' },
  },
  unknown: {
    'a host that is down': {
      given: { clusters, hosts: { status: 'unreachable', reason: 'timed out' }, servers: rhel('6.3') },
      because: 'on kvm: timed out',
    },
    'the target names no KVM host': { given: { clusters, hosts: { on: {} }, servers: rhel('6.3') }, because: 'the target names no KVM host' },
    'text that is no release': { given: { clusters, hosts: 'hello\n', servers: rhel('6.3') }, because: 'no release in its first line: "hello"' },
    'an empty file': { given: { clusters, hosts: '', servers: rhel('6.3') }, because: 'no release in its first line' },
    'the database does not answer': { given: { clusters: { status: 'denied', reason: 'denied' }, hosts: rhel('6.3') }, because: 'denied' },
  },
});

describe('releases of operating systems', () => {
  test('code names', () => {
    expect(codename('DISTRIB_ID=Ubuntu\nDISTRIB_RELEASE=12.04\nDISTRIB_CODENAME=precise\n')).toBe('precise');
    expect(codename('NAME="Ubuntu"\r\nVERSION_CODENAME="jammy"\r\n')).toBe('jammy');
    expect(codename('VERSION="7 (wheezy)"\nID=debian\n')).toBe('wheezy');
    expect(codename('ID=rhel\nVERSION="9.4 (Plow)"\n')).toBeUndefined();
  });
  test('any text is read or refused, and never hangs', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), text => {
        codename(text);
        try {
          expect(redHatRelease(`x release 6.1 ${text}`)).toMatchObject({ major: 6 });
          redHatRelease(text);
        } catch (error) {
          expect((error as Error).message).toContain('no release');
        }
      }),
    );
  });
  test('every version is read as its numbers', () => {
    fc.assert(
      fc.property(fc.nat(99), fc.nat(99), (major, minor) => {
        expect(redHatRelease(`CentOS release ${major}.${minor} (Final)`)).toMatchObject({ major, minor });
      }),
    );
  });
});
