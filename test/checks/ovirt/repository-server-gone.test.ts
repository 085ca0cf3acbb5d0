import check from '../../../checks/ovirt/repository-server-gone.ts';
import { cases } from '../../support/cases.ts';

const FILE = '/etc/yum.repos.d/CentOS.repo';
const repo = (...lines: string[]) => ({ stdout: ['[base]', ...lines].map((line, index) => `${FILE}:${index + 1}:${line}`).join('\n') });
const found = (server: string, line: number, host: string) =>
  ({
    message: 'gone',
    data: { id: 'base', path: FILE, server },
    host,
    object: 'repository base',
    path: FILE,
    line,
    remedy: 'vault.centos.org',
  }) as const;
const DEAD = 'mirrorlist=http://mirrorlist.centos.org/?release=7&repo=os';

cases(check, {
  on: { from: '4.3.10', to: '4.3.11', phase: 'pre' },
  passes: {
    'a mirror of its own': { given: { engine: repo('baseurl=https://mirror.example.org/centos/7/os/x86_64/') } },
    'the vault': { given: { engine: repo('baseurl=http://vault.centos.org/7.9.2009/os/x86_64/') } },
    'the address is there besides the list': {
      given: { engine: repo('mirrorlist=http://mirrorlist.centos.org/', 'baseurl=https://mirror.example.org/') },
    },
    disabled: { given: { engine: repo(DEAD, 'enabled=0') } },
    'a path that only looks like it': { given: { engine: repo('baseurl=https://mirror.example.org/mirror.centos.org/7/') } },
    'a longer name': { given: { engine: repo('baseurl=https://mirror.centos.org.example.org/7/') } },
  },
  fails: {
    'the list of mirrors': { given: { engine: repo(DEAD) }, finds: [found('mirrorlist.centos.org', 1, 'engine')] },
    'an address, on one host of two': {
      given: {
        engine: repo('baseurl=https://mirror.example.org/'),
        hosts: { on: { h1: repo('baseurl=http://mirror.centos.org/centos/8-stream/', 'enabled=1'), h2: repo('baseurl=http://vault.centos.org/') } },
      },
      finds: [found('mirror.centos.org', 2, 'h1')],
    },
    'in capitals, with a port and a login': {
      given: { engine: repo('baseurl=HTTP://u:p@MIRROR.centos.org:80/centos/') },
      finds: [found('mirror.centos.org', 2, 'engine')],
    },
  },
  skips: {
    'no folder': {
      given: {
        engine: {
          exit: 2,
          stderr: 'grep: /etc/yum.repos.d: No such file or directory\ngrep: /etc/zypp/repos.d: No such file or directory\n',
        },
      },
      because: 'no machine has repositories',
    },
  },
  unknown: {
    denied: { given: { engine: { exit: 2, stderr: 'grep: /etc/yum.repos.d/x.repo: Permission denied\n' } }, because: 'Permission denied' },
    'a host that is down': {
      given: { engine: repo('baseurl=https://mirror.example.org/'), hosts: { on: { h1: { status: 'unreachable', reason: 'timed out' } } } },
      because: 'timed out',
    },
  },
});
