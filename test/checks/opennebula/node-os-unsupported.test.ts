import check from '../../../checks/opennebula/node-os-unsupported.ts';
import { cases } from '../../support/cases.ts';
import { DENIED, osRelease } from './hosts.ts';

const SEVEN = 'RHEL 8, 9, 10; AlmaLinux 8, 9, 10; Ubuntu 22.04, 24.04; Debian 11, 12, 13';
const SEVEN_FOUR = 'RHEL 9, 10; AlmaLinux 9, 10; Rocky Linux 9, 10; Ubuntu 24.04, 26.04; Debian 12, 13; SUSE Linux Enterprise 15; openSUSE 16';
const found = (message: 'other' | 'rebuild', os: string, target = '7.0') =>
  ({ message, data: { os, target, certified: target === '7.0' ? SEVEN : SEVEN_FOUR }, host: 'node', object: 'operating system' }) as const;

cases(check, {
  on: { from: '6.10.2', to: '7.0.1', phase: 'pre' },
  passes: {
    'a point release of RHEL': { given: { systems: osRelease('rhel', '9.4') } },
    'Ubuntu, whose whole version counts': { given: { systems: 'ID=ubuntu\nVERSION_ID="24.04"\n' } },
    'Debian, on the last line without an end': { given: { systems: "VERSION_ID='12'\nID=debian" } },
    'Rocky Linux, certified since 7.4': { given: { systems: osRelease('rocky', '9.5') }, to: '7.4.0' },
    'a service pack of SUSE': { given: { systems: osRelease('sles', '15.6') }, to: '7.4.1' },
  },
  fails: {
    'CentOS 7': {
      given: { systems: osRelease('centos', '7', 'CentOS Linux 7 (Core)') },
      finds: [{ ...found('other', 'CentOS Linux 7 (Core)'), remedy: 'pgrade' }],
    },
    'another release of a certified year': { given: { systems: osRelease('ubuntu', '24.10') }, finds: [found('other', 'ubuntu 24.10')] },
    'dropped in 7.4': { given: { systems: osRelease('almalinux', '8.10') }, to: '7.4.0', finds: [found('other', 'almalinux 8.10', '7.4')] },
    'testing, which has no version': {
      given: { systems: 'ID=debian\nPRETTY_NAME="Debian GNU/Linux trixie/sid"\n' },
      finds: [found('other', 'Debian GNU/Linux trixie/sid')],
    },
    'built from RHEL': { given: { systems: osRelease('rocky', '9.5') }, finds: [found('rebuild', 'rocky 9.5')] },
    'a hostile name': { given: { systems: osRelease('__proto__', '9', 'x\u001b[2J') }, finds: [found('other', 'x\u001b[2J')] },
  },
  skips: { 'a target of 6.x': { given: { systems: osRelease('debian', '10') }, from: '6.8.0', to: '6.10.2', because: 'are not in preflight' } },
  unknown: {
    'a release that is not known yet': { given: { systems: osRelease('debian', '13') }, to: '7.6.0', because: 'of OpenNebula 7.6 are not known' },
    'no ID': { given: { systems: 'NAME=x\n' }, because: 'it has no ID' },
    denied: { given: { systems: DENIED }, because: 'operating system of the node on node: permission denied' },
  },
});
