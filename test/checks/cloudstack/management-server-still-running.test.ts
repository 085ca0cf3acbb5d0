import check from '../../../checks/cloudstack/management-server-still-running.ts';
import { cases } from '../../support/cases.ts';
import { DENIED, mshost, on, systemd, sysv, tcp4, tcp6, UNREACHABLE, up } from './services.ts';

const both = (value: unknown) => ({ services: value, oldServices: value }) as never as { services: never; oldServices: never };
const stopped = systemd('management', 'inactive');
const quiet = { ports4: tcp4(['00000000', 22]), ports6: tcp6(22) };
const NEW = 'cloudstack-management';
const at = (host: string, service = NEW) => ({ host, object: `service ${service}` });

cases(check, {
  on: { from: '4.2.1', to: '4.3.2', phase: 'stopped' },
  passes: {
    'all of two stopped, as the database says too': {
      given: {
        ...both(on({ m1: stopped, m2: stopped })),
        ports4: on({ m1: quiet.ports4, m2: quiet.ports4 }),
        ports6: on({ m1: quiet.ports6, m2: quiet.ports6 }),
        servers: [mshost(1), mshost(2)],
      },
    },
    'a host without systemd': {
      given: { ...both(sysv({ [NEW]: { stdout: 'cloudstack-management is stopped\n', exit: 3 } })), ...quiet, servers: [mshost(1)] },
    },
    'the name of 4.0': {
      given: { ...both(sysv({ 'cloud-management': { stdout: 'cloud-management is stopped\n', exit: 3 } })), ...quiet, servers: [] },
    },
    'dead, with its lock file left': {
      given: { ...both(sysv({ [NEW]: { stdout: 'cloudstack-management dead but subsys locked\n', exit: 2 } })), ...quiet, servers: [] },
    },
    'failed, which is not running': { given: { ...both(systemd('management', 'failed', 'failed')), ...quiet, servers: [] } },
    'active for systemd, with nothing left of it': { given: { ...both(systemd('management', 'active', 'exited')), ...quiet, servers: [] } },
    'a removed server whose row says Up': { given: { ...both(stopped), ...quiet, servers: [up(2, { removed: '2025-01-01 00:00:00' })] } },
    'no IPv6': { given: { ...both(stopped), ports4: quiet.ports4, servers: [] } },
    'the service of another program on port 9090': { given: { ...both(stopped), ports4: tcp4(['00000000', 9090]), ports6: tcp6(9090), servers: [] } },
  },
  notes: {
    'a server that was killed stays Up': {
      given: { ...both(stopped), ...quiet, servers: [mshost(1, { state: 'Up' })] },
      finds: [{ message: 'stale', data: { server: 'm1 (id 1, 10.1.1.11)', state: 'Up', age: '30 minutes' }, object: 'management server 1' }],
    },
    'a heartbeat that never was': {
      given: { ...both(stopped), ...quiet, servers: [mshost(1, { state: 'Up', last_update: null })] },
      finds: [{ message: 'stale', data: { server: 'm1 (id 1, 10.1.1.11)', state: 'Up', age: 'an unknown time' }, object: 'management server 1' }],
    },
  },
  fails: {
    'one of two runs': {
      given: {
        ...both(on({ m1: stopped, m2: systemd('management', 'active') })),
        ports4: on({ m1: quiet.ports4, m2: quiet.ports4 }),
        ports6: on({ m1: quiet.ports6, m2: quiet.ports6 }),
        servers: [mshost(1), up(2)],
      },
      finds: [{ message: 'running', data: { service: NEW, state: 'running' }, ...at('m2'), remedy: 'service cloudstack-management stop' }],
    },
    'still stopping': {
      given: { ...both(systemd('management', 'deactivating', 'stop-sigterm')), ...quiet, servers: [] },
      finds: [{ message: 'running', data: { service: NEW, state: 'stopping, and not yet down' }, ...at('management') }],
    },
    'the service of 4.0, on System V': {
      given: {
        ...both(sysv({ 'cloud-management': { stdout: 'cloud-management (pid  2345) is running...\n', exit: 0 } })),
        ...quiet,
        servers: [up(1)],
      },
      finds: [
        {
          message: 'running',
          data: { service: 'cloud-management', state: 'running' },
          ...at('management', 'cloud-management'),
          remedy: 'service cloud-management stop',
        },
      ],
    },
    'a process that the service forgot': {
      given: { ...both(stopped), ports4: quiet.ports4, ports6: tcp6(8250), servers: [] },
      finds: [{ message: 'portOpen', data: { service: NEW, state: 'stopped', port: 8250 }, ...at('management') }],
    },
    'a server that the target does not name': {
      given: { ...both(stopped), ...quiet, servers: [mshost(1), up(2, { name: "m2'\u001b[2J" })] },
      finds: [{ message: 'heartbeat', data: { server: "m2'\u001b[2J (id 2, 10.1.1.12)", age: '2 seconds' }, object: 'management server 2' }],
    },
    'a clock that is ahead of the database': {
      given: { ...both(stopped), ...quiet, servers: [up(2, { last_update: '2026-11-21 02:00:10' })] },
      finds: [{ message: 'heartbeat', data: { server: 'm2 (id 2, 10.1.1.12)', age: '10 seconds' }, object: 'management server 2' }],
    },
  },
  unknown: {
    'a host that cannot be asked': {
      given: { ...both(on({ m1: stopped, m2: UNREACHABLE })), ...quiet, servers: [] },
      because: 'on m2: m2: connection timed out',
    },
    'the service is under neither name': {
      given: { ...both(sysv({})), ...quiet, servers: [] },
      because: 'neither cloudstack-management nor cloud-management',
    },
    'active for systemd, and no list of ports': {
      given: { ...both(systemd('management', 'active', 'exited')), ports4: DENIED, ports6: DENIED, servers: [] },
      because: 'the ports of the host could not be read',
    },
    'ports of one family only': {
      given: { ...both(systemd('management', 'active', 'exited')), ports4: tcp4(), ports6: DENIED, servers: [] },
      because: 'the ports of the host could not be read',
    },
    'a container without systemd': {
      given: {
        ...both({ stderr: "System has not been booted with systemd as init system (PID 1). Can't operate.\n", exit: 1 }),
        ...quiet,
        servers: [],
      },
      because: 'systemctl says nothing of cloudstack-management (exit status 1): System has not been booted',
    },
    'an exit status that no script should have': {
      given: { ...both(sysv({ [NEW]: { stdout: 'status unknown due to insufficient privileges.\n', exit: 4 } })), ...quiet, servers: [] },
      because: 'which does not fit together',
    },
    'says stopped, and the status of running': {
      given: { ...both(sysv({ [NEW]: { stdout: 'cloudstack-management is stopped\n', exit: 0 } })), ...quiet, servers: [] },
      because: 'which does not fit together',
    },
    'a state that systemd has not': {
      given: { ...both(systemd('management', '__proto__')), ...quiet, servers: [] },
      because: 'no state of a service',
    },
    'the database does not answer': {
      given: { ...both(stopped), ...quiet, servers: DENIED },
      because: 'management servers in the database on database: permission denied',
    },
  },
});
