import check from '../../../checks/cloudstack/agent-down.ts';
import { cases } from '../../support/cases.ts';
import { ABSENT, connectedTo, DOWN, JSVC, properties, ps, SHELL } from './agent-hosts.ts';
import { on, systemd, sysv } from './services.ts';

const RUNNING = ps(`2345 1 01:10:11 ${JSVC}`, `2346 2345 01:10:12 ${JSVC}`);
const active = systemd('agent', 'active');
const JAVA = `/usr/bin/java -cp /usr/share/cloudstack-agent/lib/* ${SHELL}`;
const list = (mtime: string) => [{ path: '/var/lib/dpkg/info/cloudstack-agent.list', mtime }];
const given = (changes: Readonly<Record<string, unknown>> = {}) => {
  const services = changes.services ?? active;
  return {
    given: {
      services,
      oldServices: services,
      processes: RUNNING,
      properties: properties(),
      ipv4: connectedTo([]),
      ipv6: connectedTo([8250]),
      rpm: ABSENT,
      deb: list('2026-11-21T01:00:00Z'),
      ...changes,
    } as never,
  };
};
const object = 'service cloudstack-agent';

cases(check, {
  on: { from: '4.2.1', to: '4.3.1', phase: 'post' },
  passes: {
    'it runs, and is connected by IPv6 as Java does': given(),
    'connected by IPv4, where IPv6 is off': given({ ipv4: connectedTo([3306, 8250]), ipv6: ABSENT }),
    'another port, as its configuration says': given({ properties: properties({ port: '18250' }), ipv6: connectedTo([18250]) }),
    'no port in its configuration': given({ properties: properties({ port: undefined }) }),
    'System V': given({ services: sysv({ 'cloudstack-agent': { stdout: 'cloudstack-agent (pid  2345) is running...\n', exit: 0 } }) }),
    'a script of System V under systemd, which knows no process': given({ services: systemd('agent', 'active', 'exited') }),
    'under jsvc since before the package was upgraded, which another check tells': given({ processes: ps(`2345 1 00:10:11 ${JSVC}`) }),
    'java, and nobody knows when the package was installed': given({ processes: ps(`3000 1 00:10:00 ${JAVA}`), deb: [] }),
    'java without jsvc': given({ processes: ps(`3000 1 01:10:00 ${JAVA}`) }),
  },
  fails: {
    'java, since before the package was upgraded': {
      ...given({ processes: ps(`3000 1 00:10:00 ${JAVA}`) }),
      finds: [
        {
          message: 'startedBefore',
          data: { started: '2026-11-21 00:10:00 UTC', installed: '2026-11-21 01:00:00 UTC' },
          object: 'agent',
          remedy: 'service cloudstack-agent restart',
        },
      ],
    },
    stopped: {
      ...given({ services: systemd('agent', 'inactive'), processes: ps() }),
      finds: [{ message: 'down', data: { service: 'cloudstack-agent', state: 'stopped' }, object, remedy: 'service cloudstack-agent start' }],
    },
    failed: {
      ...given({ services: systemd('agent', 'failed', 'failed'), processes: ps() }),
      finds: [{ message: 'down', data: { service: 'cloudstack-agent', state: 'down after a failure' }, object }],
    },
    'the package was not installed': {
      ...given({ services: systemd('agent', 'inactive', 'dead', true), processes: ps() }),
      finds: [{ message: 'notInstalled', data: {}, object }],
    },
    'the old agent runs too': {
      ...given({
        services: sysv({
          'cloudstack-agent': { stdout: 'cloudstack-agent (pid  2345) is running...\n', exit: 0 },
          'cloud-agent': { stdout: 'cloud-agent (pid  77) is running...\n', exit: 0 },
        }),
      }),
      finds: [
        { message: 'oldToo', data: { service: 'cloud-agent', state: 'running' }, object: 'service cloud-agent', remedy: 'service cloud-agent stop' },
      ],
    },
    'systemd says active, and no process is left': {
      ...given({ services: systemd('agent', 'active', 'exited'), processes: ps('77 1 00:10:00 java -jar /opt/tool.jar') }),
      finds: [
        {
          message: 'noProcess',
          data: { service: 'cloudstack-agent', state: 'active for systemd, which does not know whether a process is left' },
          object,
        },
      ],
    },
    'it runs and has no connection': {
      ...given({ ipv6: connectedTo([3306, 443]) }),
      finds: [{ message: 'notConnected', data: { port: 8250 }, object: 'agent', remedy: 'port 8250 of the management server' }],
    },
    'it is still trying (SYN_SENT)': {
      ...given({ ipv6: connectedTo([8250], '02') }),
      finds: [{ message: 'notConnected', data: { port: 8250 }, object: 'agent' }],
    },
    'one host of two': {
      given: {
        services: on({ kvm1: active, kvm2: systemd('agent', 'inactive') }),
        oldServices: on({ kvm1: active, kvm2: systemd('agent', 'inactive') }),
        processes: on<unknown>({ kvm1: RUNNING, kvm2: ps() }),
        properties: on({ kvm1: properties(), kvm2: properties() }),
        ipv4: on({ kvm1: connectedTo([8250]), kvm2: connectedTo([]) }),
        ipv6: on<unknown>({ kvm1: ABSENT, kvm2: ABSENT }),
        rpm: on<unknown>({ kvm1: ABSENT, kvm2: ABSENT }),
        deb: on<unknown>({ kvm1: [], kvm2: [] }),
      } as never,
      finds: [{ message: 'down', host: 'kvm2', data: { service: 'cloudstack-agent', state: 'stopped' }, object }],
    },
  },
  skips: {
    'no KVM host': {
      given: { services: on({}), oldServices: on({}), processes: on({}), properties: on({}), ipv4: on({}), ipv6: on({}), rpm: on({}), deb: on({}) },
      because: 'names no KVM host',
    },
  },
  unknown: {
    'a host that is down': {
      ...given({ services: DOWN, oldServices: DOWN, processes: DOWN, properties: DOWN, ipv4: DOWN, ipv6: DOWN, rpm: DOWN, deb: DOWN }),
      because: 'timed out',
    },
    'connections cannot be listed': { ...given({ ipv4: 'nothing of the kind' }), because: 'header of a list of sockets' },
    'a port that is none': { ...given({ properties: properties({ port: 'default' }) }), because: 'port in agent.properties is no number' },
  },
});
