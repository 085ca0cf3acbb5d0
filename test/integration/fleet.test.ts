import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import type { Report } from '../../src/model/report.ts';
import { fakeHost, fakeServer } from '../sources/ssh/hosts.ts';
import { type Sshd, type SshdOptions, startSshd } from '../support/sshd.ts';
import { memoryStreams } from '../support/streams.ts';

let folder: string;
const ends: (() => unknown)[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'preflight-fleet-'));
});
afterEach(async () => {
  await Promise.allSettled(ends.splice(0).map(async end => end()));
  rmSync(folder, { recursive: true });
});

const ending = <T extends { stop(): unknown }>(server: T): T => {
  ends.push(() => server.stop());
  return server;
};
/** The second byte keeps test files apart that run at the same time. */
const addresses = (network: number, count: number): string[] => Array.from({ length: count }, (_, last) => `127.93.${network}.${last + 1}`);
const sshdOn = async (network: number, count: number, options: SshdOptions = {}): Promise<Sshd> =>
  ending(await startSshd({ ...options, addresses: addresses(network, count) }));

interface Host {
  readonly name: string;
  readonly address: string;
  readonly port: number;
}
const hostsOf = (sshds: readonly Sshd[], name = 'kvm'): Host[] =>
  sshds.flatMap(({ addresses, port }) => addresses.map(address => ({ address, port }))).map((host, index) => ({ name: `${name}${index}`, ...host }));

/** Scans these as KVM hosts of a CloudStack installation, and gives what one question was answered with, by host. */
async function scan(
  hosts: readonly Host[],
  keys: readonly { readonly key: string; readonly knownHosts: string }[],
  sshConfig: readonly string[] = [],
  limits = '',
) {
  const [target, config, known] = [join(folder, 'preflight.yaml'), join(folder, 'ssh_config'), join(folder, 'known_hosts')];
  writeFileSync(known, keys.map(({ knownHosts }) => readFileSync(knownHosts, 'utf8')).join(''));
  const identities = keys.map(({ key }) => `  IdentityFile ${key}`);
  writeFileSync(config, [...sshConfig, 'Host *', '  User root', ...identities, `  UserKnownHostsFile ${known}`, ''].join('\n'));
  const kvm = hosts.map(({ name, address, port }) => `    - { name: ${name}, address: ${address}, port: ${port} }`);
  writeFileSync(target, ['platform: cloudstack', 'phase: post', 'from: 3.0.2', 'to: 4.3.2', limits, 'hosts:', '  kvm:', ...kvm, ''].join('\n'));
  const streams = memoryStreams(process.env);
  const args = ['--target', target, '--ssh-config', config, '--check', 'cloudstack/agent-resource-class-old', '--report', 'json'];
  await main(['scan', ...args], streams);
  if (streams.out() === '') throw new Error(streams.err());
  const { results, coverage } = JSON.parse(streams.out()) as Report;
  const looked = new Map<string, Set<string>>();
  for (const { host, status } of results.flatMap(result => result.looked)) looked.set(host, (looked.get(host) ?? new Set()).add(status));
  const reached = [...looked].filter(([, statuses]) => [...statuses].every(status => status === 'ok' || status === 'absent')).map(([host]) => host);
  const reasons = new Map(results.flatMap(({ unknowns }) => unknowns.map(({ host = '', status, reason }) => [host, `${status}: ${reason}`])));
  return { reached, reasons, coverage, err: streams.err() };
}

const logins = (sshd: Sshd): number => [...sshd.log().matchAll(/^Accepted publickey/gm)].length;
const names = (hosts: readonly Host[]): string[] => hosts.map(({ name }) => name);

