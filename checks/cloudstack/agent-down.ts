import { attempt, check, each, type Outcome, optional, sh, undecided } from '../../src/index.ts';
import { installedAt, installTimes, olderThanPackage } from './agent-age.ts';
import { valueOn } from './attempts.ts';
import { agentProperties } from './facts/agent-config.ts';
import { connections4, connections6 } from './facts/agent-connections.ts';
import { isAgent, isJsvc, javaProcesses, type Process } from './facts/processes.ts';
import { agentService, oldAgentService, type ServiceState } from './facts/services.ts';
import { AGENT_PORT, isAlive, sayState, start, stop } from './services.ts';

const LOOK = 'Look into /var/log/cloudstack/agent/agent.log (or /var/log/cloud/agent/agent.log) for the first error after the start.';

export default check({
  id: 'cloudstack/agent-down',
  title: 'Every KVM agent runs and has a connection to a management server',
  severity: 'blocker',
  applies: { platform: 'cloudstack', phases: ['post'], because: 'before, agents may be stopped' },
  why: 'Without its agent a host runs its virtual machines without control, and the management server takes them for down after a while.',
  fix: {
    down: ({ service }) => ({ ...start(service), text: `Mend first what other checks say of this host, then start the agent. ${LOOK}` }),
    notInstalled: 'Install the package cloudstack-agent of the new version, or take the host out of the role kvm in the target file.',
    oldToo: ({ service }) => ({ ...stop(service), text: 'Stop the old agent, and remove its package: two agents fight for one host.' }),
    noProcess: ({ service }) => ({ ...start(service), text: LOOK }),
    startedBefore: { text: 'Virtual machines keep running.', commands: [sh`service cloudstack-agent restart`] },
    notConnected: ({ port }) =>
      `${LOOK} See whether host in agent.properties is right, and whether port ${port} of the management server can be reached from this host. An agent that has just been started needs a minute.`,
  },
  refs: ['https://docs.cloudstack.apache.org/projects/cloudstack-release-notes/en/4.3/#upgrade-from-4-2-x-to-4-3'],
  covers: ['45'],
  needs: {
    services: each(agentService),
    oldServices: each(attempt(oldAgentService)),
    processes: each(javaProcesses),
    properties: each(optional(agentProperties)),
    ipv4: each(connections4),
    ipv6: each(optional(connections6)),
    ...installTimes,
  },
  messages: {
    down: 'Service {service} is {state}.',
    notInstalled: 'cloudstack-agent is no service of this host.',
    oldToo: 'Service {service} of 4.0 and older is {state} beside the new one.',
    noProcess: 'Service {service} is {state}, and no process of the agent runs.',
    startedBefore: {
      text: 'The agent has run since {started}, and its package was installed at {installed}: it runs the old code.',
      severity: 'warning',
    },
    notConnected: 'The agent runs, and this host has no connection to port {port} of a management server.',
  },
  judge({ services, oldServices, processes, properties, ipv4, ipv6, rpm, deb }, found) {
    return services.flatMap(({ host, value }): Outcome[] => [...judgeOld(host), ...judgeService(host, value)]);

    function judgeOld(host: string): Outcome[] {
      const old = valueOn(oldServices, host);
      if (!old || !('value' in old) || !isAlive(old.value)) return [];
      return [found.oldToo({ service: old.value.name, state: sayState(old.value) }, { host, object: `service ${old.value.name}` })];
    }

    function judgeService(host: string, service: ServiceState): Outcome[] {
      const at = { host, object: `service ${service.name}` };
      const data = { service: service.name, state: sayState(service) };
      if (service.is === 'not-installed') return [found.notInstalled({}, at)];
      if (!isAlive(service) && service.is !== 'exited') return [found.down(data, at)];
      const running = valueOn(processes, host);
      if (!running) return [];
      const agents = running.filter(isAgent);
      return agents.length > 0 ? [...judgeAge(host, agents), ...judgeConnection(host)] : [found.noProcess(data, at)];
    }

    /** Under jsvc this is the business of agent-jsvc-orphan. */
    function judgeAge(host: string, agents: readonly Process[]): Outcome[] {
      const installed = agents.some(isJsvc) ? undefined : installedAt(host, { rpm, deb });
      const older = installed === undefined ? undefined : olderThanPackage(agents, installed);
      return older ? [found.startedBefore(older, { host, object: 'agent' })] : [];
    }

    function judgeConnection(host: string): Outcome[] {
      const [four, six] = [ipv4.find(one => one.host === host), ipv6.find(one => one.host === host)];
      if (!four || !six) return [];
      const port = portOf(valueOn(properties, host)?.get('port')?.value);
      if (port === undefined) return [undecided('port in agent.properties is no number', host)];
      return [...four.value, ...(six.value ?? [])].includes(port) ? [] : [found.notConnected({ port }, { host, object: 'agent' })];
    }
  },
});

/** What the agent connects to: 8250 where its configuration does not say. */
const portOf = (value: string | undefined): number | undefined =>
  value === undefined ? AGENT_PORT : /^\s*\d{1,5}\s*$/.test(value) ? Number(value) : undefined;
