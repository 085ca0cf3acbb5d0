import check from '../../../checks/opennebula/source-version-unsupported.ts';
import { cases } from '../../support/cases.ts';
import { ABSENT } from './hosts.ts';
import { cluster, deb, frontend } from './support.ts';

const NEEDS = ['oned', 'said', 'deb', 'rpm', 'shipped'] as const;

cases(check, {
  on: { from: '6.10.2', to: '7.0.1', phase: 'pre' },
  passes: {
    'the oldest that is supported': { given: frontend('6.0.0') },
    'two digits are more than one': { given: frontend('6.10.2') },
  },
  fails: {
    'the last release before': {
      given: frontend('5.12.12'),
      from: '5.12.12',
      finds: [{ message: 'tooOld', data: { host: 'frontend', version: '5.12.12' }, host: 'frontend', remedy: 'a release of 6.x first' }],
    },
    'one front-end of two': {
      given: cluster({ fe0: frontend('6.10.2'), fe1: { ...frontend('5.10.0'), said: ABSENT, deb: deb({ opennebula: '5.10.0' }) } }, NEEDS),
      finds: [{ message: 'tooOld', data: { host: 'fe1', version: '5.10.0' }, host: 'fe1' }],
    },
  },
  skips: { 'no front-end': { given: { oned: [] }, because: 'no front-end' } },
  unknown: { 'nothing says a version': { given: { oned: frontend('6.0.0').oned }, because: 'nothing says which version' } },
});
