import type { GuideStep } from '../../../src/index.ts';

const EVERY_FRONTEND = 'every front-end';
const EVERY_NODE = 'every node';
const EVERY_HOST = 'every front-end and every node';

/** Operating systems, repositories, packages and drivers, in the order of the window. */
export const platformSteps: readonly GuideStep[] = [
  {
    row: 'A.5.1',
    step: 'Make sure that the installed version is one from which the target can be reached directly',
    phase: 'pre',
    where: EVERY_FRONTEND,
    source: '16',
  },
  {
    row: 'A.5.3',
    step: 'Make sure that the operating system of the front-ends is certified for the target',
    phase: 'pre',
    where: EVERY_FRONTEND,
    source: 'platform notes of the target',
  },
  {
    row: 'A.5.4',
    step: 'Make sure that the operating system of the nodes is certified for the target, and upgrade those that are too old',
    phase: 'pre',
    where: EVERY_NODE,
    source: 'upgrade of a single front-end, step 12; platform notes of the target',
  },
  {
    row: 'A.5.11',
    step: 'Make sure that oneadmin reaches every host over SSH from every front-end',
    phase: 'pre',
    where: EVERY_FRONTEND,
    source: 'not in the guide: what monitoring and onehost sync need',
  },
  {
    row: 'A.5.5',
    step: 'Point the package repositories at the target',
    phase: 'stopped',
    where: EVERY_HOST,
    source: 'upgrade of a single front-end, step 5',
  },
  {
    row: 'A.5.6',
    step: 'Remove the Node.js of the distribution on RHEL 9 before the packages of 7.2 are installed',
    phase: 'stopped',
    where: EVERY_FRONTEND,
    source: 'known issues of 7.2',
  },
  {
    row: 'A.5.2',
    step: 'Upgrade all packages of OpenNebula to one version',
    phase: 'installed',
    where: EVERY_HOST,
    source: '38-44; upgrade of a single front-end, step 6',
  },
  {
    row: 'A.5.8',
    step: 'Upgrade the packages of the nodes',
    phase: 'post',
    where: EVERY_NODE,
    source: 'upgrade of a single front-end, step 12',
  },
  {
    row: 'A.5.7',
    step: 'Make sure that the packages of the nodes are configured completely',
    phase: 'post',
    where: 'every node with Debian or Ubuntu',
    source: 'not in the guide: issues 7329 and 7068',
  },
  {
    row: 'A.5.9',
    step: 'Restart libvirtd after its package was upgraded',
    phase: 'post',
    where: 'every KVM node',
    source: 'upgrade of a single front-end, step 12',
  },
  {
    row: 'A.5.10',
    step: 'Copy the new drivers to all hosts with onehost sync',
    phase: 'post',
    where: 'the leading front-end',
    source: 'upgrade of a single front-end, step 11',
  },
];
