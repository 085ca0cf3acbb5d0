import { any, check, sh } from '../../src/index.ts';
import { hostStates } from './facts/resources.ts';
import { source } from './pools.ts';
import { hostState } from './states.ts';

const ERROR = 3;
const SETTLED = [0, 2, ERROR, 4, 8];

export default check({
  id: 'opennebula/host-in-error',
  title: 'No host is in error, or in a state of an old release',
  severity: 'warning',
  applies: { platform: 'opennebula', phases: ['pre', 'post'] },
  why: 'oned does not reach a host in error: it gets neither the new drivers nor a command for its virtual machines. A host that is disabled for the upgrade hides its error, so look before you disable it.',
  fix: {
    error: ({ id }) => ({
      text: 'Look into /var/log/one/oned.log and monitor.log on the front-end why it cannot be monitored, mend that, and bring the drivers there again as oneadmin.',
      commands: [sh`onehost show ${id}`, sh`onehost sync --force ${id}`],
    }),
    errorAfter: ({ id }) => ({
      text: 'Give it five minutes after the start of oned. Then look into monitor.log on the front-end; after an upgrade it is mostly the drivers on the host that are old.',
      commands: [sh`onehost sync --force ${id}`],
      note: 'As oneadmin; onehost refuses root.',
    }),
    legacy: ({ id }) => ({
      text: 'Disable and enable the host, so that it gets a state that this release knows.',
      commands: [sh`onehost disable ${id}`, sh`onehost enable ${id}`],
      undo: 'onehost disable, where the host shall stay disabled.',
    }),
  },
  refs: [source('include/Host.h')],
  covers: ['A.3.6', 'A.3.9'],
  needs: { hosts: any(hostStates) },
  messages: {
    error: 'Host {name} (id {id}) is in error.',
    errorAfter: { text: 'Host {name} (id {id}) is in error after the upgrade.', severity: 'blocker' },
    legacy: { text: 'Host {name} (id {id}) has the state {state}, in which no current release leaves a host.', severity: 'advice' },
  },
  judge: ({ hosts: { host, value } }, found, { phase }) =>
    value.flatMap(({ id, name, state }) => {
      const at = { host, object: `host ${id}` };
      if (state === ERROR) return [found[phase === 'post' ? 'errorAfter' : 'error']({ id, name }, at)];
      return SETTLED.includes(state) ? [] : [found.legacy({ id, name, state: hostState(state) }, at)];
    }),
});
