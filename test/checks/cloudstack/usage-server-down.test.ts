import check from '../../../checks/cloudstack/usage-server-down.ts';
import { cases } from '../../support/cases.ts';
import { on, rpms, systemd, sysv, UNREACHABLE } from './services.ts';

const both = (value: unknown) => ({ services: value, oldServices: value }) as never as { services: never; oldServices: never };
const fresh = [{ id: 7, host: 'u1', pid: 1, heartbeat: '2026-11-21 01:59:10' }];
const running = systemd('usage', 'active');
const NEW = 'cloudstack-usage';
const HEADER = '  PID  PPID                  STARTED COMMAND\n';
const SERVER = 'jsvc.exec -cp /usr/share/cloudstack-usage/lib/* com.cloud.usage.UsageServer';
const process = (started: string, command = SERVER): string => `${HEADER} 2345     1 ${started} ${command}\n`;
/** Installed at 2014-08-07 11:52:25 UTC, as `rpms` has it. */
const installed = { rpm: rpms('cloudstack-usage 4.3.2-1.el6'), deb: [] };
const at = { host: 'usage', object: `service ${NEW}` };

cases(check, {
  on: { from: '4.2.1', to: '4.3.2', phase: 'post' },
  passes: {
    'it runs and writes': { given: { ...both(running), jobs: [{ ...fresh[0]!, id: 8, heartbeat: null }, ...fresh] } },
    'on System V': { given: { ...both(sysv({ [NEW]: { stdout: 'cloudstack-usage (pid  1) is running...\n', exit: 0 } })), jobs: fresh } },
    'active for systemd, and it writes': { given: { ...both(systemd('usage', 'active', 'exited')), jobs: fresh } },
    'it was started after its package was installed': {
      given: { ...both(running), jobs: fresh, ...installed, processes: process('Fri Nov 21 01:10:11 2026') },
    },
    'another Java program has run for years': {
      given: { ...both(running), jobs: fresh, ...installed, processes: process('Wed Jan  1 01:10:11 2014', 'java -jar /opt/other.jar') },
    },
  },
  fails: {
    'the package is new, and the process is old': {
      given: { ...both(running), jobs: fresh, ...installed, processes: process('Wed Jan  1 01:10:11 2014') },
      finds: [
        {
          message: 'startedBefore',
          data: { started: '2014-01-01 01:10:11 UTC', installed: '2014-08-07 11:52:25 UTC' },
          host: 'usage',
          object: 'usage server',
          remedy: 'service cloudstack-usage restart',
        },
      ],
    },
    'it is down': {
      given: { ...both(systemd('usage', 'inactive')), jobs: fresh },
      finds: [{ message: 'down', data: { service: NEW, state: 'stopped' }, ...at, remedy: 'service cloudstack-usage start' }],
    },
    'it is not installed': {
      given: { ...both(sysv({})), jobs: fresh },
      finds: [{ message: 'notInstalled', data: { service: NEW, old: 'cloud-usage' }, ...at }],
    },
    'it runs and writes nothing': {
      given: { ...both(running), jobs: [{ ...fresh[0]!, heartbeat: '2026-11-21 01:50:00' }] },
      finds: [{ message: 'heartbeatOld', data: { service: NEW, age: '10 minutes' }, ...at }],
    },
    'it never wrote anything': { given: { ...both(running), jobs: [] }, finds: [{ message: 'heartbeatMissing', data: { service: NEW }, ...at }] },
    'active for systemd, and no heartbeat': {
      given: { ...both(systemd('usage', 'active', 'exited')), jobs: [{ ...fresh[0]!, heartbeat: '2026-11-18 02:00:00' }] },
      finds: [{ message: 'heartbeatOld', data: { service: NEW, age: '3 days' }, ...at }],
    },
  },
  skips: {
    'no usage server': {
      given: { ...both(on({})), jobs: fresh, processes: on({}), rpm: on({}), deb: on({}) } as never,
      because: 'the target names no usage server',
    },
  },
  unknown: { 'the host cannot be asked': { given: { ...both(UNREACHABLE), jobs: fresh }, because: 'connection timed out' } },
});
