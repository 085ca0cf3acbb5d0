import { any, check, sh, skip } from '../../src/index.ts';
import { networks } from './facts/resources.ts';
import { readable, source, unreadable } from './pools.ts';
import { networkState } from './states.ts';

const [INIT, READY, DONE] = [0, 1, 4];
const FAILED = [5, 6];

export default check({
  id: 'opennebula/network-in-transition',
  title: 'No virtual network is being created, deleted or updated, and none has failed',
  severity: 'warning',
  applies: {
    platform: 'opennebula',
    phases: ['pre', 'stopped'],
    paths: [{ from: '>=6.4' }],
    because: 'virtual networks have a state since 6.4',
  },
  why: 'The driver that creates or deletes a network ends with oned, and the network keeps the state it had.',
  fix: {
    locked: ({ id }) => ({
      text: 'Wait until it is done, with oned running. If it stays so, say how it ended: --success, --failure or --delete.',
      commands: [sh`onevnet show ${id}`],
    }),
    failed: ({ id }) => ({
      text: 'Look into oned.log why, and recover the network: --retry, --success, --failure or --delete.',
      commands: [sh`onevnet show ${id}`, sh`onevnet recover ${id} --retry`],
    }),
  },
  refs: [source('include/VirtualNetwork.h')],
  covers: ['A.3.11'],
  needs: { networks: any(networks) },
  messages: {
    locked: 'Virtual network {name} (id {id}) is {state}.',
    failed: { text: 'Virtual network {name} (id {id}) is in the state {state}.', severity: 'advice' },
  },
  judge({ networks: { host, value } }, found) {
    if (value.length > 0 && value.every(({ said }) => said && said.state === undefined))
      return skip('no virtual network has a state in this release');
    return [
      ...readable(value).flatMap(({ id, name, said: { state = READY } }) => {
        if ([INIT, READY, DONE].includes(state)) return [];
        return [
          found[FAILED.includes(state) ? 'failed' : 'locked']({ id, name, state: networkState(state) }, { host, object: `virtual network ${id}` }),
        ];
      }),
      ...unreadable('virtual network', value, host),
    ];
  },
});
