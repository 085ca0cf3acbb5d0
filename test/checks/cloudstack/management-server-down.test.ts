import check from '../../../checks/cloudstack/management-server-down.ts';
import { cases } from '../../support/cases.ts';
import { DENIED, mshost, on, systemd, sysv, tcp4, tcp6, up } from './services.ts';

const both = (value: unknown) => ({ services: value, oldServices: value }) as never as { services: never; oldServices: never };
const running = systemd('management', 'active');
const open = { ports4: tcp4(['00000000', 22]), ports6: tcp6(8080, 8250, 9090) };
const good = { ...both(running), ...open, servers: [up(1)], setting: [{ name: 'port', value: '8250' }] };
const NEW = 'cloudstack-management';
const at = { host: 'management', object: `service ${NEW}` };

cases(check, {
  on: { from: '4.2.1', to: '4.3.2', phase: 'post' },
  passes: {
    'it runs, listens and writes': { given: good },
    'on System V': { given: { ...good, ...both(sysv({ [NEW]: { stdout: 'cloudstack-management (pid  1) is running...\n', exit: 0 } })) } },
    'a port that was moved': { given: { ...good, setting: [{ name: 'port', value: '8251' }], ports6: tcp6(8080, 8251, 9090) } },
    'a setting without a value': { given: { ...good, setting: [{ name: 'port', value: null }] } },
    'a setting that cannot be read': { given: { ...good, setting: DENIED } },
    'the API by TLS alone': { given: { ...good, ports6: tcp6(8443, 8250, 9090) } },
    'the API on a port of its own': { given: { ...good, api: 'http.enable=true\nhttp.port=80\nhttps.port=\n', ports6: tcp6(80, 8250, 9090) } },
    'another port for the cluster': { given: { ...good, servers: [up(1, { service_port: 9091 })], ports6: tcp6(8080, 8250, 9091) } },
    'IPv4 alone': { given: { ...good, ports6: undefined as never, ports4: tcp4(['00000000', 8080], ['0A01010A', 8250], ['00000000', 9090]) } },
    'a server that is down on purpose': { given: { ...good, servers: [up(1), mshost(2)] } },
  },
  fails: {
    'it is down': {
      given: { ...good, ...both(systemd('management', 'inactive')), servers: [mshost(1)] },
      finds: [{ message: 'down', data: { service: NEW, state: 'stopped' }, ...at, remedy: 'service cloudstack-management start' }],
    },
    'it failed': {
      given: { ...good, ...both(systemd('management', 'failed')), servers: [] },
      finds: [{ message: 'down', data: { service: NEW, state: 'down after a failure' }, ...at }],
    },
    'it starts': {
      given: { ...good, ...both(systemd('management', 'activating', 'start')) },
      finds: [{ message: 'starting', data: { service: NEW, state: 'starting' }, ...at }],
    },
    'it is not installed on one of two hosts': {
      given: { ...good, ...both(on({ m1: running, m2: sysv({}) })), ports4: on({ m1: open.ports4 }), ports6: on({ m1: open.ports6 }) },
      finds: [{ message: 'notInstalled', data: { service: NEW, old: 'cloud-management' }, host: 'm2', object: `service ${NEW}` }],
    },
    'it listens for nobody': {
      given: { ...good, ports6: tcp6(22) },
      finds: [
        { message: 'agentPortSilent', data: { service: NEW, port: 8250 }, ...at },
        { message: 'clusterPortSilent', data: { service: NEW, port: 9090 }, ...at },
        { message: 'apiPortSilent', data: { service: NEW, port: 8080 }, ...at },
      ],
    },
    'it listens for itself only': {
      given: { ...good, ports4: tcp4(['0100007F', 8250]), ports6: tcp6(8080, 9090) },
      finds: [{ message: 'agentPortSilent', data: { service: NEW, port: 8250 }, ...at }],
    },
    'active for systemd, and no process': {
      given: { ...good, ...both(systemd('management', 'active', 'exited')), ports6: tcp6(8080, 9090) },
      finds: [{ message: 'agentPortSilent', data: { service: NEW, port: 8250 }, ...at }],
    },
    'it writes no heartbeat': {
      given: { ...good, servers: [mshost(1, { state: 'Up' })] },
      finds: [
        { message: 'heartbeatMissing', data: { running: 1, fresh: 0 } },
        { message: 'stale', data: { server: 'm1 (id 1, 10.1.1.11)', age: '30 minutes' }, object: 'management server 1' },
      ],
    },
    'a heartbeat that is no time': {
      given: { ...good, servers: [up(1), up(2, { name: '__proto__', last_update: '0000-00-00 00:00:00' })] },
      finds: [{ message: 'stale', data: { server: '__proto__ (id 2, 10.1.1.12)', age: 'an unknown time' }, object: 'management server 2' }],
    },
  },
  unknown: {
    'ports that cannot be read': { given: { ...good, ports4: DENIED, ports6: DENIED }, because: 'the ports of the host could not be read' },
    'a list of sockets that is none': { given: { ...good, ports4: 'nonsense', ports6: tcp6() }, because: 'the ports of the host could not be read' },
    'the database does not answer': { given: { ...good, servers: DENIED }, because: 'permission denied' },
    'a row that does not fit': { given: { ...good, servers: [up(1, { service_port: 'x' })] }, because: 'column service_port is not a whole number' },
  },
});
