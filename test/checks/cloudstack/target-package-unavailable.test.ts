import check from '../../../checks/cloudstack/target-package-unavailable.ts';
import { cases } from '../../support/cases.ts';
import { deb, rpm } from './repositories.ts';

const policy = (candidate: string, name = 'cloudstack-management', installed = '4.2.1') =>
  `${name}:\n  Installed: ${installed}\n  Candidate: ${candidate}\n  Version table:\n     ${candidate} 0\n        500 http://cloudstack.apt-get.eu/ubuntu/ precise/4.3 amd64 Packages\n *** ${installed} 0\n        100 /var/lib/dpkg/status\n`;
const available = (version: string, name = 'cloudstack-management') => `Available Packages\n${name}.x86_64        ${version}        cloudstack\n`;
const NOTHING = { stdout: '', stderr: 'Error: No matching Packages to list\n', exit: 1 };
const TRACES = { status: 'denied', reason: 'was not run, because it leaves a trace on the host' } as const;
const ABSENT = { status: 'absent', reason: 'no such program' } as const;
const file = (path: string, hour: number) => ({ path, mtime: `2026-11-20T${String(hour).padStart(2, '0')}:00:00Z` });
const LISTS = [
  file('/var/lib/apt/lists', 10),
  file('/var/cache/apt/pkgcache.bin', 9),
  file('/etc/apt/sources.list', 1),
  file('/etc/apt/sources.list.d/cloudstack.list', 8),
];
const ubuntu = {
  managementDeb: deb(),
  managementApt: policy('4.3.2'),
  managementAptTimes: LISTS as never,
  managementYum: TRACES,
  managementYumTimes: [] as never,
};
const centos = {
  managementRpm: rpm(),
  managementApt: ABSENT,
  managementAptTimes: [] as never,
  managementYum: available('4.3.2-1.el6'),
  managementYumTimes: [file('/var/cache/yum/x86_64/6/cloudstack/cachecookie', 10), file('/etc/yum.repos.d/cloudstack.repo', 9)] as never,
};
const at = { host: 'management', object: 'cloudstack-management' };
const found = (message: string, data: object, more: object = {}) =>
  ({ message, data: { by: 'apt', name: 'cloudstack-management', target: '4.3.2', ...data }, ...at, ...more }) as never;

