import check from '../../../checks/cloudstack/usage-server-still-running.ts';
import { cases } from '../../support/cases.ts';
import { on, systemd, sysv, UNREACHABLE } from './services.ts';

const both = (value: unknown) => ({ services: value, oldServices: value }) as never as { services: never; oldServices: never };
const job = (id: number, heartbeat: string | null) => ({ id, host: 'u1', pid: 1234, heartbeat });
const stopped = systemd('usage', 'inactive');
const OLD = job(7, '2026-11-21 01:40:00');

cases(check, {
  on: { from: '4.2.1', to: '4.3.2', phase: 'stopped' },
  passes: {
    'stopped, and its heartbeat is old': { given: { ...both(stopped), jobs: [job(8, null), OLD] } },
    'stopped, and it never counted anything': { given: { ...both(stopped), jobs: [] } },
    'stopped, and there is no table': { given: both(stopped) },
    'the name of 4.0': { given: both(sysv({ 'cloud-usage': { stdout: 'cloud-usage is stopped\n', exit: 3 } })) },
    'one host of two has none': { given: both(on({ u1: stopped, u2: systemd('usage', 'inactive', 'dead', true) })) },
  },
  fails: {
    'it runs': {
      given: { ...both(systemd('usage', 'active')), jobs: [job(7, '2026-11-21 01:59:30')] },
      finds: [
        {
          message: 'running',
          data: { service: 'cloudstack-usage', state: 'running' },
          host: 'usage',
          object: 'service cloudstack-usage',
          remedy: 'service cloudstack-usage stop',
        },
      ],
    },
    'the one of 4.0 runs': {
      given: both(sysv({ 'cloud-usage': { stdout: 'cloud-usage (pid 77) is running...\n', exit: 0 } })),
      finds: [
        {
          message: 'running',
          data: { service: 'cloud-usage', state: 'running' },
          host: 'usage',
          object: 'service cloud-usage',
          remedy: 'service cloud-usage stop',
        },
      ],
    },
  },
  skips: {
    'no usage server anywhere': { given: { ...both(on({})), jobs: [OLD] }, because: 'the target names no usage server' },
    'the package is not installed': { given: both(sysv({})), because: 'no host of the role usage has the service' },
  },
  unknown: {
    'a heartbeat of a server that the target does not name': {
      given: { ...both(on({})), jobs: [job(9, '2026-11-21 01:59:50')] },
      because: 'no host of the target runs one',
    },
    'stopped a minute ago': { given: { ...both(stopped), jobs: [job(9, '2026-11-21 01:59:00')] }, because: 'look again in two minutes' },
    'the host cannot be asked': { given: both(UNREACHABLE), because: 'connection timed out' },
    'the database refuses us': { given: { ...both(stopped), jobs: { status: 'denied', reason: 'SELECT denied' } }, because: 'SELECT denied' },
  },
});
