import { attempt, check, each, type Outcome, type Snippet, sh } from '../../src/index.ts';
import { answered, unanswered } from './attempts.ts';
import { isAgent, javaProcesses } from './facts/processes.ts';
import { agentService, oldAgentService } from './facts/services.ts';
import { NO_KVM_HOST } from './kvm-hosts.ts';
import { isAlive, sayState, stop, underEitherName } from './services.ts';

export default check({
  id: 'cloudstack/agent-still-running',
  title: 'Every KVM agent is stopped before its package is upgraded',
  severity: 'warning',
  applies: { platform: 'cloudstack', phases: ['stopped'], because: 'it is about the time between stopping the services and upgrading the packages' },
  why: 'An agent that runs while its package is replaced goes on with classes and scripts of two versions, and is easily left behind as a second agent.',
  fix: {
    running: ({ service }) => ({
      ...stop(service),
      note: 'The guide from 4.1 writes cloud-agent for a host that has cloudstack-agent already: stop the one that is there.',
    }),
    process: ({ pids }) => ({
      text: 'The service does not know these processes any more. End them by their numbers.',
      commands: String(pids)
        .split(', ')
        .map((pid): Snippet => sh`kill ${pid}`),
    }),
  },
  refs: ['https://docs.cloudstack.apache.org/projects/cloudstack-release-notes/en/4.3/#upgrade-from-4-2-x-to-4-3'],
  covers: ['44'],
  needs: { services: each(attempt(agentService)), oldServices: each(attempt(oldAgentService)), processes: each(attempt(javaProcesses)) },
  messages: {
    running: 'Service {service} is {state}.',
    process: 'The service of the agent is down, and processes of it still run: {pids}.',
  },
  judge({ services, oldServices, processes }, found) {
    if (services.length + processes.length === 0) return NO_KVM_HOST;
    const alive = underEitherName(answered(services), answered(oldServices)).filter(({ value }) => isAlive(value));
    const left = answered(processes).filter(({ host }) => !alive.some(one => one.host === host));
    return [
      ...unanswered(services, oldServices, processes),
      ...alive.map(
        ({ host, value }): Outcome => found.running({ service: value.name, state: sayState(value) }, { host, object: `service ${value.name}` }),
      ),
      ...left.flatMap(({ host, value }): Outcome[] => {
        const pids = value.filter(isAgent).map(({ pid }) => pid);
        return pids.length === 0 ? [] : [found.process({ pids: pids.join(', ') }, { host, object: 'agent' })];
      }),
    ];
  },
});
