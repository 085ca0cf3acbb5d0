import type { Guide } from '../../src/index.ts';
import { engineSteps } from './guide/engine.ts';
import { engineMachineSteps } from './guide/engine-machine.ts';
import { hostMachineSteps } from './guide/host-machine.ts';
import { hostedEngineSteps } from './guide/hosted-engine.ts';
import { hostSteps } from './guide/hosts.ts';
import { nodeSteps } from './guide/node.ts';

export default {
  title: 'The steps of updates within a line, and of upgrades from 4.3 to 4.4 and 4.5',
  about:
    'Chapter 9 of the upgrade guide of oVirt 4.3 describes updates between its minor releases: first of the engine (A.1), then of the hosts, one after the other (A.2). The source is the lines of that page in Markdown. What an upgrade to 4.4 or 4.5 needs besides is by machine: the engine (A.3), hosts (A.4), a self-hosted engine (A.5), oVirt Node (A.6); there the source is the section of the guide, or the code that the step comes from.',
  steps: [...engineSteps, ...hostSteps, ...engineMachineSteps, ...hostMachineSteps, ...hostedEngineSteps, ...nodeSteps],
} satisfies Guide;
