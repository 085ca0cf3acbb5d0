import { attempt, check, each, type Outcome, optional, skip, undecided } from '../../src/index.ts';
import { answered, unanswered } from './attempts.ts';
import { oldUsageService, usageService } from './facts/services.ts';
import { sayAge } from './facts/times.ts';
import { newestHeartbeat, usageJobs } from './facts/usage-jobs.ts';
import { isAlive, sayState, stop, underEitherName } from './services.ts';

/** A usage server writes its heartbeat every minute, so one that stopped a moment ago looks alive for two. */
const FRESH = 120;

export default check({
  id: 'cloudstack/usage-server-still-running',
  title: 'Every usage server is stopped before the databases are dumped',
  severity: 'blocker',
  applies: { platform: 'cloudstack', phases: ['stopped'], because: 'it is about the time between stopping the services and upgrading the packages' },
  why: 'A usage server that runs reads cloud and writes cloud_usage while both are dumped and upgraded. Usage of that time is then counted twice, or not at all.',
  fix: {
    running: ({ service }) => stop(service),
  },
  refs: ['https://docs.cloudstack.apache.org/projects/cloudstack-release-notes/en/4.3/#upgrade-from-4-2-x-to-4-3'],
  covers: ['20'],
  needs: { services: each(attempt(usageService)), oldServices: each(attempt(oldUsageService)), jobs: optional(usageJobs) },
  messages: {
    running: 'Service {service} is {state}.',
  },
  judge({ services, oldServices, jobs = [] }, found) {
    const all = underEitherName(answered(services), answered(oldServices));
    const alive = all.filter(({ value }) => isAlive(value));
    const lost = unanswered(services, oldServices);
    const age = newestHeartbeat(jobs);
    if (alive.length === 0 && age !== null && age < FRESH) {
      const reason = `a usage server wrote its heartbeat ${sayAge(age)} ago and no host of the target runs one: if you have just stopped it, look again in two minutes; otherwise name its host under the role usage`;
      return [...lost, undecided(reason)];
    }
    if (all.length === 0 && lost.length === 0) return skip('the target names no usage server, and none wrote a heartbeat in the last two minutes');
    if (lost.length === 0 && all.every(({ value }) => value.is === 'not-installed')) return skip('no host of the role usage has the service');
    return [
      ...lost,
      ...alive.map(
        ({ host, value }): Outcome => found.running({ service: value.name, state: sayState(value) }, { host, object: `service ${value.name}` }),
      ),
    ];
  },
});
