import check from '../../../checks/ovirt/repository-of-pre-release.ts';
import { cases } from '../../support/cases.ts';

const FILE = '/etc/yum.repos.d/ovirt.repo';
const repo = (id: string, ...lines: string[]) => ({ stdout: [`[${id}]`, ...lines].map((line, index) => `${FILE}:${index + 1}:${line}`).join('\n') });
const found = (id: string, host = 'engine') =>
  [
    {
      message: 'test',
      data: { id, path: FILE },
      host,
      object: `repository ${id}`,
      path: FILE,
      line: 1,
      remedy: `yum-config-manager --disable ${id}`,
    },
  ] as const;

cases(check, {
  on: { from: '4.3.10', to: '4.3.11', phase: 'pre' },
  passes: {
    'a released one': { given: { engine: repo('ovirt-4.3') } },
    'a disabled one': { given: { engine: repo('ovirt-4.3-pre', 'enabled=0') } },
    'another project': { given: { engine: repo('epel-testing') } },
    'a word that only begins so': { given: { engine: repo('ovirt-4.3-premium') } },
  },
  fails: {
    'a pre-release': { given: { engine: repo('ovirt-4.3-pre') }, finds: found('ovirt-4.3-pre') },
    testing: { given: { engine: repo('centos-ovirt45-testing', 'enabled=1') }, finds: found('centos-ovirt45-testing') },
    'nightly builds, on a host': {
      given: { engine: repo('ovirt-4.3'), hosts: { on: { h1: repo('copr:copr.fedorainfracloud.org:ovirt:ovirt-master-snapshot') } } },
      finds: found('copr:copr.fedorainfracloud.org:ovirt:ovirt-master-snapshot', 'h1'),
    },
  },
  skips: {
    'no folder': {
      given: {
        engine: { exit: 2, stderr: 'grep: /etc/yum.repos.d: No such file or directory\ngrep: /etc/zypp/repos.d: No such file or directory\n' },
      },
      because: 'no machine has repositories',
    },
  },
  unknown: {
    denied: { given: { engine: { exit: 2, stderr: 'grep: /etc/yum.repos.d/\u001b[2J.repo: Permission denied\n' } }, because: 'Permission denied' },
  },
});
