import { askedInFederation } from './asked-in-federation.ts';
import { FEDERATION_GUIDE } from './cluster.ts';

export default askedInFederation({
  id: 'opennebula/federation-index-unverified',
  title: 'All zones of the federation have the same FED_INDEX',
  severity: 'blocker',
  applies: { platform: 'opennebula', phases: ['pre'] },
  why: 'The index says how far a zone has followed the master. What a slave has not got when its tables are replaced is lost there. Zones answer with their own indexes, and a target has one zone.',
  question: 'Does onezone list, run on the master zone, show the same FED_INDEX for every zone, and no "-"?',
  fix: 'Wait until slaves have caught up. "-" is a zone that does not answer: mend the connection between the zones, or start oned there.',
  refs: [FEDERATION_GUIDE],
  covers: ['A.6.12'],
});
