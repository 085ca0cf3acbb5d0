import { any, check, type Outcome, sh, skip, undecided } from '../../src/index.ts';
import { FEDERATION_GUIDE } from './cluster.ts';
import { zones } from './facts/zones.ts';
import { source } from './pools.ts';

export default check({
  id: 'opennebula/zone-disabled',
  title: 'No zone is left disabled',
  severity: 'blocker',
  applies: { platform: 'opennebula', phases: ['post'] },
  why: 'A zone that is disabled answers questions and refuses every change: no virtual machine can be started, stopped or made.',
  fix: {
    disabled: ({ id }) => ({
      text: 'As oneadmin, on the leader of the zone.',
      commands: [sh`onezone enable ${id}`],
      undo: sh`onezone disable ${id}`.text,
    }),
  },
  refs: [FEDERATION_GUIDE, source('include/Zone.h')],
  covers: ['A.6.10'],
  needs: { zones: any(zones) },
  messages: { disabled: 'Zone {name} (id {id}) is disabled.' },
  judge({ zones: { value } }, found) {
    if (value.length > 0 && value.every(({ state, servers }) => state === undefined && servers !== undefined))
      return skip('zones have no state before OpenNebula 6.2');
    return value.flatMap(({ id, name, state, servers }): Outcome[] => {
      if (servers === undefined || (state !== undefined && state !== 0 && state !== 1))
        return [undecided(`the state of zone ${id} cannot be read${state === undefined ? '' : `: ${state}`}`)];
      return state === 1 ? [found.disabled({ id, name }, { object: `zone ${id}` })] : [];
    });
  },
});
