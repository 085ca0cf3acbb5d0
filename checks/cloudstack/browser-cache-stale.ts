import { manual } from '../../src/index.ts';
import { GUIDE_30 } from './xenserver.ts';

export default manual({
  id: 'cloudstack/browser-cache-stale',
  title: 'People can log in to the upgraded UI',
  severity: 'advice',
  applies: {
    platform: 'cloudstack',
    phases: ['post'],
    paths: [{ from: '<4.0' }],
    because: 'the guide warns of cached pages on the way from 2.2 and 3.0 only',
  },
  why: 'Browsers keep pages and scripts of the old UI, which do not fit the new server: good passwords then appear to be wrong.',
  question: 'Did an administrator and a user log in to the upgraded UI with their old passwords, and see its pages?',
  fix: 'Clear the cache of the browser and load the page again before you look for another cause.',
  refs: [GUIDE_30],
  covers: ['82'],
});
