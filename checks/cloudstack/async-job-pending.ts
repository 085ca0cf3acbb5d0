import { check } from '../../src/index.ts';
import { sayAge } from './facts/times.ts';
import { type PendingJob, pendingJobs } from './facts/unfinished-work.ts';

const DAY = 86_400;
const isStale = ({ age }: PendingJob): boolean => age !== null && age > DAY;

/** By command: a storm of one kind of job is one thing to say. */
function grouped(jobs: readonly PendingJob[]): { readonly command: string; readonly jobs: readonly [PendingJob, ...PendingJob[]] }[] {
  const commands = [...new Set(jobs.map(({ command }) => command))];
  return commands.map(command => {
    const [first, ...others] = jobs.filter(job => job.command === command).sort((a, b) => (b.age ?? 0) - (a.age ?? 0) || a.id - b.id);
    return { command: command.replace(/^.*\./, ''), jobs: [first!, ...others] };
  });
}

export default check({
  id: 'cloudstack/async-job-pending',
  title: 'No API job is in progress',
  severity: 'warning',
  applies: { platform: 'cloudstack', phases: ['pre', 'stopped'] },
  why: 'A job that runs when the management server stops does not go on after the upgrade: volumes, snapshots and virtual machines stay half-way.',
  fix: {
    running: 'Wait until they have ended, and let nobody begin new ones. The user interface shows them among the events.',
    stale:
      'They will not end any more: a management server was stopped while they ran. Look at the object of each in the user interface. The rows themselves do no harm to the upgrade.',
  },
  refs: ['https://github.com/apache/cloudstack/blob/main/api/src/main/java/org/apache/cloudstack/jobs/JobInfo.java'],
  needs: { jobs: pendingJobs },
  messages: {
    running: 'API jobs {command} in progress: {count}, the oldest (id {id}) for {age}.',
    stale: 'API jobs {command} in progress for more than a day: {count}, the oldest (id {id}) for {age}.',
  },
  judge({ jobs }, found) {
    const say = (message: 'running' | 'stale', some: readonly PendingJob[]) =>
      grouped(some).map(({ command, jobs: [oldest, ...others] }) =>
        found[message](
          { count: others.length + 1, command, id: oldest.id, age: oldest.age === null ? 'an unknown time' : sayAge(oldest.age) },
          { object: `API job ${oldest.id}` },
        ),
      );
    return [
      ...say(
        'running',
        jobs.filter(job => !isStale(job)),
      ),
      ...say('stale', jobs.filter(isStale)),
    ];
  },
});
