import check from '../../../checks/opennebula/federation-index-unverified.ts';
import { asks } from '../../support/questions.ts';
import { onedConf } from './clusters.ts';
import { DENIED } from './hosts.ts';

asks(check, {
  from: '6.10.2',
  to: '7.0.1',
  phase: 'pre',
  given: { deployments: onedConf({ mode: 'master' }) },
  skips: {
    'one zone': { given: { deployments: onedConf() }, because: 'names no federation' },
    'a proxy': { given: { deployments: onedConf({ mode: 'CACHE', master: 'http://192.0.2.1:2633/RPC2' }) }, because: 'names no federation' },
  },
  unknown: { 'oned.conf is denied': { given: { deployments: DENIED }, because: 'permission denied' } },
});
