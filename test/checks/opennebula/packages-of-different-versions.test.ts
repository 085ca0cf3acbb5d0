import check from '../../../checks/opennebula/packages-of-different-versions.ts';
import { cases } from '../../support/cases.ts';
import { ABSENT, dpkg, rpmAll, TIMEOUT } from './hosts.ts';

const whole = { opennebula: '7.0.1', 'opennebula-fireedge': '7.0.1', 'opennebula-migration': '7.0.1', 'python3-pyone': '7.0.1' };
const mixed = { opennebula: '7.0.1', 'opennebula-common': '7.0.1', 'opennebula-fireedge': '6.10.2' };
const on = (hosts: object) => ({ on: hosts as never });

cases(check, {
  on: { from: '6.10.2', to: '7.0.1', phase: 'installed' },
  passes: {
    'all of one version, on Debian and on RHEL': { given: { frontendDeb: dpkg(whole), nodeRpm: rpmAll({ 'opennebula-node-kvm': '6.10.2' }) } },
    'releases differ, as that of guacd always does': {
      given: { frontendDeb: { stdout: 'opennebula ii  7.0.1-1\nopennebula-guacd ii  7.0.1-1.5.4+1\nopennebula-common hi  1:7.0.1-1.ce\n' } },
    },
    'what is not released with OpenNebula': {
      given: { frontendDeb: dpkg({ ...whole, 'opennebula-repo': '6.0', 'opennebula-rubygem-nokogiri': '1.10.3', 'opennebula-context': '6.8.1' }) },
    },
    'an old package is removed, with its configuration left': {
      given: { frontendDeb: { stdout: `${dpkg(whole).stdout}opennebula-sunstone rc  6.10.2-1\nopennebula-scheduler un  \n` } },
    },
    'a node that is not upgraded yet': { given: { frontendRpm: rpmAll(whole), nodeDeb: dpkg({ 'opennebula-node-kvm': '6.10.2' }) }, phase: 'post' },
  },
  fails: {
    'FireEdge left behind, on Debian': {
      given: { frontendDeb: dpkg(mixed) },
      finds: [
        {
          message: 'mixed',
          data: { host: 'frontend', versions: '7.0.1 (opennebula, opennebula-common), 6.10.2 (opennebula-fireedge)', manager: 'dpkg' },
          host: 'frontend',
          object: 'OpenNebula packages',
          remedy: "apt-get install --only-upgrade 'opennebula*' python3-pyone",
        },
      ],
    },
    'a node, on RHEL': {
      given: { nodeRpm: rpmAll({ 'opennebula-node-kvm': '7.0.1', 'opennebula-common': '6.10.2' }) },
      finds: [
        {
          message: 'mixed',
          data: { host: 'node', versions: '7.0.1 (opennebula-node-kvm), 6.10.2 (opennebula-common)', manager: 'rpm' },
          host: 'node',
          object: 'OpenNebula packages',
          remedy: "yum upgrade 'opennebula*'",
        },
      ],
    },
    'a hotfix on one of two front-ends, which no other package hides': {
      given: {
        frontendDeb: on({ fe0: dpkg({ opennebula: '6.10.0' }), fe1: dpkg({ opennebula: '6.10.0.1' }) }),
        frontendRpm: on({ fe0: ABSENT, fe1: ABSENT }),
      },
      finds: [
        {
          message: 'frontendsDiffer',
          data: { host: 'fe1', version: '6.10.0.1', other: 'fe0', otherVersion: '6.10.0' },
          host: 'fe1',
          remedy: 'before any of them is started',
        },
      ],
    },
  },
  skips: { 'an installation from source': { given: { frontendDeb: dpkg({}) }, because: 'no host has packages of OpenNebula' } },
  unknown: {
    'dpkg has a problem': {
      given: { frontendDeb: { stdout: '', stderr: 'dpkg-query: error: status database is broken\n', exit: 2 } },
      because: 'status database',
    },
    'rpm has a problem': {
      given: { frontendRpm: { stdout: '', stderr: 'error: cannot open Packages database\n', exit: 1 } },
      because: 'cannot open Packages',
    },
    'rpm ends badly and says nothing': { given: { frontendRpm: { stdout: '', exit: 1 } }, because: 'rpm ended with 1' },
    'it does not answer': { given: { frontendDeb: TIMEOUT }, because: 'did not end' },
  },
});
