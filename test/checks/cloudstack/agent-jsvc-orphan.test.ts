import { describe, expect, test } from 'vitest';
import check from '../../../checks/cloudstack/agent-jsvc-orphan.ts';
import { javaProcesses } from '../../../checks/cloudstack/facts/processes.ts';
import { redactor } from '../../../src/engine/redact/redactor.ts';
import type { CommandQuery } from '../../../src/model/query.ts';
import { cases } from '../../support/cases.ts';
import { ABSENT, DOWN, JSVC, OLD_JSVC, on, ps, SHELL } from './agent-hosts.ts';
import { rpmSays } from './packages.ts';

/** 2026-11-21 01:00:00 UTC */
const INSTALLED = Date.UTC(2026, 10, 21, 1) / 1000;
const rpm = (at = INSTALLED) => {
  const said = rpmSays('cloudstack-agent 4.3.1-1.el6');
  return { ...said, stdout: said.stdout.replace('1407412345', String(at)) };
};
const list = (mtime: string) => [{ path: '/var/lib/dpkg/info/cloudstack-agent.list', mtime }] as never;
const running = (...processes: string[]) => ({ given: { processes: ps(...processes), rpm: rpm(), deb: [] as never } });
const PAIR = [`2345 1 01:10:11 ${JSVC}`, `2346 2345 01:10:12 ${JSVC}`];
const at = { object: 'agent' };

cases(check, {
  on: { from: '4.2.1', to: '4.3.1', phase: 'post' },
  passes: {
    'a controller and its child': running(...PAIR),
    'started a moment before its time of installation, as ps is not exact': running(`2345 1 00:59:57 ${JSVC}`, `2346 2345 00:59:58 ${JSVC}`),
    'the agent is stopped, and a Tomcat runs under jsvc': running('77 1 00:10:00 jsvc.exec -cp bootstrap.jar org.apache.catalina.startup.Bootstrap'),
    'Ubuntu, by the file of dpkg': { given: { processes: ps(...PAIR), rpm: ABSENT, deb: list('2026-11-21T01:00:00Z') } },
    'the class as an argument of another program': running(...PAIR, '99 1 00:10:00 java -jar tool.jar --class=com.cloud.agent.AgentShellX'),
  },
  notes: {
    'another service under jsvc': {
      ...running(...PAIR, '77 1 00:10:00 jsvc.exec -cp bootstrap.jar org.apache.catalina.startup.Bootstrap'),
      finds: [{ message: 'otherJsvc', data: { pids: '77' } }],
    },
  },
  fails: {
    'an orphan beside the new one': {
      ...running(`1200 1 00:10:11 ${JSVC}`, ...PAIR),
      finds: [{ message: 'severalControllers', data: { count: 2, pids: '1200, 2345, 2346' }, ...at, remedy: 'kill 1200' }],
    },
    'an orphan beside an agent that java runs': {
      ...running(`1200 1 00:10:11 ${JSVC}`, `3000 1 01:10:00 /usr/bin/java -cp /usr/share/cloudstack-agent/lib/* ${SHELL}`),
      finds: [{ message: 'severalControllers', data: { count: 2, pids: '1200, 3000' }, ...at }],
    },
    'the old agent alone': {
      ...running(`1200 1 00:10:11 ${OLD_JSVC}`, `1201 1200 00:10:12 ${OLD_JSVC}`),
      finds: [{ message: 'oldClasses', data: { pids: '1200, 1201' }, ...at, remedy: 'kill 1201' }],
    },
    'never restarted since the package was upgraded': {
      ...running(`1200 1 00:10:11 ${JSVC}`, `1201 1200 00:10:12 ${JSVC}`),
      finds: [
        {
          message: 'startedBefore',
          data: { pids: '1200, 1201', started: '2026-11-21 00:10:12 UTC', installed: '2026-11-21 01:00:00 UTC' },
          ...at,
          remedy: 'service cloudstack-agent start',
        },
      ],
    },
    'a child without its controller': {
      ...running(`2346 1 01:10:12 ${JSVC}`),
      finds: [{ message: 'lone', data: { pids: '2346' }, ...at }],
    },
    'on one host of two, and the other has none': {
      given: {
        processes: on({ kvm1: ps(`1200 1 00:10:11 ${JSVC}`, ...PAIR), kvm2: ps() }),
        rpm: on({ kvm1: rpm(), kvm2: rpm() }),
        deb: on({ kvm1: [] as never, kvm2: [] as never }),
      },
      finds: [{ message: 'severalControllers', host: 'kvm1', data: { count: 2, pids: '1200, 2345, 2346' }, ...at }],
    },
    'terminal escapes in a command line': {
      ...running(`1200 1 00:10:11 ${JSVC} \u001b[2J __proto__`, ...PAIR),
      finds: [{ message: 'severalControllers', data: { count: 2, pids: '1200, 2345, 2346' }, ...at }],
    },
  },
  skips: {
    'no jsvc at all': { ...running(`3000 1 01:10:00 java -cp /usr/share/cloudstack-agent/lib/* ${SHELL}`), because: 'started by jsvc' },
    'no process': { ...running(), because: 'no process of any KVM host was started by jsvc' },
    'no KVM host': { given: { processes: on({}), rpm: on({}), deb: on({}) }, because: 'names no KVM host' },
  },
  unknown: {
    'nobody knows when the package was installed': {
      given: { processes: ps(...PAIR), rpm: ABSENT, deb: [] as never },
      because: 'when cloudstack-agent was installed',
    },
    'a host that is down': { given: { processes: DOWN, rpm: DOWN, deb: DOWN }, because: 'Java processes of the KVM host on kvm: timed out' },
    'another ps': {
      given: { processes: { stdout: '', stderr: 'ps: invalid option -- C', exit: 1 }, rpm: rpm(), deb: [] as never },
      because: 'ps says "ps: invalid option',
    },
    'a line of another form': {
      given: { processes: { stdout: '  PID  PPID                  STARTED COMMAND\n  secret-canary\n' }, rpm: rpm(), deb: [] as never },
      because: 'a line is not PID PPID STARTED COMMAND',
    },
  },
});

describe('secrets on command lines', () => {
  test.each([
    '-Djavax.net.ssl.keyStorePassword=canary-1234',
    '-Ddb.cloud.password=canary-1234',
    '--password canary-1234',
    '-Dagent.url=http://admin:canary-1234@10.1.1.1/',
    "-Dkeystore.passphrase='canary-1234'",
  ])('%s', argument => {
    const [query] = javaProcesses.queries({}) as [CommandQuery];
    const said = { stderr: '', ...ps(`3000 1 01:10:00 java ${argument} -cp x ${SHELL}`) };
    const redacted = redactor().body(query, said, { rules: [], keyFiles: [] });
    const [process] = javaProcesses.parse(redacted, { host: 'kvm', at: '2026-11-21T02:00:00Z', query });
    expect(redacted.stdout).not.toContain('canary');
    expect(process).toMatchObject({ pid: 3000, ppid: 1, command: expect.stringContaining(SHELL) });
  });
});
