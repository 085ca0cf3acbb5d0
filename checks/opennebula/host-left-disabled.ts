import { any, before, check, sh } from '../../src/index.ts';
import { hostStates } from './facts/resources.ts';
import { UPGRADE_GUIDE } from './pools.ts';
import { hostState } from './states.ts';

const DISABLED = [4, 8];

export default check({
  id: 'opennebula/host-left-disabled',
  title: 'Hosts that were disabled for the upgrade are enabled again',
  severity: 'warning',
  applies: { platform: 'opennebula', phases: ['post'] },
  why: 'A host that stays disabled takes no virtual machine: the cloud runs, and has less room than anybody thinks.',
  fix: {
    disabled: ({ id }) => ({ commands: [sh`onehost enable ${id}`], undo: sh`onehost disable ${id}`.text }),
    gone: 'Look who removed it. A host that was removed on purpose needs nothing.',
  },
  refs: [UPGRADE_GUIDE],
  covers: ['A.3.8'],
  needs: { hosts: any(hostStates), earlier: before(any(hostStates)) },
  messages: {
    disabled: 'Host {name} (id {id}) is {state}, and was {earlier} before the upgrade.',
    gone: 'Host {name} (id {id}) was there before the upgrade and is not any more.',
  },
  judge({ hosts: { host, value }, earlier }, found) {
    const now = new Map(value.map(one => [one.id, one.state]));
    return earlier.value.flatMap(({ id, name, state: was }) => {
      const [state, at] = [now.get(id), { host, object: `host ${id}` }];
      if (state === undefined) return [found.gone({ id, name }, at)];
      const lost = DISABLED.includes(state) && !DISABLED.includes(was);
      return lost ? [found.disabled({ id, name, state: hostState(state), earlier: hostState(was) }, at)] : [];
    });
  },
});
