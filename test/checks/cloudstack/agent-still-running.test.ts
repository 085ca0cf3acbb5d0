import check from '../../../checks/cloudstack/agent-still-running.ts';
import { cases } from '../../support/cases.ts';
import { ABSENT, DOWN, JSVC, OLD_JSVC, ps } from './agent-hosts.ts';
import { on, systemd, sysv } from './services.ts';

const host = (services: unknown, ...processes: string[]) => ({ given: { services, oldServices: services, processes: ps(...processes) } as never });
const stopped = systemd('agent', 'inactive');

cases(check, {
  on: { from: '4.1.1', to: '4.3.1', phase: 'stopped' },
  passes: {
    stopped: host(stopped),
    'the service of 4.0, stopped': host(sysv({ 'cloud-agent': { stdout: 'cloud-agent is stopped\n', exit: 3 } })),
    'it was never installed': host(systemd('agent', 'inactive', 'dead', true)),
    'another program in Java': host(stopped, '77 1 00:10:00 java -jar /opt/tool.jar'),
  },
  fails: {
    'it runs': {
      ...host(systemd('agent', 'active'), `2345 1 00:10:11 ${JSVC}`),
      finds: [
        {
          message: 'running',
          data: { service: 'cloudstack-agent', state: 'running' },
          object: 'service cloudstack-agent',
          remedy: 'service cloudstack-agent stop',
        },
      ],
    },
    'the one of 4.0 runs, whose name the guide from 4.1 gives to both': {
      ...host(sysv({ 'cloud-agent': { stdout: 'cloud-agent (pid  77) is running...\n', exit: 0 } })),
      finds: [
        { message: 'running', data: { service: 'cloud-agent', state: 'running' }, object: 'service cloud-agent', remedy: 'service cloud-agent stop' },
      ],
    },
    'the service is down and jsvc runs on': {
      ...host(stopped, `1200 1 00:10:11 ${OLD_JSVC}`, `1201 1200 00:10:12 ${OLD_JSVC}`),
      finds: [{ message: 'process', data: { pids: '1200, 1201' }, object: 'agent', remedy: 'kill 1200\nkill 1201' }],
    },
    'one host of two, and the other is down': {
      given: {
        services: on<unknown>({ kvm1: systemd('agent', 'active'), kvm2: DOWN }),
        oldServices: on<unknown>({ kvm1: systemd('agent', 'active'), kvm2: DOWN }),
        processes: on<unknown>({ kvm1: ps(), kvm2: DOWN }),
      } as never,
      finds: [{ message: 'running', host: 'kvm1', data: { service: 'cloudstack-agent', state: 'running' }, object: 'service cloudstack-agent' }],
    },
  },
  skips: { 'no KVM host': { given: { services: on({}), oldServices: on({}), processes: on({}) }, because: 'names no KVM host' } },
  unknown: {
    'a host that is down': { given: { services: DOWN, oldServices: DOWN, processes: DOWN } as never, because: 'timed out' },
    'processes cannot be listed': { given: { services: stopped, oldServices: stopped, processes: ABSENT } as never, because: 'No such file' },
    'systemctl says something else': { ...host('Failed to connect to bus'), because: 'systemctl says nothing of cloudstack-agent' },
  },
});
