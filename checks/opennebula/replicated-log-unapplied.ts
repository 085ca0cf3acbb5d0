import { check, each } from '../../src/index.ts';
import { unappliedLog } from './facts/database-server.ts';
import { source } from './pools.ts';

export default check({
  id: 'opennebula/replicated-log-unapplied',
  title: 'Every entry of the replicated log is applied to the database',
  severity: 'warning',
  applies: { platform: 'opennebula', phases: ['pre', 'stopped', 'installed'] },
  why: 'Front-ends of a cluster, and zones of a federation, write changes into a log first. What is not applied when oned stops is applied by the next oned that starts; after an upgrade it would be statements of the old release in the tables of the new one.',
  fix: 'Start the oned of the old release on this front-end, wait until it has caught up with the leader (onezone show), and stop it again.',
  refs: [source('src/sql/LogDB.cc')],
  covers: ['A.2.14'],
  needs: { log: each(unappliedLog) },
  messages: {
    waiting: '{count} entries of the table logdb are not applied.',
    running: { text: '{count} entries of the table logdb are not applied at this moment, with oned running.', severity: 'note' },
  },
  judge: ({ log }, found, { phase }) =>
    log
      .filter(({ value }) => value > 0)
      .map(({ host, value }) => found[phase === 'pre' ? 'running' : 'waiting']({ count: value }, { host, object: 'table logdb' })),
});
