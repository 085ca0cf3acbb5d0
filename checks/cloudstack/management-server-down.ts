import { attempt, check, each, type OnHost, type Outcome, undecided } from '../../src/index.ts';
import { answered } from './attempts.ts';
import { agentPort } from './facts/configuration.ts';
import { ports4, ports6 } from './facts/listening-ports.ts';
import { type ManagementServer, managementServers, sayServer } from './facts/mshosts.ts';
import { apiPorts } from './facts/server-properties.ts';
import { managementService, oldManagementService, oldName, type ServiceState } from './facts/services.ts';
import { sayAge } from './facts/times.ts';
import { AGENT_PORT, portsOn, sayState, start, underEitherName } from './services.ts';

const LOG = '/var/log/cloudstack/management/management-server.log';
/** Three minutes: what the platform itself allows before it takes a management server for dead. */
const FRESH = 180;
const API_PORTS = [8080, 8443];
const CLUSTER_PORT = 9090;

const isFresh = ({ state, heartbeatAge: age }: ManagementServer): boolean => state.toLowerCase() === 'up' && age !== null && age < FRESH;
const LOOK = `Look into ${LOG} for the first error after the start. A server that has just been started needs some minutes: look again then.`;

export default check({
  id: 'cloudstack/management-server-down',
  title: 'Every management server runs, listens, and writes its heartbeat',
  severity: 'blocker',
  applies: { platform: 'cloudstack', phases: ['post'], because: 'before, management servers may be stopped' },
  why: 'A service that is active says only that Java runs. Agents connect to port 8250, the servers to each other on port 9090, and a server without a heartbeat is taken for dead by the others.',
  fix: {
    down: ({ service }) => ({ ...start(service), text: `Mend first what other checks say of this host, then start it. ${LOOK}` }),
    starting: LOOK,
    notInstalled: 'Install the package cloudstack-management of the new version, or take the host out of the target file.',
    agentPortSilent: LOOK,
    clusterPortSilent: LOOK,
    apiPortSilent: LOOK,
    heartbeatMissing: LOOK,
    stale: `If that server is gone for good, remove its row in the user interface or stop it properly. Otherwise restart it. ${LOOK}`,
  },
  refs: ['https://docs.cloudstack.apache.org/projects/cloudstack-release-notes/en/4.3/#upgrade-from-4-2-x-to-4-3'],
  covers: ['53'],
  needs: {
    services: each(managementService),
    oldServices: each(oldManagementService),
    ports4: each(attempt(ports4)),
    ports6: each(attempt(ports6)),
    api: each(attempt(apiPorts)),
    servers: managementServers,
    setting: attempt(agentPort),
  },
  messages: {
    down: 'Service {service} is {state}.',
    starting: { text: 'Service {service} is {state}.', severity: 'warning' },
    notInstalled: 'Neither {service} nor {old} is a service of this host.',
    agentPortSilent: 'Service {service} is running, but nothing listens on port {port}, where agents connect.',
    clusterPortSilent: {
      text: 'Service {service} is running, but nothing listens on port {port}, where the other management servers connect.',
      severity: 'warning',
    },
    apiPortSilent: {
      text: 'Service {service} is running, but nothing listens on port {port}, where the user interface and the API are.',
      severity: 'warning',
    },
    heartbeatMissing: 'The service runs on {running} hosts, but only {fresh} management servers wrote a heartbeat in the last three minutes.',
    stale: { text: 'Management server {server} is Up in the database, but its last heartbeat is {age} old.', severity: 'warning' },
  },
  judge({ services, oldServices, ports4, ports6, api, servers, setting }, found) {
    const all = underEitherName(services, oldServices);
    const agents = 'value' in setting ? Number(setting.value.port?.trim() || AGENT_PORT) : AGENT_PORT;
    const cluster = servers.filter(isFresh).flatMap(({ servicePort }) => (servicePort ? [servicePort] : []));
    const apis = answered(api).flatMap(({ value }) => value);
    return [...all.flatMap(judgeService), ...judgeHeartbeats()];

    function judgeService({ host, value: service }: OnHost<ServiceState>): Outcome[] {
      const data = { service: service.name, state: sayState(service), old: oldName(service.name) };
      const at = { host, object: `service ${service.name}` };
      switch (service.is) {
        case 'not-installed':
          return [found.notInstalled(data, at)];
        case 'starting':
          return [found.starting(data, at)];
        case 'running':
        case 'exited':
          return judgePorts(host, service);
        default:
          return [found.down(data, at)];
      }
    }

    function judgePorts(host: string, { name }: ServiceState): Outcome[] {
      const open = portsOn(host, ports4, ports6)?.filter(({ local }) => !local);
      if (!open) return [undecided('the ports of the host could not be read, so it is open whether the server listens', host)];
      const closed = (ports: readonly number[]): boolean => !open.some(({ port }) => ports.includes(port));
      const at = { host, object: `service ${name}` };
      const clusterPorts = cluster.length > 0 ? cluster : [CLUSTER_PORT];
      return [
        ...(closed([agents]) ? [found.agentPortSilent({ service: name, port: agents }, at)] : []),
        ...(closed(clusterPorts) ? [found.clusterPortSilent({ service: name, port: clusterPorts[0]! }, at)] : []),
        ...(closed([...API_PORTS, ...apis]) ? [found.apiPortSilent({ service: name, port: apis[0] ?? API_PORTS[0]! }, at)] : []),
      ];
    }

    function judgeHeartbeats(): Outcome[] {
      const running = all.filter(({ value: { is } }) => is === 'running' || is === 'exited').length;
      const fresh = servers.filter(isFresh).length;
      const stale = servers.filter(one => one.state.toLowerCase() === 'up' && !isFresh(one));
      return [
        ...(fresh < running ? [found.heartbeatMissing({ running, fresh })] : []),
        ...stale.map(one =>
          found.stale(
            { server: sayServer(one), age: one.heartbeatAge === null ? 'an unknown time' : sayAge(one.heartbeatAge) },
            { object: `management server ${one.id}` },
          ),
        ),
      ];
    }
  },
});
