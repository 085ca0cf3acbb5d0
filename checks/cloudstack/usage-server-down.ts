import { attempt, check, each, type Outcome, optional, sh } from '../../src/index.ts';
import { installedAt, olderThanPackage, usageInstallTimes } from './agent-age.ts';
import { answered } from './attempts.ts';
import { isUsageServer, usageJavaProcesses } from './facts/processes.ts';
import { oldName, oldUsageService, usageService } from './facts/services.ts';
import { sayAge } from './facts/times.ts';
import { newestHeartbeat, usageJobs } from './facts/usage-jobs.ts';
import { isAlive, sayState, start, underEitherName } from './services.ts';

/** It writes one every minute. */
const FRESH = 300;
const LOOK = 'Look into /var/log/cloudstack/usage/usage.log for the first error after the start; a server that has just been started needs a minute.';

export default check({
  id: 'cloudstack/usage-server-down',
  title: 'Every usage server runs again and writes its heartbeat',
  severity: 'blocker',
  applies: { platform: 'cloudstack', phases: ['post'], because: 'before, usage servers may be stopped' },
  why: 'While no usage server runs, nothing is counted. After an upgrade it often stays down unnoticed, because its package was not upgraded and does not fit the new schema.',
  fix: {
    down: ({ service }) => ({ ...start(service), text: `Mend first what other checks say of this host, then start it. ${LOOK}` }),
    notInstalled: 'Install the package cloudstack-usage of the new version, or take the host out of the role usage in the target file.',
    heartbeatOld: LOOK,
    heartbeatMissing: LOOK,
    startedBefore: { text: LOOK, commands: [sh`service cloudstack-usage restart`] },
  },
  refs: ['https://docs.cloudstack.apache.org/projects/cloudstack-release-notes/en/4.3/#upgrade-from-4-2-x-to-4-3'],
  covers: ['55'],
  needs: {
    services: each(usageService),
    oldServices: each(oldUsageService),
    jobs: optional(usageJobs),
    processes: each(attempt(usageJavaProcesses)),
    ...usageInstallTimes,
  },
  messages: {
    down: 'Service {service} is {state}.',
    notInstalled: 'Neither {service} nor {old} is a service of this host.',
    heartbeatOld: 'Service {service} is running, but the newest heartbeat of a usage server is {age} old.',
    heartbeatMissing: 'Service {service} is running, but no usage server ever wrote a heartbeat.',
    startedBefore: 'The usage server has run since {started}, and its package was installed at {installed}: it runs the old code.',
  },
  judge({ services, oldServices, jobs = [], processes, rpm, deb }, found) {
    const all = underEitherName(services, oldServices);
    const age = newestHeartbeat(jobs);
    const silent = age === null || age >= FRESH;
    return all.flatMap(({ host, value }): Outcome[] => {
      const at = { host, object: `service ${value.name}` };
      const data = { service: value.name, state: sayState(value), old: oldName(value.name) };
      if (value.is === 'not-installed') return [found.notInstalled(data, at)];
      if (!isAlive(value) && value.is !== 'exited') return [found.down(data, at)];
      if (!silent) return judgeAge(host);
      return [age === null ? found.heartbeatMissing(data, at) : found.heartbeatOld({ ...data, age: sayAge(age) }, at)];
    });

    /** A second witness: a server that does not write its heartbeat is worse. */
    function judgeAge(host: string): Outcome[] {
      const own = answered(processes).flatMap(one => (one.host === host ? one.value.filter(isUsageServer) : []));
      const installed = installedAt(host, { rpm, deb }, 'cloudstack-usage');
      const older = own.length === 0 || installed === undefined ? undefined : olderThanPackage(own, installed);
      return older ? [found.startedBefore(older, { host, object: 'usage server' })] : [];
    }
  },
});
