import check from '../../../checks/cloudstack/agent-package-not-upgraded.ts';
import { cases } from '../../support/cases.ts';
import { dpkgSays, neither, onDpkg, onRpm, rpmSays } from './packages.ts';

const MAIN = 'cloudstack-agent';
const object = `package ${MAIN}`;
const COMMON = 'cloudstack-common install ok installed 4.3.1';

cases(check, {
  on: { from: '4.2.1', to: '4.3.1', phase: 'post' },
  passes: {
    'the target': { given: onRpm(`${MAIN} 4.3.1-1.el6`, 'cloudstack-common 4.3.1-1.el6') },
    'what is left of cloud-agent, which another check tells': {
      given: onDpkg(`${MAIN} install ok installed 4.3.1`, COMMON, 'cloud-agent deinstall ok config-files 4.0.2'),
    },
    'hosts of both families': {
      given: {
        rpm: { on: { kvm1: rpmSays(`${MAIN} 4.3.1-1.el6`), kvm2: neither.rpm } },
        deb: { on: { kvm1: neither.deb, kvm2: dpkgSays(`${MAIN} install ok installed 4.3.1`, COMMON) } },
      },
    },
  },
  notes: {
    'the libraries of the old agent were removed': {
      given: onDpkg(`${MAIN} install ok installed 4.3.1`, 'cloud-agent-libs deinstall ok config-files 4.0.2'),
      finds: [{ message: 'configurationLeft', data: { names: 'cloud-agent-libs 4.0.2' } }],
    },
  },
  fails: {
    'apt-get update cloudstack-agent, which upgrades nothing': {
      given: onDpkg(`${MAIN} install ok installed 4.2.1`, 'cloudstack-common install ok installed 4.2.1'),
      finds: [{ message: 'older', data: { name: MAIN, version: '4.2.1', by: 'dpkg', target: '4.3.1' }, object, remedy: `apt-get install ${MAIN}` }],
    },
    'scripts of the old version': {
      given: onRpm(`${MAIN} 4.3.1-1.el6`, 'cloudstack-common 4.2.1-1.el6', 'cloudstack-ui 4.2.1-1.el6'),
      finds: [
        {
          message: 'mixed',
          data: { name: 'cloudstack-common', version: '4.2.1', main: MAIN, mainVersion: '4.3.1', by: 'rpm' },
          object: 'package cloudstack-common',
        },
        {
          message: 'otherVersion',
          data: { name: 'cloudstack-ui', version: '4.2.1', main: MAIN, mainVersion: '4.3.1', by: 'rpm' },
          object: 'package cloudstack-ui',
        },
      ],
    },
    'only the old agent': {
      given: onDpkg('cloud-agent install ok installed 4.0.2'),
      finds: [{ message: 'notInstalled', data: { name: MAIN, by: 'dpkg', there: 'cloud-agent 4.0.2' }, object }],
    },
    'a newer release, on hold, half configured, with old libraries': {
      given: onDpkg(`${MAIN} hold ok half-configured 4.4.0`, 'cloud-agent-libs install ok installed 4.0.2'),
      finds: [
        { message: 'newerLine', data: { name: MAIN, version: '4.4.0', by: 'dpkg', target: '4.3.1' }, object },
        { message: 'broken', data: { name: MAIN, version: '4.4.0', status: 'hold ok half-configured' }, object },
        { message: 'held', data: { name: MAIN, version: '4.4.0' }, object },
        { message: 'oldBeside', data: { main: MAIN, names: 'cloud-agent-libs 4.0.2', by: 'dpkg' }, object },
      ],
    },
    'installed twice, on one host of two, and the other is down': {
      given: {
        rpm: { on: { kvm1: rpmSays(`${MAIN} 4.3.1-1.el6`, `${MAIN} 4.3.1-2.el6`), kvm2: { status: 'unreachable', reason: 'timed out' } } },
        deb: { on: { kvm1: neither.deb, kvm2: { status: 'unreachable', reason: 'timed out' } } },
      },
      finds: [{ message: 'twice', host: 'kvm1', data: { name: MAIN, versions: '4.3.1, 4.3.1' }, object }],
    },
  },
  skips: {
    'no KVM host': { given: { rpm: { on: {} }, deb: { on: {} } }, because: 'the target names no KVM host' },
  },
  unknown: {
    'one host of two is down': {
      given: {
        rpm: { on: { kvm1: rpmSays(`${MAIN} 4.3.1-1.el6`), kvm2: { status: 'unreachable', reason: 'timed out' } } },
        deb: { on: { kvm1: neither.deb, kvm2: { status: 'unreachable', reason: 'timed out' } } },
      },
      because: 'on kvm2: timed out',
    },
    'no package manager': { given: neither, because: 'neither rpm nor dpkg-query' },
  },
});
