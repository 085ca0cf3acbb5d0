import check from '../../../checks/cloudstack/second-management-server-started-early.ts';
import { cases } from '../../support/cases.ts';
import { DENIED, mshost, on, systemd, UNREACHABLE, up } from './services.ts';

const both = (value: unknown) => ({ services: value, oldServices: value }) as never as { services: never; oldServices: never };
const running = systemd('management', 'active');
const stopped = systemd('management', 'inactive');
const done = [
  { id: 1, version: '4.2.1', step: 'Complete' },
  { id: 2, version: '4.3.2', step: 'Complete' },
];
const half = [done[0]!, { ...done[1]!, step: 'Upgrade' }];
const old = [done[0]!];
const NEW = 'cloudstack-management';
const several = (host: string, progress: string) => ({
  message: 'several' as const,
  data: { service: NEW, count: 2, hosts: 'm1, m2', progress },
  host,
  object: `service ${NEW}`,
});

cases(check, {
  on: { from: '4.2.1', to: '4.3.2', phase: 'installed' },
  passes: {
    'none runs yet': { given: { ...both(on({ m1: stopped, m2: stopped })), servers: [mshost(1), mshost(2)], versions: old } },
    'one runs and upgrades': { given: { ...both(on({ m1: running, m2: stopped })), servers: [up(1), mshost(2)], versions: half } },
    'both run, and the database is upgraded': {
      phase: 'post',
      given: { ...both(on({ m1: running, m2: running })), servers: [up(1), up(2)], versions: done },
    },
    'a row of a hop that was tried twice': {
      given: { ...both(on({ m1: running, m2: running })), servers: [], versions: [...half, { ...done[1]!, id: 3 }] },
    },
  },
  fails: {
    'both run while one upgrades': {
      given: { ...both(on({ m1: running, m2: running })), servers: [up(1), up(2)], versions: half },
      finds: [
        { ...several('m1', '4.3.2 is at the step Upgrade'), remedy: 'service cloudstack-management stop' },
        several('m2', '4.3.2 is at the step Upgrade'),
      ],
    },
    'both run, and none has begun': {
      given: { ...both(on({ m1: running, m2: systemd('management', 'activating', 'start') })), servers: [], versions: old },
      finds: [several('m1', 'it is at 4.2.1'), several('m2', 'it is at 4.2.1')],
    },
    'the second is not in the target': {
      given: { ...both(running), servers: [up(1), up(2)], versions: half },
      finds: [{ message: 'unlisted', data: { count: 2, progress: '4.3.2 is at the step Upgrade' } }],
    },
  },
  skips: { 'one management server': { given: { ...both(running), servers: [up(1)], versions: half }, because: 'one management server only' } },
  unknown: {
    'nobody knows the target': {
      to: undefined as never,
      given: { ...both(on({ m1: running, m2: running })), servers: [], versions: old },
      because: 'give it with --to',
    },
    'a host that cannot be asked': {
      given: { ...both(on({ m1: running, m2: UNREACHABLE })), servers: [up(1), mshost(2)], versions: half },
      because: 'connection timed out',
    },
    'the database does not answer': {
      given: { ...both(on({ m1: running, m2: running })), servers: [], versions: DENIED },
      because: 'permission denied',
    },
    'no completed upgrade': {
      given: { ...both(on({ m1: running, m2: running })), servers: [], versions: [] },
      because: 'names no completed upgrade',
    },
  },
});
