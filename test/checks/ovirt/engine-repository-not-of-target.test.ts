import check from '../../../checks/ovirt/engine-repository-not-of-target.ts';
import { cases } from '../../support/cases.ts';

/** What grep prints of one file. */
const repo = (path: string, text: string): string =>
  text
    .split('\n')
    .map((line, index) => `/etc/yum.repos.d/${path}:${index + 1}:${line}`)
    .join('\n');
const main = (section: string, more = '') => repo(`${section}.repo`, `[${section}]\nname=oVirt\nbaseurl=https://example.org/x/\n${more}`);
const off = 'enabled=0';
const dependency = repo('deps.repo', '[ovirt-4.3-epel]\nbaseurl=https://example.org/ovirt-4.3/epel\nenabled=1');

cases(check, {
  on: { from: '4.3.10.4', to: '4.3.11.4', phase: 'pre' },
  passes: {
    'the one of the project; enabled is not said': { given: { repositories: main('ovirt-4.3') } },
    'the one of CentOS': { given: { repositories: main('centos-ovirt43', 'enabled = True') } },
    'a mirror with a name of its own': {
      given: { repositories: repo('own.repo', '[lab_oVirt]\nbaseurl=https://mirror.lab.example/pub/ovirt-4.3/el7/') },
    },
    'of another line, and not enabled': { given: { repositories: `${main('ovirt-4.3')}\n${main('ovirt-4.4', off)}` } },
    'both of 4.5': { from: '4.4.10.7', to: '4.5.4', given: { repositories: `${main('centos-ovirt45')}\n${main('ovirt-45-upstream')}` } },
    'a test repository is enabled beside it': { given: { repositories: `${main('ovirt-4.3')}\n${main('ovirt-4.3-pre')}` } },
  },
  fails: {
    none: {
      given: { repositories: repo('base.repo', '[base]\nbaseurl=https://example.org/centos/7/') },
      finds: [{ message: 'missing', data: { line: '4.3' }, remedy: 'ovirt-release43.rpm' }],
    },
    'only what it depends on': { given: { repositories: dependency }, finds: [{ message: 'missing', data: { line: '4.3' } }] },
    'only a test repository': { given: { repositories: main('ovirt-4.3-snapshot') }, finds: [{ message: 'missing', data: { line: '4.3' } }] },
    'not enabled': {
      given: { repositories: main('ovirt-4.3', off) },
      finds: [
        {
          message: 'disabled',
          data: { section: 'ovirt-4.3', line: '4.3' },
          object: 'repository ovirt-4.3',
          path: '/etc/yum.repos.d/ovirt-4.3.repo',
          line: 3,
          remedy: 'yum-config-manager --enable ovirt-4.3',
        },
      ],
    },
    'two lines': {
      given: { repositories: `${main('ovirt-4.3')}\n${main('ovirt-4.4')}` },
      finds: [
        {
          message: 'otherLine',
          data: { section: 'ovirt-4.4', other: '4.4', line: '4.3' },
          object: 'repository ovirt-4.4',
          path: '/etc/yum.repos.d/ovirt-4.4.repo',
          line: 3,
        },
      ],
    },
    'of the line before only': {
      from: '4.3.11',
      to: '4.4.10.7',
      given: { repositories: main('ovirt-4.3') },
      finds: [
        { message: 'missing', data: { line: '4.4' }, remedy: 'ovirt-release44.rpm' },
        {
          message: 'otherLine',
          data: { section: 'ovirt-4.3', other: '4.3', line: '4.4' },
          object: 'repository ovirt-4.3',
          path: '/etc/yum.repos.d/ovirt-4.3.repo',
          line: 3,
        },
      ],
    },
    'one of the two of 4.5': {
      from: '4.4.10.7',
      to: '4.5.4',
      given: { repositories: `${main('centos-ovirt45')}\n${main('ovirt-45-upstream', off)}` },
      finds: [{ message: 'incomplete', data: { missing: 'ovirt-45-upstream' }, object: 'repository ovirt-45-upstream' }],
    },
  },
  skips: {
    'no yum': {
      given: {
        repositories: { exit: 2, stderr: 'grep: /etc/yum.repos.d: No such file or directory\ngrep: /etc/zypp/repos.d: No such file or directory\n' },
      },
      because: 'no folder',
    },
  },
  unknown: {
    'enabled is no word of yum': { given: { repositories: main('ovirt-4.3', 'enabled=$on') }, because: 'enabled of ovirt-4.3 is neither yes nor no' },
    'Satellite, with names of its own': {
      given: { repositories: repo('redhat.repo', '[Lab_Products_virtualization]\nbaseurl=https://sat.lab.example/pulp/repos/Lab/virt/\nenabled=1') },
      because: 'Lab_Products_virtualization may have oVirt 4.3',
    },
    'a file may not be read': {
      given: { repositories: { exit: 2, stderr: 'grep: /etc/yum.repos.d/x.repo: Permission denied\n' } },
      because: 'Permission denied',
    },
  },
});
