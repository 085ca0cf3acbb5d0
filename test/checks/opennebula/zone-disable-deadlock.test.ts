import check from '../../../checks/opennebula/zone-disable-deadlock.ts';
import { cases } from '../../support/cases.ts';
import { onedConf, single, three } from './clusters.ts';
import { DENIED } from './hosts.ts';

cases(check, {
  on: { from: '7.4.0', to: '7.4.1', phase: 'pre' },
  passes: { 'one front-end': { given: single() } },
  fails: {
    'a cluster': {
      given: three(),
      finds: [{ message: 'cluster', data: { zone: 0, count: 3 }, object: 'zone 0', remedy: 'Do not use onezone disable' }],
    },
  },
  unknown: { denied: { given: { deployments: onedConf(), zones: DENIED }, because: 'permission denied' } },
});
