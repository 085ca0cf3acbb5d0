import check from '../../../checks/opennebula/repository-not-of-target.ts';
import { cases } from '../../support/cases.ts';
import { dpkg, rpmAll, TIMEOUT } from './hosts.ts';

const LIST = '/etc/apt/sources.list.d/opennebula.list';
const YUM = '/etc/yum.repos.d/opennebula.repo';
const frontendDeb = dpkg({ opennebula: '6.10.2', 'opennebula-fireedge': '6.10.2', 'opennebula-flow': '6.10.2', 'opennebula-gate': '6.10.2' });
const nodeRpm = rpmAll({ 'opennebula-node-kvm': '6.10.2' });
const grep = (path: string, ...text: string[]) => ({ stdout: text.map((line, index) => `${path}:${index + 1}:${line}\n`).join('') });
const url = (release: string) => `https://downloads.opennebula.io/repo/${release}/Ubuntu/24.04`;
const deb = (release: string) => `deb [signed-by=/etc/apt/keyrings/opennebula.gpg] ${url(release)} stable opennebula`;
const section = (release: string, enabled = '1') => [
  `[opennebula-${release}]`,
  `name=OpenNebula ${release}`,
  `baseurl=https://downloads.opennebula.io/repo/${release}/RedHat/$releasever/$basearch`,
  `enabled=${enabled}`,
];

cases(check, {
  on: { from: '6.10.2', to: '7.0.1', phase: 'pre' },
  passes: {
    'the target, in a list': { given: { frontendDeb, frontendApt: grep(LIST, '# comment', deb('7.0')) } },
    'an exact release of the target': { given: { frontendDeb, frontendApt: grep(LIST, deb('7.0.1')) } },
    'the old one is a comment': { given: { frontendDeb, frontendApt: grep(LIST, `#${deb('6.10')}`, deb('7.0')) } },
    'the old one is disabled': { given: { nodeRpm, nodeYum: grep(YUM, ...section('6.10', '0'), ...section('7.0')) } },
    'stanzas, one of which is off': {
      given: {
        frontendDeb,
        frontendApt: grep(
          '/etc/apt/sources.list.d/one.sources',
          'Types: deb',
          `URIs: ${url('6.10')}`,
          'Enabled: no',
          '',
          'Types: deb',
          `URIs: ${url('7.0')}`,
        ),
      },
    },
    'another product with /repo/ in its address': {
      given: { frontendDeb, frontendApt: grep('/etc/apt/sources.list', 'deb https://other.example.org/repo/6.10/x stable main', deb('7.0')) },
    },
    'a host without packages of OpenNebula': { given: { nodeYum: grep(YUM, ...section('6.10')) } },
  },
  fails: {
    'still of the old release': {
      given: {
        frontendDeb,
        frontendApt: { ...grep(LIST, deb('6.10')), stderr: 'grep: /etc/apt/sources.list: No such file or directory\n', exit: 2 },
      },
      finds: [
        {
          message: 'other',
          data: { path: LIST, release: '6.10', target: '7.0' },
          host: 'frontend',
          path: LIST,
          line: 1,
          remedy: "'1s#/repo/6[.]10#/repo/7.0#g'",
        },
      ],
    },
    'both on one host': {
      given: { nodeRpm, nodeYum: grep(YUM, ...section('6.10'), ...section('7.0')) },
      finds: [
        {
          message: 'beside',
          data: { path: YUM, release: '6.10', target: '7.0' },
          host: 'node',
          path: YUM,
          line: 3,
          remedy: 'Disable the repository',
        },
      ],
    },
    'nothing to be seen': {
      given: { frontendDeb, frontendApt: grep('/etc/apt/sources.list', 'deb http://deb.debian.org/debian bookworm main') },
      finds: [
        {
          message: 'none',
          data: { packages: 'opennebula, opennebula-fireedge, opennebula-flow and 1 more', target: '7.0' },
          host: 'frontend',
          object: 'repository of OpenNebula',
        },
      ],
    },
    'a mirror that names no release, with a hostile name': {
      given: { nodeRpm, nodeYum: grep('/etc/yum.repos.d/x\u001b[2J.repo', '[opennebula]', 'baseurl=file:///mirror/one') },
      finds: [
        {
          message: 'versionless',
          data: { path: '/etc/yum.repos.d/x\u001b[2J.repo', target: '7.0' },
          host: 'node',
          path: '/etc/yum.repos.d/x\u001b[2J.repo',
          line: 2,
        },
      ],
    },
  },
  unknown: {
    'a file that was not read': {
      given: { frontendDeb, frontendApt: { stdout: '', stderr: 'grep: /etc/apt/sources.list.d/opennebula.list: Permission denied\n', exit: 2 } },
      because: 'Permission denied',
    },
    'packages do not answer': { given: { frontendDeb: TIMEOUT, frontendApt: grep(LIST, deb('6.10')) }, because: 'did not end' },
  },
});
