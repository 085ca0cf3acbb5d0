import { askedInFederation } from './asked-in-federation.ts';
import { FEDERATION_GUIDE } from './cluster.ts';

export default askedInFederation({
  id: 'opennebula/federation-versions-unverified',
  title: 'All zones of the federation run the same version',
  severity: 'blocker',
  applies: { platform: 'opennebula', phases: ['post'] },
  why: 'The zones share tables, and each writes them as its own release does. A zone that was forgotten fails at its next start, or damages what the others share. A target has one zone.',
  question: 'Does oned --version say the same on every front-end of every zone of the federation?',
  fix: 'Upgrade the zones that are left, by the guide for federations.',
  refs: [FEDERATION_GUIDE],
  covers: ['A.6.15'],
});
