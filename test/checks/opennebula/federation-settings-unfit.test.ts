import { expect, test } from 'vitest';
import { deployment } from '../../../checks/opennebula/facts/deployment.ts';
import check from '../../../checks/opennebula/federation-settings-unfit.ts';
import { cases } from '../../support/cases.ts';
import { on, onedConf } from './clusters.ts';
import { DENIED } from './hosts.ts';

const path = '/etc/one/oned.conf';
const role = (mode: string, zone: string, server = 'alone', host = 'frontend') =>
  ({ message: 'role', data: { mode, zone, server }, host, path }) as const;
const at = { host: 'frontend', path } as const;

cases(check, {
  on: { from: '6.10.2', to: '7.0.1', phase: 'pre' },
  passes: {},
  notes: {
    'one front-end': { given: { deployments: onedConf() }, finds: [role('STANDALONE', '0')] },
    'no FEDERATION at all': { given: { deployments: 'PORT = 2633\n' }, finds: [role('STANDALONE', '0')] },
    'the mode in small letters, in a cluster': {
      given: { deployments: on({ fe0: onedConf({ mode: 'master', zone: 0, server: 0 }), fe1: onedConf({ mode: 'MASTER', zone: 0, server: 1 }) }) },
      finds: [role('MASTER', '0', 'server 0 of a cluster', 'fe0'), role('MASTER', '0', 'server 1 of a cluster', 'fe1')],
    },
    'a zone number that nobody needs alone': { given: { deployments: onedConf({ zone: 'x' }) }, finds: [role('STANDALONE', '0')] },
  },
  fails: {
    'a mode that oned does not know': {
      given: { deployments: onedConf({ mode: 'SLAVES' }) },
      finds: [{ message: 'unknownMode', data: { path, mode: 'SLAVES' }, ...at, remedy: '/var/lib/one/backups/config' }],
    },
    'a vector without a mode': {
      given: { deployments: 'FEDERATION = [ ZONE_ID = 0 ]\n' },
      finds: [{ message: 'unknownMode', data: { path, mode: '' }, ...at }],
    },
    'a slave without a master': {
      given: { deployments: onedConf({ mode: 'SLAVE', zone: 100 }) },
      finds: [role('SLAVE', '100'), { message: 'masterMissing', data: { path, mode: 'SLAVE' }, ...at }],
    },
    'a slave without a zone': {
      given: { deployments: onedConf({ mode: 'SLAVE', zone: '"x"', master: 'http://192.0.2.1:2633/RPC2' }) },
      finds: [role('SLAVE', 'none'), { message: 'zoneMissing', data: { path, mode: 'SLAVE' }, ...at }],
    },
    'two front-ends that differ': {
      given: { deployments: on({ fe0: onedConf({ mode: 'MASTER', server: 0 }), fe1: onedConf({ server: 1 }) }) },
      finds: [
        role('MASTER', '0', 'server 0 of a cluster', 'fe0'),
        role('STANDALONE', '0', 'server 1 of a cluster', 'fe1'),
        { message: 'differ', data: { mode: 'STANDALONE', zone: '0', other: 'fe0', otherMode: 'MASTER', otherZone: '0' }, host: 'fe1', path },
      ],
    },
  },
  unknown: {
    'a file that oned refuses': { given: { deployments: 'FEDERATION = [ MODE = "MASTER", ]\n' }, because: 'oned refuses line 1' },
    denied: { given: { deployments: DENIED }, because: 'permission denied' },
  },
});

test('the first of two vectors counts, and hooks are read in pairs', () => {
  const text = `${onedConf({ mode: 'slave', zone: 7, server: 2, master: 'x', leader: 'leader ens1 10.0.0.2/24 ens2' })}FEDERATION = [ MODE = "MASTER" ]\n`;
  expect(deployment.parse({ text } as never, {} as never)).toEqual({
    mode: 'SLAVE',
    zone: 7,
    server: 2,
    masterOned: 'x',
    leaderHook: {
      command: 'raft/vip.sh',
      action: 'leader',
      addresses: [
        { device: 'ens1', address: '10.0.0.2/24' },
        { device: 'ens2', address: '' },
      ],
    },
    followerHook: undefined,
  });
});
