import type { GuideStep } from '../../../src/index.ts';

const WHERE = 'the engine machine';

/** Updating the engine: what is there beforehand, setup packages, engine-setup, operating system, restart. */
export const engineSteps: readonly GuideStep[] = [
  { row: 'A.1.1', step: 'Look whether updated packages are available', phase: 'pre', where: WHERE, source: '15-17' },
  {
    row: 'A.1.2',
    step: 'Remember that no update of the setup packages does not mean that the engine is current',
    phase: 'pre',
    where: WHERE,
    source: '15-17, 26-28',
  },
  { row: 'A.1.3', step: 'Enable the repositories of the release line', phase: 'pre', where: WHERE, source: '19' },
  { row: 'A.1.4', step: 'Install the package that brings the repositories', phase: 'pre', where: WHERE, source: '19' },
  { row: 'A.1.7', step: 'Let no other engine-setup, backup or package manager run', phase: 'pre', where: WHERE, source: '33' },
  { row: 'A.1.5', step: 'Update the setup packages', phase: 'stopped', where: WHERE, source: '22-24' },
  {
    row: 'A.1.6',
    step: 'Read the preview of engine-setup knowing that it shows the values of the installation',
    phase: 'installed',
    where: WHERE,
    source: '30',
  },
  { row: 'A.1.8', step: 'Run engine-setup to its end and do not stop it', phase: 'post', where: WHERE, source: '26-28, 33' },
  { row: 'A.1.11', step: 'See that engine-setup backed up the database', phase: 'post', where: WHERE, source: '26' },
  { row: 'A.1.12', step: 'See that engine-setup updated the database', phase: 'post', where: WHERE, source: '26' },
  { row: 'A.1.9', step: 'See that the engine and the services around it are running again', phase: 'post', where: WHERE, source: '26' },
  { row: 'A.1.10', step: 'See that the engine answers and reaches its database', phase: 'post', where: WHERE, source: '26' },
  {
    row: 'A.1.13',
    step: 'Update the operating system and the optional packages of the engine machine',
    phase: 'post',
    where: WHERE,
    source: '36-38',
  },
  { row: 'A.1.14', step: 'Restart the machine if a kernel was updated', phase: 'post', where: WHERE, source: '40' },
];
