import fc from 'fast-check';
import { expect, test } from 'vitest';
import check from '../../../checks/cloudstack/system-vm-restart-failed.ts';
import { cloudLog, restartLog } from '../../../checks/cloudstack/sysvm-log.ts';
import { cases } from '../../support/cases.ts';
import { ABSENT, DOWN, on } from './agent-hosts.ts';
import { proxy, router, ssvm, versions } from './system-vms.ts';

const LOG = '/root/sysvm.log';
const CLOUD = '/root/cloud.log';

const system = (storage = 1, proxies = 1): string =>
  [
    '',
    `Stopping and starting ${storage} secondary storage vm(s)...`,
    storage === 0 ? 'No running secondary storage vms found \n' : 'Done stopping and starting secondary storage vm(s)',
    '',
    `Stopping and starting ${proxies} console proxy vm(s)...`,
    proxies === 0 ? 'No running console proxy vms found \n' : 'Done stopping and starting console proxy vm(s) .',
    '',
  ].join('\n');
const routers = (count: number, done = count > 0): string =>
  `\nStopping and starting ${count} running routing vm(s)... \n${done ? 'Done restarting router(s). \n\n' : ''}`;
const GOOD = `nohup: ignoring input\n${system()}${routers(2)}`;
const restarted = (count: number): string =>
  Array.from(
    { length: count },
    (_, index) => `[2026.11.21-01.10.11] INFO: Successfully restarted domainRouter with id ${index}; jobId 4${index}\n`,
  ).join('');
const CLEAN = `[2026.11.21-01.05.11] Stopping and starting 1 secondary storage vm(s)...\n${restarted(2)}`;
const untimed = (log: string): string => log.replaceAll(/^\[[\d.-]+\] /gm, '');
const VMS = [ssvm(1), proxy(2), router(5), router(6)];

/** The log, how many minutes before 02:00 it was written last, and what else there is. */
const given = (logs: unknown, { minutes = 90, cloudLogs = CLEAN as unknown, vms = VMS as unknown } = {}) => ({
  given: { logs, ages: [{ path: LOG, mtime: new Date(Date.UTC(2026, 10, 21, 2) - minutes * 60_000).toISOString() }], cloudLogs, vms } as never,
});
const problem = (line: number, text: string) => ({ message: 'problem' as const, data: { path: LOG, line, text }, path: LOG, line });
const unfinished = (line: number, kind: string, count: number) => ({
  message: 'unfinished' as const,
  data: { path: LOG, line, kind, count },
  path: LOG,
  line,
});
const zero = (line: number, kind: string, running = 1) => ({ message: 'zero' as const, data: { path: LOG, line, kind, running }, path: LOG, line });

