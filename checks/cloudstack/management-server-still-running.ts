import { attempt, check, each, type Outcome, undecided } from '../../src/index.ts';
import { ports4, ports6 } from './facts/listening-ports.ts';
import { beats, managementServers, sayServer } from './facts/mshosts.ts';
import { managementService, oldManagementService, oldName } from './facts/services.ts';
import { sayAge } from './facts/times.ts';
import { AGENT_PORT, isAlive, portsOn, sayState, stop, underEitherName } from './services.ts';

export default check({
  id: 'cloudstack/management-server-still-running',
  title: 'Every management server is stopped before the database is dumped',
  severity: 'blocker',
  applies: { platform: 'cloudstack', phases: ['stopped'], because: 'it is about the time between stopping the services and upgrading the packages' },
  why: 'A management server that runs writes to the database while it is dumped and upgraded: the dump is no state that ever was, and the old code may act on a new schema.',
  fix: {
    running: ({ service }) => stop(service),
    portOpen: {
      text: 'A process is left that its service does not know. Find it by the port and end it, then look again.',
      note: 'Let it end by itself (SIGTERM) for a minute before you kill it: it may hold a transaction.',
    },
    heartbeat: 'Find the management server that writes this heartbeat, stop it there, and name its host in the target file.',
  },
  refs: ['https://docs.cloudstack.apache.org/projects/cloudstack-release-notes/en/4.3/#upgrade-from-4-2-x-to-4-3'],
  covers: ['19'],
  needs: {
    services: each(managementService),
    oldServices: each(oldManagementService),
    ports4: each(attempt(ports4)),
    ports6: each(attempt(ports6)),
    servers: managementServers,
  },
  messages: {
    running: 'Service {service} is {state}.',
    portOpen: 'Service {service} is {state}, but something listens on port {port}, where agents connect.',
    heartbeat: 'Management server {server} wrote its heartbeat {age} ago, and no host of the target runs it.',
    stale: {
      text: 'Management server {server} is {state} in the database, and its last heartbeat is {age} old: it was killed and could not say that it stops.',
      severity: 'note',
    },
  },
  judge({ services, oldServices, ports4, ports6, servers }, found) {
    const all = underEitherName(services, oldServices);
    const alive = all.filter(({ value }) => isAlive(value));
    return [...all.flatMap(judgeHost), ...judgeHeartbeats()];

    function judgeHost({ host, value }: (typeof all)[number]): Outcome[] {
      const at = { host, object: `service ${value.name}` };
      const data = { service: value.name, state: sayState(value) };
      if (isAlive(value)) return [found.running(data, at)];
      if (value.is === 'not-installed') return [undecided(`neither ${value.name} nor ${oldName(value.name)} is a service of this host`, host)];
      const ports = portsOn(host, ports4, ports6);
      if (ports?.some(({ port }) => port === AGENT_PORT)) return [found.portOpen({ ...data, port: AGENT_PORT }, at)];
      return value.is === 'exited' && !ports
        ? [undecided(`service ${value.name} is ${data.state}, and the ports of the host could not be read`, host)]
        : [];
    }

    /** A server that runs on a host of the target explains one heartbeat. */
    function judgeHeartbeats(): Outcome[] {
      const beating = servers.filter(beats);
      const unexplained = beating.length > alive.length ? beating.filter(({ name }) => !alive.some(({ host }) => host === name)) : [];
      const stale = servers.filter(one => !beats(one) && one.state.toLowerCase() === 'up');
      return [
        ...unexplained.map(one => found.heartbeat(aboutRow(one), { object: `management server ${one.id}` })),
        ...stale.map(one => found.stale({ ...aboutRow(one), state: one.state }, { object: `management server ${one.id}` })),
      ];
    }
  },
});

const aboutRow = (server: Parameters<typeof sayServer>[0]) => ({
  server: sayServer(server),
  age: server.heartbeatAge === null ? 'an unknown time' : sayAge(server.heartbeatAge),
});
