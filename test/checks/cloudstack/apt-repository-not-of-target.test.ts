import { expect } from 'vitest';
import check from '../../../checks/cloudstack/apt-repository-not-of-target.ts';
import { cases } from '../../support/cases.ts';
import { deb, NO_APT, printed } from './repositories.ts';

const FILE = '/etc/apt/sources.list.d/cloudstack.list';
const UBUNTU = printed(
  '/etc/apt/sources.list',
  'deb http://archive.ubuntu.com/ubuntu precise main universe',
  '',
  'deb cdrom:[Ubuntu 12.04]/ precise main',
);
const apt = (...lines: string[]) => `${UBUNTU}${printed(FILE, ...lines)}`;
const management = (...lines: string[]) => ({
  managementPackages: deb(),
  management: apt(...lines),
  managementCodename: 'DISTRIB_CODENAME=precise\n',
});
const HOST = 'http://cloudstack.apt-get.eu/ubuntu';
const at = { host: 'management', object: `repository ${HOST}`, path: FILE, line: 1 };
const other = (offers: string, more: object = {}, remedy?: string) =>
  ({ message: 'other', data: { uri: HOST, suite: 'precise', offers, target: '4.3' }, ...at, ...more, ...(remedy && { remedy }) }) as never;

cases(check, {
  on: { from: '4.2.1', to: '4.3.2', phase: 'pre' },
  passes: {
    'the line of the guide': { given: management(`deb ${HOST} precise 4.3`) },
    'options, blanks and a comment behind it': { given: management(`  deb\t[ arch=amd64  trusted=yes ] ${HOST}  precise\t4.3 # was 4.2`) },
    'the old one as source code and commented out': {
      given: management(`#deb ${HOST} precise 4.2`, `deb-src ${HOST} precise 4.2`, `deb ${HOST} precise 4.3`),
    },
    'several components': { given: management(`deb ${HOST} precise extra 4.3 main`) },
    'a modern deb822 file, and the old one disabled': {
      given: {
        managementPackages: deb('4.20.0.0'),
        managementCodename: 'VERSION_CODENAME=noble\n',
        management: printed(
          '/etc/apt/sources.list.d/cloudstack.sources',
          'Types: deb deb-src',
          'URIs: https://download.cloudstack.org/ubuntu',
          'Suites: noble',
          '# a comment parts nothing',
          'components:',
          ' 4.22',
          'Signed-By: /etc/apt/keyrings/cloudstack.gpg',
          '',
          'Enabled: no',
          'Types: deb',
          'URIs: https://download.cloudstack.org/ubuntu',
          'Suites: noble',
          'Components: 4.20',
        ),
      },
      from: '4.20.0.0',
      to: '4.22.0.0',
    },
    'the version in the address': {
      given: {
        managementPackages: deb('4.18.1.0'),
        managementCodename: 'VERSION_CODENAME=jammy\n',
        management: apt('deb https://packages.shapeblue.com/cloudstack/upstream/debian/4.19 /'),
      },
      from: '4.18.1.0',
      to: '4.19.1.0',
    },
    'an own mirror that the operator names': {
      given: management('deb http://mirror.example.org/acs precise 4.3'),
      inputs: { own: ['mirror.example.org'] },
    },
    'a host without packages of CloudStack beside one with them': {
      given: {
        managementPackages: { on: { m1: deb(), m2: 'cloudstack-management deinstall ok config-files 4.2.1\n' } },
        management: { on: { m1: apt(`deb ${HOST} precise 4.3`), m2: apt() } },
      },
      phase: 'stopped',
    },
    'a file whose name apt ignores': {
      given: {
        ...management(),
        management: `${apt(`deb ${HOST} precise 4.3`)}${printed('/etc/apt/sources.list.d/old copy.list', `deb ${HOST} precise 4.2`)}`,
      },
    },
  },
  fails: {
    'the old version': {
      given: management(`deb ${HOST} precise 4.2`),
      finds: [other('4.2', {}, `sed -r -i.before-preflight '1s#(^|[[:space:]/:])4[.]2([.][0-9.]+)?([[:space:]/]|$)#\\14.3\\3#g' ${FILE}`)],
    },
    '4.3 is not 4.30': { given: management(`deb ${HOST} precise 4.30`), finds: [other('4.30')] },
    'the agent of one KVM host': {
      given: {
        ...management(`deb ${HOST} precise 4.3`),
        kvmPackages: { on: { k1: deb('4.2.1', 'cloudstack-agent'), k2: deb('4.2.1', 'cloudstack-agent') } },
        kvm: { on: { k1: apt(`deb ${HOST} precise 4.3`), k2: apt(`deb ${HOST} precise 4.1`) } },
      },
      finds: [other('4.1', { host: 'k2' })],
    },
    none: {
      given: management(),
      finds: [
        {
          message: 'none',
          data: { target: '4.3', codename: 'precise' },
          host: 'management',
          object: 'repository of CloudStack',
          remedy: `echo 'deb ${HOST} precise 4.3' > ${FILE}`,
        },
      ],
    },
    'none, on a host that says no code name': {
      given: { managementPackages: deb(), management: apt() },
      to: '4.22.0.0',
      finds: [
        {
          message: 'none',
          data: { target: '4.22', codename: 'the release of the host' },
          host: 'management',
          object: 'repository of CloudStack',
          remedy: 'Add the repository',
        },
      ],
    },
    'no sources at all': {
      given: { managementPackages: deb(), management: NO_APT },
      finds: [
        { message: 'none', data: { target: '4.3', codename: 'the release of the host' }, host: 'management', object: 'repository of CloudStack' },
      ],
    },
    'a second file of the old version': {
      given: { ...management(), management: `${apt(`deb ${HOST} precise 4.3`)}${printed('/etc/apt/sources.list', `deb ${HOST} precise 4.2`)}` },
      finds: [
        {
          message: 'beside',
          data: { uri: HOST, suite: 'precise', offers: '4.2', target: '4.3' },
          ...at,
          path: '/etc/apt/sources.list',
          remedy: 'Delete the source of the other version',
        },
      ],
    },
    'another code name': {
      given: { ...management(`deb ${HOST} precise 4.3`), managementCodename: 'DISTRIB_CODENAME=trusty\n' },
      finds: [
        {
          message: 'codename',
          data: { uri: HOST, actual: 'precise', codename: 'trusty' },
          ...at,
          remedy: "'1s#(^|[[:space:]])precise([[:space:]]|$)#\\1trusty\\2#'",
        },
      ],
    },
    'no version anywhere': {
      given: management('deb http://mirror.example.org/cloudstack ./'),
      finds: [
        {
          message: 'versionless',
          data: { uri: 'http://mirror.example.org/cloudstack', suite: './', target: '4.3' },
          ...at,
          object: 'repository http://mirror.example.org/cloudstack',
          remedy: 'apt-cache policy cloudstack-management',
        },
      ],
    },
    'a line that ends too early': {
      given: management(`deb ${HOST}`),
      finds: [{ message: 'versionless', data: { uri: HOST, suite: '', target: '4.3' }, ...at }],
    },
    'a hostile address, whose password is hidden': {
      given: management("deb http://u:s3cr3t-pw@cloudstack.example.org/';reboot;'\u001b[2J__proto__ precise 4.2"),
      finds: [
        {
          message: 'other',
          data: {
            uri: expect.stringMatching(/^http:\/\/u:‹secret:hidden:\w+›@cloudstack\.example\.org\/';reboot;'\u001b\[2J__proto__$/) as never,
            suite: 'precise',
            offers: '4.2',
            target: '4.3',
          },
          host: 'management',
          object: expect.not.stringContaining('s3cr3t-pw') as never,
          path: FILE,
          line: 1,
        },
      ],
    },
  },
  skips: {
    'no host has packages that dpkg installed': {
      given: { managementPackages: { status: 'absent', reason: 'no such program' }, management: NO_APT },
      because: 'no host has packages',
    },
  },
  unknown: {
    'a file that must not be read': {
      given: { ...management(), management: { stdout: apt(`deb ${HOST} precise 4.3`), stderr: `grep: ${FILE}: Permission denied\n`, exit: 2 } },
      because: `${FILE}: Permission denied`,
    },
    'grep fails without a word': { given: { ...management(), management: { stdout: '', exit: 2 } }, because: 'grep ended with exit status 2' },
    'a host that is down': {
      given: {
        ...management(`deb ${HOST} precise 4.3`),
        kvmPackages: { status: 'unreachable', reason: 'timed out' },
        kvm: { status: 'unreachable', reason: 'timed out' },
      },
      because: 'on kvm: timed out',
    },
  },
});
