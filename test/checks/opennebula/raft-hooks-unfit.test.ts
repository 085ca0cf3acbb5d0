import check from '../../../checks/opennebula/raft-hooks-unfit.ts';
import { cases } from '../../support/cases.ts';
import { NO_CLUSTER, onedConf, single, zone } from './clusters.ts';
import { DENIED } from './hosts.ts';

const path = '/etc/one/oned.conf';
const zones = [zone(0, [0])];
const hooks = (leader?: string, follower?: string) => ({
  zones,
  deployments: onedConf({ server: 0, ...(leader !== undefined && { leader }), ...(follower !== undefined && { follower }) }),
});
const at = (object: string) => ({ host: 'frontend', path, object });

cases(check, {
  on: { from: '6.10.2', to: '7.0.1', phase: 'pre' },
  passes: {
    'both, equal': { given: hooks('leader ens1 10.0.0.2/24', 'follower ens1 10.0.0.2/24') },
    'more blanks, and two addresses': { given: hooks('leader  ens1 10.0.0.2/24   ens2 fd00::2/64 ', 'follower ens1 10.0.0.2/24 ens2 fd00::2/64') },
  },
  fails: {
    'both are comments, as shipped': {
      given: hooks(),
      finds: [
        { message: 'missing', data: { path, hook: 'RAFT_LEADER_HOOK', action: 'leader' }, ...at('RAFT_LEADER_HOOK'), remedy: 'ARGUMENTS = "leader' },
        { message: 'missing', data: { path, hook: 'RAFT_FOLLOWER_HOOK', action: 'follower' }, ...at('RAFT_FOLLOWER_HOOK') },
      ],
    },
    'the words of the shipped file': {
      given: hooks('leader interface ip_cidr [interface ip_cidr ...]', 'follower ens1 10.0.0.2/24'),
      finds: [
        {
          message: 'placeholder',
          data: { path, hook: 'RAFT_LEADER_HOOK', addresses: 'interface ip_cidr [interface ip_cidr ...] ' },
          ...at('RAFT_LEADER_HOOK'),
          remedy: 'ens1 10.0.0.2/24',
        },
      ],
    },
    'nothing but the word': {
      given: hooks('leader ens1 10.0.0.2/24', 'follower'),
      finds: [{ message: 'placeholder', data: { path, hook: 'RAFT_FOLLOWER_HOOK', addresses: 'nothing' }, ...at('RAFT_FOLLOWER_HOOK') }],
    },
    'copied without a change of the word': {
      given: hooks('leader ens1 10.0.0.2/24', 'leader ens1 10.0.0.2/24'),
      finds: [
        {
          message: 'action',
          data: { path, hook: 'RAFT_FOLLOWER_HOOK', word: 'leader', action: 'follower' },
          ...at('RAFT_FOLLOWER_HOOK'),
          remedy: 'the word follower',
        },
      ],
    },
    'two interfaces': {
      given: hooks('leader ens1 10.0.0.2/24', 'follower eth0 10.0.0.2/24'),
      finds: [
        {
          message: 'differ',
          data: { path, leader: 'ens1 10.0.0.2/24', follower: 'eth0 10.0.0.2/24' },
          host: 'frontend',
          path,
          remedy: 'the other takes away',
        },
      ],
    },
  },
  skips: { 'one front-end': { given: single(), because: NO_CLUSTER } },
  unknown: { denied: { given: { zones, deployments: DENIED }, because: 'permission denied' } },
});
