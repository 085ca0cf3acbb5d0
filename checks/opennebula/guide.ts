import type { Guide, GuideStep } from '../../src/index.ts';
import { configurationSteps } from './guide/configuration.ts';
import { databaseSteps } from './guide/database.ts';
import { federationSteps } from './guide/federation.ts';
import { knownIssueSteps } from './guide/known-issues.ts';
import { platformSteps } from './guide/platform.ts';
import { resourceSteps } from './guide/resources.ts';
import { serviceSteps } from './guide/services.ts';

const WINDOW: readonly GuideStep['phase'][] = ['pre', 'stopped', 'installed', 'post'];

/** `A.6.10`: 6, the section. */
const section = ({ row }: GuideStep): number => Number(row.split('.')[1]);
const phase = ({ phase }: GuideStep): number => WINDOW.indexOf(phase);

/** In the order of the window; what is done in one phase in that of the sections, each of which has an order of its own. */
const steps = [
  ...configurationSteps,
  ...databaseSteps,
  ...resourceSteps,
  ...serviceSteps,
  ...platformSteps,
  ...federationSteps,
  ...knownIssueSteps,
].sort((a, b) => phase(a) - phase(b) || section(a) - section(b));

export default {
  title: 'The steps of the upgrade to OpenNebula 7',
  about:
    'The page "Start Here" of the upgrade guide of 7.0 names the steps that every upgrade has and sends on to one guide each for a single front-end, a cluster and a federation. Where the source is a number, it is lines of that page (content/software/upgrade_process/upgrade_guide/start_here.md, in Markdown); else it names the guide, the release notes, or the part of OpenNebula that wants the step.',
  steps,
} satisfies Guide;
