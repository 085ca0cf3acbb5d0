import type { GuideStep } from '../../../src/index.ts';

const BESIDE = 'beside the operator';

/** Verifying the release, before anything else. */
export const releaseSteps: readonly GuideStep[] = [
  { row: '1', step: 'Download the release with its signature and its checksums, all of one version', phase: 'pre', where: BESIDE, source: '61-67' },
  { row: '2', step: 'Get the signing keys of the project from its KEYS file', phase: 'pre', where: BESIDE, source: '46-59' },
  { row: '3', step: 'Verify the OpenPGP signature of the release', phase: 'pre', where: BESIDE, source: '71-82' },
  { row: '4', step: 'Compare the MD5 of the release with its checksum file', phase: 'pre', where: BESIDE, source: '76' },
  { row: '5', step: 'Compare the SHA-512 of the release with its checksum file', phase: 'pre', where: BESIDE, source: '77' },
  { row: '6', step: 'Take the commit of the release from the VOTE mail, where you build from source', phase: 'pre', where: BESIDE, source: '84-89' },
  {
    row: '7',
    step: 'Compare the unpacked source with the tree of that commit, where you build from source',
    phase: 'pre',
    where: BESIDE,
    source: '91-128',
  },
  { row: '8', step: 'Check the license headers with Apache RAT, where you build from source', phase: 'pre', where: BESIDE, source: '130-143' },
];