describe('a fleet of 200 hosts', () => {
  let sshds: Sshd[];
  beforeAll(async () => {
    const started = Array.from({ length: 13 }, (_, index) => startSshd({ addresses: addresses(index, index < 12 ? 16 : 8) }));
    sshds = await Promise.all(started);
  });
  afterAll(() => Promise.allSettled(sshds.map(({ stop }) => stop())));

  test('is asked whole, and each host that misbehaves costs only itself', async () => {
    const write = (sent: () => number, chunk: Buffer) => (stream: NodeJS.WritableStream) => {
      const more = (): void => {
        while (sent() < 1 << 30 && stream.writable && stream.write(chunk));
      };
      stream.on('drain', more);
      more();
    };
    let flooded = 0;
    const flood = write(() => (flooded += 32_000), Buffer.alloc(32_000, 'x'));
    const silent = ending(await fakeServer(() => undefined));
    const rude = ending(await fakeServer(socket => void socket.end('SSH-2.0-rude\r\n')));
    const [flooding, leaving, garbage] = await Promise.all([
      fakeHost({ exec: channel => flood(channel) }),
      fakeHost({ exec: (channel, client) => channel.write('half an ans', () => client.end()) }),
      fakeHost({ exec: channel => channel.end(Buffer.from(Array.from({ length: 20_000 }, (_, index) => (index * 7919) % 251))) }),
    ]);
    const fakes = [flooding, leaving, garbage].map(ending);
    const bad: Host[] = [
      { name: 'silent', address: '127.0.0.1', port: silent.port },
      { name: 'rude', address: '127.0.0.1', port: rude.port },
      ...['flooding', 'leaving', 'garbage'].map((name, index) => ({ name, address: '127.0.0.1', port: fakes[index]!.port })),
    ];
    const good = hostsOf(sshds);
    expect(good).toHaveLength(200);
    const keys = [
      ...sshds,
      ...fakes.map(({ target: { knownHostsFile = '', identityFile = '' } }) => ({ key: identityFile, knownHosts: knownHostsFile })),
    ];
    const mixed = [...bad.slice(0, 3), ...good, ...bad.slice(3)];
    const { reached, reasons, coverage, err } = await scan(mixed, keys, perSshd(sshds), 'limits: { connectSeconds: 12, answerSeconds: 60 }');
    expect(reached.sort()).toEqual(names(good).sort());
    expect(coverage.total).toBe(205);
    expect(reasons.get('silent')).toMatch(/^timeout: .* took the connection but said nothing within 12 s$/);
    expect(reasons.get('rude')).toMatch(/^unreachable: /);
    expect(reasons.get('flooding')).toMatch(/^too-large: /);
    expect(reasons.get('leaving')).toMatch(/^unreachable: .* lost/);
    expect(reasons.get('garbage')).toMatch(/^(denied|unreachable): /);
    expect(flooded).toBeLessThan(256 << 20);
    expect(err.split('\n')).toEqual(expect.arrayContaining(['silent: timeout', 'rude: unreachable', 'leaving: unreachable']));
    for (const sshd of sshds) expect(logins(sshd)).toBe(sshd.addresses.length);
  }, 240_000);
});

/** Which key is whose: more than five offers are too many for an sshd. */
const perSshd = (sshds: readonly Sshd[]): string[] =>
  sshds.flatMap(({ addresses, key }) => [`Host ${addresses.join(' ')}`, `  IdentityFile ${key}`, '  IdentitiesOnly yes']);

describe('narrow sshds', () => {
  test('40 hosts behind one jump host with MaxStartups 4 and MaxSessions 4 share one connection to it', async () => {
    const jump = await sshdOn(20, 1, { config: ['MaxStartups 4', 'MaxSessions 4'] });
    const inside = await Promise.all([sshdOn(21, 16), sshdOn(22, 16), sshdOn(23, 8)]);
    const hosts = hostsOf(inside);
    const config = [
      ...[`Host bastion`, `  HostName ${jump.addresses[0]}`, `  Port ${jump.port}`, `  IdentityFile ${jump.key}`],
      ...['Host 127.93.21.* 127.93.22.* 127.93.23.*', '  ProxyJump bastion'],
      ...perSshd(inside),
    ];
    const { reached, reasons } = await scan(hosts, [jump, ...inside], config, 'limits: { connectSeconds: 60, answerSeconds: 60 }');
    expect([...reasons].filter(([, reason]) => !reason.startsWith('absent'))).toEqual([]);
    expect(reached.sort()).toEqual(names(hosts).sort());
    expect(logins(jump)).toBe(1);
    for (const sshd of inside) expect(logins(sshd)).toBe(sshd.addresses.length);
  }, 120_000);

  test('MaxStartups 4 and MaxSessions 1 with 16 addresses: who is turned away comes back', async () => {
    const sshd = await sshdOn(24, 16, { config: ['MaxStartups 4', 'MaxSessions 1'] });
    const hosts = hostsOf([sshd]);
    const { reached } = await scan(hosts, [sshd], [], 'limits: { connectSeconds: 60, answerSeconds: 60 }');
    expect(reached.sort()).toEqual(names(hosts).sort());
  });

  test('a jump host that is dead is tried once, and is the reason of all behind it', async () => {
    const inside = await sshdOn(25, 16);
    const silent = ending(await fakeServer(() => undefined));
    const config = ['Host bastion', '  HostName 127.0.0.1', `  Port ${silent.port}`, 'Host 127.93.25.*', '  ProxyJump bastion'];
    const { reached, reasons, err } = await scan(hostsOf([inside]), [inside], config, 'limits: { connectSeconds: 2 }');
    expect(reached).toEqual([]);
    expect([...reasons.values()].filter(reason => reason.includes('its jump host failed'))).toHaveLength(16);
    expect(silent.taken()).toBe(1);
    expect(err.split('\n').filter(line => line.endsWith(': timeout'))).toHaveLength(10);
    expect(logins(inside)).toBe(0);
  });
});
