import type { Guide, GuideStep } from '../../src/index.ts';
import { agentSteps } from './guide/agents.ts';
import { inventorySteps } from './guide/inventory.ts';
import { managementSteps } from './guide/management.ts';
import { releaseSteps } from './guide/release.ts';
import { xenserverSteps } from './guide/xenserver.ts';

/** The rows are in the order of the guide, which is that of the window but for a few. */
const placeOf = ({ row, order = Number(row) }: GuideStep): number => order;

const steps = [...releaseSteps, ...inventorySteps, ...managementSteps, ...agentSteps, ...xenserverSteps].sort((a, b) => placeOf(a) - placeOf(b));

export default {
  title: 'The steps of the upgrade instructions of 4.3',
  about:
    'The upgrade instructions of CloudStack 4.3 describe the validation of a release and seven upgrade paths: from 4.3.1 and 4.3.0 to 4.3.2, and from 4.2.x, 4.1.x, 4.0.x, 3.0.x and 2.2.14 to 4.3. The source is the lines of that page (`source` of the release notes of 4.3, in reStructuredText).',
  steps,
} satisfies Guide;
