import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, uptime } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { xenAioRequests, xenBooted, xenInventory } from '../../../checks/cloudstack/facts/xenserver-host.ts';
import { vhdUtilIsProgram } from '../../../checks/cloudstack/facts/xenserver-scripts.ts';
import { redactor } from '../../../src/engine/redact/redactor.ts';
import type { Fact } from '../../../src/model/fact.ts';
import { file, type Query } from '../../../src/model/query.ts';
import { localSource } from '../../../src/sources/local.ts';
import { inventory, UUID } from './xenserver.ts';

const folder = mkdtempSync(join(tmpdir(), 'preflight-xen-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What a fact makes of what the shell of a real machine answers, at its own path or at another. */
async function read<T>(fact: Fact<T, 'file'>, path?: string): Promise<T> {
  const own = fact.queries({})[0]!;
  const query: Query = path === undefined ? own : file(path, own.keep ? { keep: own.keep } : {});
  const [answer] = await localSource().ask('here', [query]);
  if (answer?.status !== 'ok') throw new Error(JSON.stringify(answer));
  const body = redactor().body(query, answer.body as { text: string }, { rules: [], keyFiles: [] });
  return fact.parse(body, { host: 'here', at: answer.at, query });
}

const put = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

test('the boot of this machine, which its kernel counts as the runtime does', async () => {
  const booted = await read(xenBooted);
  expect(Math.abs(Date.now() - uptime() * 1000 - booted)).toBeLessThan(60_000);
});

test('a limit of the kernel that runs here', async () => expect(await read(xenAioRequests)).toBeGreaterThan(0));

test('a program, a page that was saved under its name, and nothing', async () => {
  copyFileSync(process.execPath, join(folder, 'vhd-util'));
  expect(await read(vhdUtilIsProgram, join(folder, 'vhd-util'))).toBe(true);
  expect(await read(vhdUtilIsProgram, put('page', '<html>not found</html>'))).toBe(false);
  expect(await read(vhdUtilIsProgram, put('short', '\x7fEL'))).toBe(false);
  expect(await read(vhdUtilIsProgram, put('empty', ''))).toBe(false);
});

test('the inventory keeps what is asked for and nothing else', async () => {
  const path = put('inventory', `KERNEL_CMDLINE='secret=x'\n${inventory(UUID.xs1)}CONTROL_DOMAIN_UUID='${UUID.xs2}'\n`);
  expect(await read(xenInventory, path)).toEqual({ uuid: UUID.xs1, brand: 'XenServer', version: '6.0.2', release: '6.0.2', build: '53456p' });
});
