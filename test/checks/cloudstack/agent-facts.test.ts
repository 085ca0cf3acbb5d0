import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bridges } from '../../../checks/cloudstack/facts/bridges.ts';
import { kvmPackages } from '../../../checks/cloudstack/facts/packages.ts';
import { isAgent, javaProcesses, libvirtProcesses } from '../../../checks/cloudstack/facts/processes.ts';
import { redactor } from '../../../src/engine/redact/redactor.ts';
import type { Bodies } from '../../../src/model/answer.ts';
import type { Fact } from '../../../src/model/fact.ts';
import type { Kind } from '../../../src/model/query.ts';
import { localSource } from '../../../src/sources/local.ts';

const CANARY = 'canary-4711';
const folder = mkdtempSync(join(tmpdir(), 'preflight-jsvc-'));
/** A script is known to ps by its own name, and it waits for its input to end. */
const program = join(folder, 'jsvc');
let agent: ReturnType<typeof spawn>;

beforeAll(async () => {
  writeFileSync(program, '#!/bin/sh\nread nothing\n');
  chmodSync(program, 0o755);
  agent = spawn(program, [
    `-Djavax.net.ssl.keyStorePassword=${CANARY}`,
    '-cp',
    '/usr/share/cloudstack-agent/lib/x.jar',
    'com.cloud.agent.AgentShell',
  ]);
  await new Promise((resolve, reject) => agent.once('spawn', () => resolve(undefined)).once('error', reject));
});
afterAll(() => {
  agent.kill();
  rmSync(folder, { recursive: true, force: true });
});

/** What this machine answers, by the way that evidence takes. */
async function onThisMachine<T, K extends Kind>(fact: Fact<T, K>): Promise<{ value: T; text: string }> {
  const [query] = fact.queries({});
  const [answer] = await localSource().ask('here', [query!]);
  if (answer?.status !== 'ok') throw new Error(`${answer?.status}: ${answer?.reason}`);
  const body = redactor().body(query!, answer.body as Bodies[K], { rules: fact.secrets, keyFiles: [] });
  return { value: fact.parse(body, { host: 'here', at: answer.at, query: query! }), text: JSON.stringify(body) };
}

describe('facts of KVM hosts on a real machine', () => {
  test('a process is found by its name, with the secrets of its command line hidden', async () => {
    const { value, text } = await onThisMachine(javaProcesses);
    const own = value.find(({ pid }) => pid === agent.pid);
    expect(own).toMatchObject({ ppid: process.pid, command: expect.stringMatching(/keyStorePassword=‹secret:hidden:\w+› -cp/) });
    expect(own && isAgent(own)).toBe(true);
    expect(Math.abs(own!.started - Date.now() / 1000)).toBeLessThan(600);
    expect(text).not.toContain(CANARY);
  });

  test('no process of such a name is an answer', async () => {
    const { value } = await onThisMachine(libvirtProcesses);
    expect(value.every(({ command }) => /^(?:libvirtd|virtqemud)$/.test(command))).toBe(true);
  });

  test('bridges are read from the kernel', async () => {
    const { value } = await onThisMachine(bridges);
    expect(value.every(({ name }) => name !== '')).toBe(true);
  });

  test.skipIf(!existsSync('/usr/bin/dpkg-query'))('dpkg knows no package of CloudStack', async () => {
    expect((await onThisMachine(kvmPackages.deb)).value).toEqual([]);
  });

  test.skipIf(!existsSync('/usr/bin/rpm'))('rpm knows no package of CloudStack', async () => {
    expect((await onThisMachine(kvmPackages.rpm)).value).toEqual([]);
  });
});
