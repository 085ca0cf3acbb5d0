import check from '../../../checks/ovirt/host-repository-not-of-target.ts';
import { cases } from '../../support/cases.ts';
import { DOWN } from './fleet-answers.ts';
import { BASE, EL, NO_FOLDER, NODE, repoLines } from './host-machines-answers.ts';

const PATH = '/etc/yum.repos.d/ovirt-4.3.repo';
const OVIRT = '[ovirt-4.3]\nname=Latest oVirt 4.3 Release\nbaseurl=https://resources.ovirt.org/pub/ovirt-4.3/rpm/el7/';
const given = (text: string, release = EL) => ({ given: { repositories: repoLines(PATH, text), nodes: release } });
const on = (answers: object) => ({ on: answers }) as never;

cases(check, {
  on: { from: '4.3.7', to: '4.3.10', phase: 'pre' },
  passes: {
    'the line and the system': given(`${OVIRT}\n${BASE}`),
    'a mirror, by its address': given(`[lab-ovirt]\nbaseurl=https://mirror.lab.example/pub/ovirt-4.3/rpm/el7/\n${BASE}`),
    'the other line is there and off': given(`${OVIRT}\n${BASE}\n[ovirt-4.4]\nbaseurl=https://resources.ovirt.org/pub/ovirt-4.4/rpm/el8/\nenabled=0`),
  },
  fails: {
    none: {
      ...given(`[ovirt-4.3-epel]\nbaseurl=https://mirror.lab.example/epel/7/\n${BASE}`),
      finds: [{ message: 'missing', data: { line: '4.3' }, remedy: 'ovirt-release43.rpm' }],
    },
    'it is off': {
      ...given(`${OVIRT}\nenabled = 0\n${BASE}`),
      finds: [
        {
          message: 'disabled',
          data: { section: 'ovirt-4.3', line: '4.3' },
          object: 'repository ovirt-4.3',
          path: PATH,
          line: 3,
          remedy: 'yum-config-manager --enable ovirt-4.3',
        },
      ],
    },
    'another line beside it': {
      ...given(`${OVIRT}\n${BASE}\n[ovirt-4.4]\nbaseurl=https://resources.ovirt.org/pub/ovirt-4.4/rpm/el8/`),
      finds: [
        { message: 'otherLine', data: { section: 'ovirt-4.4', other: '4.4', line: '4.3' }, object: 'repository ovirt-4.4', path: PATH, line: 8 },
      ],
    },
    'without those of the system': { ...given(OVIRT), finds: [{ message: 'systemMissing', data: {} }] },
    'one host of two': {
      given: { repositories: on({ h1: repoLines(PATH, `${OVIRT}\n${BASE}`), h2: repoLines(PATH, BASE) }), nodes: on({ h1: EL, h2: EL }) },
      finds: [{ message: 'missing', data: { line: '4.3' }, host: 'h2' }],
    },
  },
  skips: {
    'oVirt Node': { ...given(OVIRT, NODE), because: 'every host is oVirt Node' },
    'no host to log in to': { given: { repositories: on({}), nodes: on({}) }, because: 'names no virtualization host' },
  },
  unknown: {
    'the host cannot be reached': { given: { repositories: DOWN, nodes: DOWN }, because: 'timed out' },
    'no folder': { given: { repositories: NO_FOLDER, nodes: EL }, because: 'no folder with repositories' },
    'a repository of Satellite': {
      ...given(`[lab_custom]\nbaseurl=https://satellite.lab.example/pulp/content/lab/\n${BASE}`),
      because: 'may have oVirt 4.3',
    },
    'neither yes nor no': { ...given(`${OVIRT}\nenabled=perhaps\n${BASE}`), because: 'neither yes nor no' },
  },
});