cases(check, {
  on: { from: '4.2.1', to: '4.3.1', phase: 'post' },
  passes: {
    'a good run': given(GOOD),
    'no router, after which the script says nothing': given(system() + routers(0), { vms: [ssvm(1), proxy(2)] }),
    'no proxy, and the database has none either': given(system(1, 0) + routers(1), { vms: [ssvm(1), router(5)] }),
    'in one zone': given(
      '\nStopping and starting 1 secondary storage vm(s) in zone id=1...\nDone stopping and starting secondary storage vm(s) in zone id=1\n' +
        '\nStopping and starting 1 console proxy vm(s) in zone id=1...\nDone stopping and starting console proxy vm(s)  in zone id=1.\n' +
        '\nStopping and starting 2 running routing vm(s) in zone id=1... \nDone restarting router(s) in zone id=1. \n',
    ),
    'Debian has no file of functions, and mysql warns of the password': given(
      `/usr/bin/cloudstack-sysvmadm: line 20: /etc/rc.d/init.d/functions: No such file or directory\nWarning: Using a password on the command line interface can be insecure.\n${GOOD}`,
    ),
    'a failed run before a good one': given(`${system()}ERROR: Failed to restart domainRouter with id 5 \n\n${routers(2)}${GOOD}`),
    'a failed run before a good one in cloud.log': given(GOOD, {
      cloudLogs: `[2026.11.21-00.10.11] ERROR: Failed to start console proxy vm with id 2\n${CLEAN}`,
    }),
    'a failed run before a good one in the cloud.log of 4.3, which has no times': given(GOOD, {
      cloudLogs: `ERROR: Failed to start console proxy vm with id 2\n${untimed(CLEAN)}`,
    }),
    'twenty routers, which is a multiple of ten': given(system() + routers(20), { cloudLogs: CLEAN + restarted(18) }),
  },
  fails: {
    'the password was wrong: everything counts 0': {
      ...given(
        `ERROR 1045 (28000): Access denied for user 'cloud'@'10.1.1.10' (using password: YES)\nERROR 1045 (28000): Access denied for user 'cloud'@'10.1.1.10' (using password: YES)\n${system(0, 0)}${routers(0)}`,
      ),
      finds: [
        { ...problem(1, "ERROR 1045 (28000): Access denied for user 'cloud'@'10.1.1.10' (using password: YES)"), remedy: '-p PASSWORD -a' },
        problem(2, "ERROR 1045 (28000): Access denied for user 'cloud'@'10.1.1.10' (using password: YES)"),
        zero(4, 'secondary storage'),
        zero(8, 'console proxy'),
        zero(12, 'routing', 2),
      ],
    },
    'the port was closed': {
      ...given(
        "\nStopping and starting 1 secondary storage vm(s)...\ncurl: (7) couldn't connect to host\nERROR: Failed to stop secondary storage vm with id 3 \n\nDone stopping and starting secondary storage vm(s)\n",
        { vms: [ssvm(1)] },
      ),
      finds: [problem(3, "curl: (7) couldn't connect to host"), problem(4, 'ERROR: Failed to stop secondary storage vm with id 3')],
    },
    'a router whose job could not be submitted, which is a 2': {
      ...given(`${system()}\nStopping and starting 2 running routing vm(s)... \n2\nDone restarting router(s). \n`),
      finds: [problem(9, '2')],
    },
    'the command of the guide, in which -p swallows -a': {
      ...given(
        'nohup: ignoring input\n\nThe tool stopping/starting running system vms and domain routers \n\nUsage: cloudstack-sysvmadm: [-d] [-u]\n',
      ),
      finds: [problem(5, 'Usage: cloudstack-sysvmadm: [-d] [-u]')],
    },
    'the command for 3.0, in which -c is no option': {
      ...given(`/usr/bin/cloudstack-sysvmadm: illegal option -- c\n${routers(2)}`),
      finds: [problem(1, '/usr/bin/cloudstack-sysvmadm: illegal option -- c')],
    },
    'an empty log': { ...given('\n'), finds: [{ message: 'empty', data: { path: LOG }, path: LOG }] },
    'a failure that only cloud.log tells': {
      ...given(GOOD, {
        cloudLogs: `${CLEAN}[2026.11.21-01.10.12] ERROR: Failed to start secondary storage vm with id 1\n[2026.11.21-01.10.12] ERROR: Failed to start secondary storage vm with id 1\n`,
      }),
      finds: [
        {
          message: 'problemInCloudLog',
          data: { path: CLOUD, line: 4, text: '[2026.11.21-01.10.12] ERROR: Failed to start secondary storage vm with id 1' },
          path: CLOUD,
          line: 4,
        },
      ],
    },
    'a failure that only the cloud.log of 4.3 tells, which has no times': {
      ...given(GOOD, {
        cloudLogs: `Stopping and starting 1 secondary storage vm(s)...\nINFO: Starting secondary storage vm with id 1\n${'ERROR: Failed to start secondary storage vm with id 1\n'.repeat(2)}`,
      }),
      finds: [
        {
          message: 'problemInCloudLog',
          data: { path: CLOUD, line: 3, text: 'ERROR: Failed to start secondary storage vm with id 1' },
          path: CLOUD,
          line: 3,
        },
      ],
    },
    'twelve routers of 4.3, after which the script hangs': {
      ...given(system() + routers(12, false), { cloudLogs: untimed(`${CLEAN}${restarted(10)}`).replaceAll(/; jobId \d+/g, '') }),
      finds: [{ message: 'hangs', data: { path: LOG, line: 8, count: 12, restarted: 12 }, path: LOG, line: 8 }],
    },
    'it never ended': { ...given(system() + routers(2, false)), finds: [unfinished(8, 'routing', 2)] },
    'it never ended, with storage': {
      ...given('Stopping and starting 1 secondary storage vm(s)...\n', { vms: [ssvm(1)] }),
      finds: [unfinished(1, 'secondary storage', 1)],
    },
    'twelve routers, after which the script hangs': {
      ...given(system() + routers(12, false), { cloudLogs: `${CLEAN}${restarted(10)}` }),
      finds: [{ message: 'hangs', data: { path: LOG, line: 8, count: 12, restarted: 12 }, path: LOG, line: 8, remedy: '12 of 12' }],
    },
    'twelve routers, of which two were not restarted': {
      ...given(system() + routers(12, false), { cloudLogs: CLEAN + restarted(8) }),
      finds: [unfinished(8, 'routing', 12)],
    },
    'twelve routers and no cloud.log': {
      ...given(system() + routers(12, false), { cloudLogs: ABSENT }),
      finds: [{ message: 'hangs', data: { path: LOG, line: 8, count: 12, restarted: 'an unknown number' }, path: LOG, line: 8 }],
    },
    'zero proxies, and the database has one': { ...given(system(1, 0) + routers(2)), finds: [zero(5, 'console proxy')] },
    'routers alone, with -r': {
      ...given(routers(2)),
      finds: [
        { message: 'partMissing', data: { path: LOG, kind: 'secondary storage', running: 1 }, path: LOG, object: 'secondary storage' },
        { message: 'partMissing', data: { path: LOG, kind: 'console proxy', running: 1 }, path: LOG, object: 'console proxy' },
      ],
    },
    'good, and no cloud.log': { ...given(GOOD, { cloudLogs: ABSENT }), finds: [{ message: 'cloudLogMissing', data: { path: LOG }, path: LOG }] },
    'a hostile line': {
      ...given(`${GOOD}ERROR: Failed to restart domainRouter with id \u001b[2J__proto__\n`),
      finds: [problem(12, 'ERROR: Failed to restart domainRouter with id \u001b[2J__proto__')],
    },
    'where the operator says it is': {
      given: {
        logs: Object.assign((query: { path?: string }) => (query.path === '/var/tmp/restart.log' ? '' : ABSENT), { toString: () => 'elsewhere' }),
        ages: [],
        cloudLogs: CLEAN,
        vms: VMS,
      } as never,
      inputs: { log: '/var/tmp/restart.log' },
      finds: [{ message: 'empty', data: { path: '/var/tmp/restart.log' }, path: '/var/tmp/restart.log' }],
    },
  },
  skips: {
    'one release line': { ...given(GOOD), from: '4.4.0', to: '4.4.4', because: 'of one release line' },
    'no log, and all were restarted in the user interface': {
      given: { logs: ABSENT, ages: [], cloudLogs: ABSENT, vms: VMS, upgraded: versions } as never,
      because: 'every system VM that runs was started after the upgrade',
    },
    'no system VM': { ...given(GOOD, { vms: [] }), because: 'there is no system VM' },
  },
  unknown: {
    'no log, and one router waits': {
      given: {
        logs: ABSENT,
        ages: [],
        cloudLogs: ABSENT,
        vms: [...VMS, router(7, { update_time: '2026-11-20 01:30:00' })],
        upgraded: versions,
      } as never,
      because: 'say where it is with --input sysvm-log=PATH',
    },
    'no log anywhere': { ...given(ABSENT), because: 'say where it is with --input sysvm-log=PATH' },
    'a relative path': {
      ...given(GOOD),
      inputs: { log: 'sysvm.log' },
      because: 'no management server has the output of cloudstack-sysvmadm (sysvm.log)',
    },
    'it still runs': {
      ...given(system() + routers(2, false), { minutes: 12 }),
      because: 'written 12 minutes ago and the restart of routing VMs may still run',
    },
    'twelve routers, a moment ago': { ...given(system() + routers(12, false), { minutes: 12, cloudLogs: CLEAN }), because: 'may still run' },
    'another text': { ...given('nohup: ignoring input\n'), because: 'none of the lines of cloudstack-sysvmadm' },
    'a server that cannot be reached': {
      given: { logs: on<unknown>({ m1: DOWN }), ages: on<unknown>({ m1: DOWN }), cloudLogs: on<unknown>({ m1: DOWN }), vms: VMS } as never,
      because: 'output of cloudstack-sysvmadm on m1: timed out',
    },
  },
});

test('any text is read', () => {
  const line = fc.oneof(
    fc.string(),
    fc.constantFrom(
      'Stopping and starting 1 secondary storage vm(s)...',
      'Stopping and starting 3 running routing vm(s)... ',
      'Done restarting router(s). ',
      '2',
    ),
  );
  fc.assert(
    fc.property(fc.array(line, { maxLength: 20 }), lines => {
      const log = restartLog(lines.join('\n'));
      expect(log.parts.every(({ line }) => line >= 1 && line <= lines.join('\n').split(/\r\n|\n|\r/).length)).toBe(true);
      expect(log.problems.every(({ text }) => text.length <= 200)).toBe(true);
      expect(cloudLog(lines.join('\n')).routers).toBe(0);
    }),
  );
});
