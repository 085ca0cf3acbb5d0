import fc from 'fast-check';
import { expect, test } from 'vitest';
import { agentService, managementService, oldManagementService, type ServiceState } from '../../../../checks/cloudstack/facts/services.ts';
import { redactor } from '../../../../src/engine/redact/redactor.ts';
import { systemd } from '../services.ts';

type Said = { stdout?: string; stderr?: string; exit?: number };

/** Reads what a command says; `at` is which of the two questions it answers: 0 systemctl, 1 service. */
const read = (fact: typeof managementService, at: 0 | 1, said: Said): ServiceState => {
  const query = fact.queries({})[at]!;
  const body = redactor().body(query, { stdout: '', stderr: '', exit: 0, ...said }, { rules: [], keyFiles: [] });
  return fact.parse(body, { host: 'm1', at: '2026-11-21T02:00:00Z', query });
};

test('one question to systemd serves both names, so it is asked once', () => {
  expect(managementService.queries({})[0]).toEqual(oldManagementService.queries({})[0]);
  expect(agentService.queries({})[0]).toMatchObject({
    argv: ['systemctl', 'show', '-p', 'Id,LoadState,ActiveState,SubState', 'cloud-agent.service', 'cloudstack-agent.service'],
  });
});

test.each([
  ['active', 'running', 'running'],
  ['active', 'exited', 'exited'],
  ['reloading', 'reload', 'running'],
  ['activating', 'auto-restart', 'starting'],
  ['deactivating', 'stop-sigterm', 'stopping'],
  ['inactive', 'dead', 'stopped'],
  ['failed', 'failed', 'failed'],
])('systemd says %s (%s)', (active, sub, is) => {
  expect(read(managementService, 0, { stdout: systemd('management', active, sub) })).toEqual({ name: 'cloudstack-management', is });
  expect(read(oldManagementService, 0, { stdout: systemd('management', active, sub) })).toEqual({ name: 'cloud-management', is: 'not-installed' });
  expect(read(oldManagementService, 0, { stdout: systemd('management', active, sub, true) })).toEqual({ name: 'cloud-management', is });
});

test.each([
  [{ stdout: 'cloudstack-management (pid  2345) is running...\n', exit: 0 }, 'running'],
  [{ stdout: ' * cloudstack-management is running\n', exit: 0 }, 'running'],
  [{ stdout: 'cloudstack-management is stopped\n', exit: 3 }, 'stopped'],
  [{ stdout: ' * cloudstack-management is not running\n', exit: 3 }, 'stopped'],
  [{ stdout: 'cloudstack-management dead but pid file exists\n', exit: 1 }, 'failed'],
  [{ stdout: 'cloudstack-management dead but subsys locked\n', exit: 2 }, 'failed'],
  [{ stderr: 'cloudstack-management: unrecognized service\n', exit: 1 }, 'not-installed'],
] as const)('a script of System V says %j', (said, is) => {
  expect(read(managementService, 1, said)).toEqual({ name: 'cloudstack-management', is });
});

test('nothing that a program may say is taken for a state by accident', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.integer({ min: 4, max: 255 }), (stdout, stderr, exit) => {
      expect(() => read(managementService, 0, { stdout, stderr, exit })).toThrow('systemctl says nothing of');
      try {
        expect(read(managementService, 1, { stdout, stderr, exit }).is).toBe('not-installed');
      } catch (error) {
        expect((error as Error).message).toContain('does not fit together');
      }
    }),
    { numRuns: 200 },
  );
});
