import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { validateReport } from '../../src/schemas/validate.ts';
import { buildCli, type Cli, type Running } from '../support/cli.ts';

/** Takes connections and stays silent, as a host does whose sshd hangs. */
let silent: Server;
const connected = new Set<Socket>();
let cli: Cli;
let folder: string;
let port: number;

beforeAll(async () => {
  cli = buildCli();
  silent = createServer(socket => {
    connected.add(socket.on('error', () => undefined).resume());
    socket.on('close', () => connected.delete(socket));
  });
  await new Promise<void>(resolve => silent.listen(0, '127.0.0.1', resolve));
  port = (silent.address() as { port: number }).port;
});
afterAll(() => {
  silent.close();
  for (const socket of connected) socket.destroy();
  cli.remove();
});

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'preflight-interrupt-'));
  writeFileSync(join(folder, 'ssh_config'), '');
});

/** Three hosts that will never say anything, waited for longer than any test. */
const target = (database = ''): string => {
  const hosts = [1, 2, 3].map(index => `    - { name: kvm${index}, address: 127.0.0.1, port: ${port} }`);
  const text = `platform: cloudstack\nfrom: 4.2.1\nto: 4.3.2\nlimits: { connectSeconds: 300 }\nhosts:\n  kvm:\n${hosts.join('\n')}\n${database}`;
  writeFileSync(join(folder, 'preflight.yaml'), text);
  return join(folder, 'preflight.yaml');
};
const start = (command: string, ...args: string[]) =>
  cli.start([command, '--target', target(), '--ssh-config', join(folder, 'ssh_config'), ...args], { cwd: folder });
/** Waits until so many hosts are being asked. */
const asked = async ({ child, err }: Running, hosts = 3): Promise<void> => {
  while (connected.size !== hosts) {
    if (hosts > 0 && child.exitCode !== null) throw new Error(`it asked nobody: ${err()}`);
    await new Promise(resolve => setTimeout(resolve, 20));
  }
};

describe.each(['SIGINT', 'SIGTERM'] as const)('%s', signal => {
  test('ends a scan with the report of what was learned', async () => {
    const scan = start('scan', '--report', 'json');
    await asked(scan);
    scan.child.kill(signal);
    expect(await scan.ended).toEqual({ exit: 2, signal: null });
    expect(scan.err()).toContain('Interrupted: the report has what was learned so far.');
    const report = JSON.parse(scan.out()) as Report;
    expect(validateReport(report)).toBeUndefined();
    expect(report).toMatchObject({ verdict: 'UNKNOWN', remarks: ['The run was interrupted; this is what was learned until then.'] });
    const reasons = report.results.flatMap(({ unknowns }) => unknowns.filter(({ host }) => host === 'kvm1').map(({ reason }) => reason));
    expect([...new Set(reasons)]).toEqual(['had not answered when the run was interrupted']);
    await asked(scan, 0);
  });

  test('ends a capture without a trace', async () => {
    const capture = start('capture', '-o', 'site.tar.gz');
    await asked(capture);
    capture.child.kill(signal);
    expect(await capture.ended).toEqual({ exit: signal === 'SIGINT' ? 130 : 143, signal: null });
    expect(capture.err()).toContain('Interrupted: site.tar.gz is not written.');
    expect(readdirSync(folder).sort()).toEqual(['preflight.yaml', 'ssh_config']);
  });
});

test('twice ends at once', async () => {
  const scan = start('scan', '--report', 'json');
  await asked(scan);
  scan.child.kill('SIGSTOP'); // so that both are there before the first is looked at
  scan.child.kill('SIGINT');
  scan.child.kill('SIGTERM');
  scan.child.kill('SIGCONT');
  const { exit } = await scan.ended;
  expect([130, 143]).toContain(exit);
  expect(scan.out()).toBe('');
});

test('a database that hangs does not hold the one who interrupts', async () => {
  const path = target(`  database: { name: db1, via: mysql, address: 127.0.0.1, port: ${port}, user: preflight, password: { env: NO_PASSWORD } }\n`);
  const scan = cli.start(['scan', '--target', path, '--ssh-config', join(folder, 'ssh_config'), '--report', 'json'], { cwd: folder });
  await asked(scan);
  scan.child.kill('SIGINT');
  expect(await scan.ended).toEqual({ exit: 2, signal: null });
  await asked(scan, 0);
});
