import type { GuideStep } from '../../../src/index.ts';

const EVERY_NODE = 'every oVirt Node';

/** Updating oVirt Node, in the order of the window. */
export const nodeSteps: readonly GuideStep[] = [
  {
    row: 'A.6.1',
    step: 'Know which hosts are oVirt Nodes: they are updated by images',
    phase: 'pre',
    where: EVERY_NODE,
    source: 'Updating Individual Hosts',
  },
  { row: 'A.6.2', step: 'Let oVirt Node check itself', phase: 'pre', where: EVERY_NODE, source: 'not in the guide: from nodectl' },
  { row: 'A.6.3', step: 'Make sure that /var is a volume of its own', phase: 'pre', where: EVERY_NODE, source: 'not in the guide: from imgbased' },
  { row: 'A.6.4', step: 'Make sure that /boot has 1 GB', phase: 'pre', where: EVERY_NODE, source: 'not in the guide: from imgbased' },
  { row: 'A.6.5', step: 'Make room in the thin pool', phase: 'pre', where: EVERY_NODE, source: 'not in the guide: from imgbased' },
  {
    row: 'A.6.6',
    step: 'Make room in the volume group for volumes that the new image wants',
    phase: 'pre',
    where: EVERY_NODE,
    source: 'not in the guide: from imgbased',
    uncovered: 'not yet covered (severity medium)',
  },
  {
    row: 'A.6.7',
    step: 'Check packages of your own, which the update installs again',
    phase: 'pre',
    where: EVERY_NODE,
    source: 'not in the guide: from imgbased',
    uncovered: 'not yet covered (severity low)',
  },
  { row: 'A.6.8', step: 'Make sure that the new image was started', phase: 'post', where: EVERY_NODE, source: 'Updating Individual Hosts' },
  { row: 'A.6.9', step: 'Read the log of the update of the image', phase: 'post', where: EVERY_NODE, source: 'Manually Updating Hosts' },
];
