import { any, check, sh } from '../../src/index.ts';
import { hostStates } from './facts/resources.ts';
import { UPGRADE_GUIDE } from './pools.ts';
import { hostState } from './states.ts';

const OUT_OF_USE = [4, 8];

export default check({
  id: 'opennebula/host-still-enabled',
  title: 'Every host was disabled before the front-end was stopped',
  severity: 'advice',
  applies: { platform: 'opennebula', phases: ['stopped', 'installed'] },
  why: 'On a host that is not disabled the new oned deploys virtual machines as soon as it starts, before anybody has looked at the upgrade and before the drivers on the host are new.',
  fix: {
    enabled: ({ id }) => ({
      text: 'Start the old oned once more and disable the host. Where the packages are new already, go on, and disable it right after the first start.',
      commands: [sh`onehost disable ${id}`],
      undo: sh`onehost enable ${id}`.text,
    }),
  },
  refs: [UPGRADE_GUIDE],
  covers: ['A.3.7'],
  needs: { hosts: any(hostStates) },
  messages: { enabled: 'Host {name} (id {id}) is {state}, and not disabled.' },
  judge: ({ hosts: { host, value } }, found) =>
    value
      .filter(({ state }) => !OUT_OF_USE.includes(state))
      .map(({ id, name, state }) => found.enabled({ id, name, state: hostState(state) }, { host, object: `host ${id}` })),
});
