import { any, check, optional, skip } from '../../src/index.ts';
import { dbVersions } from './facts/db-versions.ts';
import { dueActions } from './facts/resources.ts';
import { source } from './pools.ts';

export default check({
  id: 'opennebula/scheduled-action-overdue',
  title: 'No scheduled action waits to be run at the first moment',
  severity: 'advice',
  applies: { platform: 'opennebula', phases: ['pre', 'stopped'] },
  why: 'oned runs every action whose time has passed as soon as it starts: backups, shutdowns and snapshots of a whole window then begin together, in the first minutes of the new release.',
  fix: 'Look at the action before you start the new oned, and delete it where it shall not run (onevm sched-delete for a virtual machine).',
  refs: [source('src/sam/ScheduledActionPool.cc')],
  covers: ['A.3.5'],
  needs: { versions: any(dbVersions), actions: any(optional(dueActions)) },
  messages: { overdue: 'Scheduled action {id} of {type} {parent} was due at {due}, and runs as soon as oned starts.' },
  judge({ actions: { host, value } }, found) {
    if (!value) return skip('this release keeps scheduled actions in the templates of virtual machines');
    return value.map(({ id, parent, type, time }) =>
      found.overdue({ id, parent, type: type || 'object', due: whenOf(time) }, { host, object: `scheduled action ${id}` }),
    );
  },
});

const LATEST = 8.64e12;
const whenOf = (seconds: number): string =>
  Math.abs(seconds) < LATEST ? `${new Date(seconds * 1000).toISOString().slice(0, 16).replace('T', ' ')} UTC` : `second ${seconds}`;
