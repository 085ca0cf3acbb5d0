import type { GuideStep } from '../../../src/index.ts';

const WHERE = 'the self-hosted engine';
const HOSTS = 'every host of the self-hosted engine';

/** A self-hosted engine, in the order of the window. */
export const hostedEngineSteps: readonly GuideStep[] = [
  {
    row: 'A.5.1',
    step: 'Know whether the engine is self-hosted: engine-setup goes by the name of its virtual machine',
    phase: 'pre',
    where: WHERE,
    source: 'not in the guide: from engine-setup',
  },
  { row: 'A.5.6', step: 'Have three hosts that can run the engine', phase: 'pre', where: HOSTS, source: 'Updating a self-hosted engine' },
  {
    row: 'A.5.4',
    step: 'Make sure that another host can take over the virtual machine of the engine',
    phase: 'pre',
    where: HOSTS,
    source: 'not in the guide: from the engine',
  },
  {
    row: 'A.5.5',
    step: 'Make sure that the agents of the self-hosted engine are active',
    phase: 'pre',
    where: HOSTS,
    source: 'not in the guide: from ovirt-hosted-engine-ha',
  },
  { row: 'A.5.2', step: 'Set global maintenance right before engine-setup', phase: 'pre', where: HOSTS, source: 'Updating a self-hosted engine' },
  {
    row: 'A.5.3',
    step: 'End global maintenance before the engine is restarted and hosts are updated',
    phase: 'post',
    where: HOSTS,
    source: 'Updating a self-hosted engine',
  },
];