cases(check, {
  on: { from: '4.2.1', to: '4.3.2', phase: 'pre' },
  passes: {
    'apt offers the target; yum, which is not asked, is no matter': { given: ubuntu },
    'yum offers the target': { given: centos },
    'a long line that yum breaks': {
      given: {
        ...centos,
        managementYum: 'Available Packages\ncloudstack-management.x86_64\n                    4.3.2-1.el6_5.20140801    cloudstack\n',
      },
    },
    'a newer fix of the same release line': { given: { ...ubuntu, managementApt: policy('1:4.3.10~precise') } },
    'a target without its last part': { given: ubuntu, to: '4.3' },
    'from 4.0, whose packages have other names': {
      given: { ...ubuntu, managementDeb: deb('4.0.2', 'cloud-client'), managementApt: policy('4.3.2', 'cloudstack-management', '(none)') },
      from: '4.0.2',
    },
    'installed already': {
      given: { ...ubuntu, managementDeb: deb('4.3.2'), managementApt: policy('4.3.2', 'cloudstack-management', '4.3.2') },
      phase: 'stopped',
    },
    'times that must not be seen': { given: { ...ubuntu, managementAptTimes: { status: 'denied', reason: 'Permission denied' } } },
    'an agent': {
      given: {
        ...ubuntu,
        kvmDeb: deb('4.2.1', 'cloudstack-agent'),
        kvmApt: policy('4.3.2', 'cloudstack-agent'),
        kvmYum: TRACES,
        kvmAptTimes: LISTS as never,
        kvmYumTimes: [] as never,
      },
    },
  },
  fails: {
    'only the installed version': {
      given: { ...ubuntu, managementApt: policy('4.2.1') },
      finds: [found('none', { installed: '4.2.1' }, { remedy: 'apt-get update' })],
    },
    'apt knows no candidate': { given: { ...ubuntu, managementApt: policy('(none)') }, finds: [found('none', { installed: '4.2.1' })] },
    'apt does not know the package': {
      given: { ...ubuntu, managementDeb: deb('4.0.2', 'cloud-client'), managementApt: '' },
      finds: [found('none', { installed: 'none' })],
    },
    'yum has nothing newer': {
      given: { ...centos, managementYum: NOTHING },
      finds: [found('none', { by: 'yum', installed: '4.2.1' }, { remedy: 'yum makecache' })],
    },
    'a fix of the old version': { given: { ...ubuntu, managementApt: policy('4.2.2') }, finds: [found('older', { candidate: '4.2.2' })] },
    'not the target yet': {
      given: { ...centos, managementYum: available('4.3.1-1.el6') },
      finds: [found('older', { by: 'yum', candidate: '4.3.1' })],
    },
    'a newer release line': {
      given: { ...ubuntu, managementApt: policy('4.11.0.0') },
      finds: [found('newerLine', { candidate: '4.11.0.0' }, { remedy: 'cloudstack-management=4.3.2* with apt-get' })],
    },
    'the lists are older than the sources': {
      given: { ...ubuntu, managementAptTimes: [...LISTS, file('/etc/apt/sources.list.d/cloudstack.sources', 11)] as never },
      finds: [{ message: 'stale', data: { by: 'apt' }, host: 'management', object: 'cache of apt', remedy: 'apt-get update' }],
    },
    'the cache of yum is older than a repository': {
      given: { ...centos, managementYumTimes: [file('/var/cache/dnf/cloudstack.solv', 3), file('/etc/yum.repos.d/x.repo', 4)] as never },
      finds: [{ message: 'stale', data: { by: 'yum' }, host: 'management', object: 'cache of yum', remedy: 'yum makecache' }],
    },
    'one KVM host of two': {
      given: {
        ...ubuntu,
        kvmDeb: { on: { k1: deb('4.2.1', 'cloudstack-agent'), k2: deb('4.2.1', 'cloudstack-agent') } },
        kvmApt: { on: { k1: policy('4.3.2', 'cloudstack-agent'), k2: policy('4.2.1', 'cloudstack-agent') } },
      },
      finds: [found('none', { name: 'cloudstack-agent', installed: '4.2.1' }, { host: 'k2', object: 'cloudstack-agent' })],
    },
    'hostile names and versions beside it': {
      given: { ...ubuntu, managementApt: `__proto__:\n  Installed: x\n  Candidate: \u001b[2J\n${policy('4.2.9')}` },
      finds: [found('older', { candidate: '4.2.9' })],
    },
  },
  skips: {
    'no host has packages': {
      given: { managementDeb: ABSENT, managementRpm: rpm('none of them'), managementApt: policy('4.3.2') },
      because: 'no host has packages',
    },
  },
  unknown: {
    'yum leaves a trace, so it is not asked': { given: { ...centos, managementYum: TRACES }, because: 'it leaves a trace on the host' },
    'yum has no cache': {
      given: { ...centos, managementYum: { stdout: '', stderr: 'Error: Cache-only enabled but no cache for cloudstack\n', exit: 1 } },
      because: 'no cache for cloudstack',
    },
    'apt-cache fails': {
      given: { ...ubuntu, managementApt: { stdout: '', stderr: 'E: The package lists could not be parsed.\n', exit: 100 } },
      because: 'could not be parsed',
    },
    'a version that is none': { given: { ...ubuntu, managementApt: policy('unstable') }, because: 'a version that is none: "unstable"' },
    'a host that is down': {
      given: { ...ubuntu, kvmDeb: { status: 'unreachable', reason: 'timed out' }, kvmRpm: { status: 'unreachable', reason: 'timed out' } },
      because: 'on kvm: timed out',
    },
  },
});
