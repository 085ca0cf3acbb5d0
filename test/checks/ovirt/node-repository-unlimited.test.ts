import check from '../../../checks/ovirt/node-repository-unlimited.ts';
import { cases } from '../../support/cases.ts';
import { DOWN } from './fleet-answers.ts';
import { EL, NODE, repoLines } from './host-machines-answers.ts';

const PATH = '/etc/yum.repos.d/ovirt-4.3.repo';
const INCLUDE = 'includepkgs = ovirt-node-ng-image-update ovirt-node-ng-image ovirt-engine-appliance';
const given = (release: string, enabled: string, ...limits: string[]) => ({
  given: {
    repositories: repoLines(PATH, `[ovirt-4.3]\nbaseurl=https://resources.ovirt.org/pub/ovirt-4.3/rpm/el7/\n${enabled}`),
    limits: repoLines(PATH, ['[ovirt-4.3]', enabled, ...limits].join('\n')),
    nodes: release,
  },
});

cases(check, {
  on: { from: '4.3.7', to: '4.3.10', phase: 'pre' },
  passes: {
    'limited to the image': given(NODE, 'enabled=1', INCLUDE),
    'without blanks': given(NODE, 'enabled=1', 'includepkgs=ovirt-node-ng-image-update'),
  },
  fails: {
    'not limited': {
      ...given(NODE, 'enabled=1'),
      finds: [
        {
          message: 'unlimited',
          data: { section: 'ovirt-4.3', path: PATH },
          object: 'repository ovirt-4.3',
          path: PATH,
          line: 2,
          remedy: 'includepkgs = ovirt-node-ng-image-update',
        },
      ],
    },
    'another one is limited': {
      ...given(NODE, 'enabled=1', '[ovirt-4.3-epel]', INCLUDE),
      finds: [{ message: 'unlimited', data: { section: 'ovirt-4.3', path: PATH }, object: 'repository ovirt-4.3', path: PATH, line: 2 }],
    },
    'limited to nothing': {
      ...given(NODE, 'enabled=1', 'includepkgs ='),
      finds: [{ message: 'unlimited', data: { section: 'ovirt-4.3', path: PATH }, object: 'repository ovirt-4.3', path: PATH, line: 2 }],
    },
    'it is off': { ...given(NODE, 'enabled=0', INCLUDE), finds: [{ message: 'missing', data: { line: '4.3' }, remedy: 'ovirt-release43.rpm' }] },
  },
  skips: { 'Enterprise Linux': { ...given(EL, 'enabled=1'), because: 'no host is oVirt Node' } },
  unknown: {
    'the host cannot be reached': { given: { repositories: DOWN, limits: DOWN, nodes: DOWN }, because: 'timed out' },
    'one of the files cannot be read': {
      given: { ...given(NODE, 'enabled=1').given, limits: { stdout: '', stderr: 'grep: /etc/yum.repos.d/a.repo: Permission denied', exit: 2 } },
      because: 'Permission denied',
    },
  },
});
