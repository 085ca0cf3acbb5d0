import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { Query } from '../../../src/model/query.ts';
import type { SshOptions } from '../../../src/sources/ssh/options.ts';
import { sshSource } from '../../../src/sources/ssh/source.ts';
import type { SshTarget } from '../../../src/sources/ssh/target.ts';
import { freePort, makeKey, type Sshd, startSshd, temporaryFolder } from '../../support/sshd.ts';
import { addUser, askOnce, fakeServer, HOSTNAME, ownSshd, said, type TestUser, targetOf, WHO, whyNot } from './hosts.ts';

let user: TestUser;
beforeAll(() => {
  user = addUser('f');
});
afterAll(() => user.remove());

const count = (text: string, what: RegExp): number => [...text.matchAll(what)].length;
const logins = (sshd: Sshd): number => count(sshd.log(), /^Accepted publickey/gm);

describe('200 hosts', () => {
  let sshds: Sshd[];
  // Sixteen addresses are what one sshd takes. The second byte keeps test files apart that run at the same time.
  const addressesOf = (index: number): string[] => Array.from({ length: index < 12 ? 16 : 8 }, (_, last) => `127.91.${index}.${last + 1}`);

  beforeAll(async () => {
    sshds = await Promise.all(Array.from({ length: 13 }, (_, index) => startSshd({ addresses: addressesOf(index) })));
  });
  afterAll(() => Promise.all(sshds.map(({ stop }) => stop())));

  test('each is asked everything in one session of one connection', async () => {
    const options: SshOptions = { limits: { connectSeconds: 30, answerSeconds: 30 } };
    const targets = sshds.flatMap(sshd => sshd.addresses.map(address => ({ ...targetOf(sshd, address), user: user.name })));
    expect(targets).toHaveLength(200);
    const queries: Query[] = [HOSTNAME, { kind: 'file', path: '/etc/passwd' }, WHO, { kind: 'paths', globs: ['/etc/host*'] }];
    const waiting = [...targets];
    const worker = async (): Promise<void> => {
      for (let next = waiting.pop(); next; next = waiting.pop()) {
        const answers = await askOnce(next, options, queries);
        expect(answers.map(({ status }) => status)).toEqual(['ok', 'ok', 'ok', 'ok']);
        expect(said([answers[2]!])).toBe(user.name);
      }
    };
    await Promise.all(Array.from({ length: 32 }, worker));
    const logs = sshds.map(({ log }) => log()).join('');
    expect(count(logs, /^Accepted publickey/gm)).toBe(200);
    expect(count(logs, /^Starting session: command for/gm)).toBe(200);
    expect(count(logs, /^Starting session: subsystem/gm)).toBe(0);
  });
});

describe('narrow hosts', () => {
  test('MaxSessions 1: questions one after another, and after an answer that was cut off', async () => {
    const sshd = await ownSshd({ config: ['MaxSessions 1'] });
    const host = sshSource({ ...targetOf(sshd), user: user.name }, { limits: { answerBytes: 10_000 } });
    const flood: Query = { kind: 'command', argv: ['yes'] };
    const [first, second] = await Promise.all([host.ask([WHO]), host.ask([HOSTNAME])]);
    const third = await host.ask([flood, WHO]);
    const fourth = await host.ask([WHO]);
    expect([said(first), second[0]!.status, third.map(({ status }) => status), said(fourth)]).toEqual([
      user.name,
      'ok',
      ['too-large', 'ok'],
      user.name,
    ]);
    expect(logins(sshd)).toBe(1);
    await host.close();
  });

  test('MaxStartups reached: connections that are turned away come back', async () => {
    const sshd = await ownSshd({ config: ['MaxStartups 2'] });
    const answers = await Promise.all(Array.from({ length: 24 }, () => askOnce({ ...targetOf(sshd), user: user.name })));
    expect(answers.map(said)).toEqual(Array(24).fill(user.name));
  });
});

describe('jump hosts', () => {
  let bastion: Sshd;
  let inside: Sshd;
  let folder: string;

  beforeAll(async () => {
    folder = temporaryFolder('jump');
    [bastion, inside] = await Promise.all([startSshd(), startSshd({ addresses: Array.from({ length: 8 }, (_, index) => `127.92.0.${index + 1}`) })]);
  });
  afterAll(async () => {
    await Promise.all([bastion.stop(), inside.stop()]);
    rmSync(folder, { recursive: true });
  });

  const write = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const configFile = (): string =>
    write(
      'config',
      [
        `Host bastion`,
        `  HostName 127.0.0.1`,
        `  Port ${bastion.port}`,
        `  User root`,
        `  IdentityFile ${bastion.key}`,
        `Host 127.92.*`,
        `  ProxyJump bastion`,
        '',
      ].join('\n'),
    );
  const knownHostsFile = (): string => write('known_hosts', readFileSync(bastion.knownHosts, 'utf8') + readFileSync(inside.knownHosts, 'utf8'));
  const behind = (address: string, changes: Partial<SshTarget> = {}): SshTarget => ({
    host: address,
    port: inside.port,
    user: user.name,
    identityFile: inside.key,
    configFile: configFile(),
    knownHostsFile: knownHostsFile(),
    ...changes,
  });

  test('hosts behind one share its connection', async () => {
    const [before, outside] = [logins(bastion), logins(inside)];
    const options = {};
    const answers = await Promise.all(inside.addresses.map(address => askOnce(behind(address), options)));
    expect(answers.map(said)).toEqual(Array(8).fill(user.name));
    expect(logins(bastion) - before).toBe(1);
    expect(logins(inside) - outside).toBe(8);
    // They came from there, not from here.
    expect(inside.log()).toContain('Accepted publickey');
  });

  test('as named by the target, with user and port', async () => {
    const config = write('plain', `IdentityFile ${bastion.key}\nIdentityFile ${inside.key}\n`);
    const jump = `root@127.0.0.1:${bastion.port}`;
    expect(said(await askOnce(behind('127.92.0.1', { jump, configFile: config })))).toBe(user.name);
  });

  test('two in a row', async () => {
    const config = write('chain', `IdentityFile ${bastion.key}\nIdentityFile ${inside.key}\n`);
    const jump = `root@127.0.0.1:${bastion.port},root@127.92.0.2:${inside.port}`;
    expect(said(await askOnce(behind('127.92.0.3', { jump, configFile: config })))).toBe(user.name);
  });

  test('a jump host whose key has changed is refused, and said to be the one', async () => {
    const wrong = readFileSync(`${makeKey(folder, 'wrong')}.pub`, 'utf8')
      .split(' ')
      .slice(0, 2)
      .join(' ');
    const known = write('wrong_hosts', `[127.0.0.1]:${bastion.port} ${wrong}\n${readFileSync(inside.knownHosts, 'utf8')}`);
    const answer = whyNot(await askOnce(behind('127.92.0.1', { knownHostsFile: known })));
    expect(answer).toContain(
      `unreachable: 127.92.0.1:${inside.port} (through 127.0.0.1:${bastion.port}): its jump host failed: bastion (127.0.0.1:${bastion.port}): ITS HOST KEY HAS CHANGED`,
    );
  });

  test('the key of the host behind is checked too', async () => {
    const known = write('half_known', readFileSync(bastion.knownHosts, 'utf8'));
    expect(whyNot(await askOnce(behind('127.92.0.1', { knownHostsFile: known })))).toContain(
      `127.92.0.1:${inside.port} (through 127.0.0.1:${bastion.port}): its key is not in known_hosts`,
    );
  });

  test('a dead jump host is tried once for all behind it', async () => {
    const silent = await fakeServer(() => undefined);
    onTestFinished(silent.stop);
    const options: SshOptions = { limits: { connectSeconds: 0.5 } };
    const jump = `127.0.0.1:${silent.port}`;
    const answers = await Promise.all(inside.addresses.map(address => askOnce(behind(address, { jump }), options)));
    answers.push(await askOnce(behind('127.92.0.1', { jump }), options));
    expect(answers.map(([answer]) => answer!.status)).toEqual(Array(9).fill('timeout'));
    expect(silent.taken()).toBe(1);
  });

  test('a host that the jump host cannot reach', async () => {
    const port = await freePort('127.92.0.1');
    expect(whyNot(await askOnce(behind('127.92.0.1', { port })))).toContain(
      `127.92.0.1:${port} (through 127.0.0.1:${bastion.port}): Connection refused`,
    );
  });

  test('the password of a target is not shown to its jump host', async () => {
    const strict = await ownSshd({ config: ['PasswordAuthentication yes', 'MaxAuthTries 20'] });
    writeFileSync(join(strict.folder, 'authorized_keys'), '');
    const known = write('strict_hosts', readFileSync(strict.knownHosts, 'utf8'));
    const answer = whyNot(
      await askOnce(behind('127.92.0.1', { jump: `root@127.0.0.1:${strict.port}`, knownHostsFile: known }), { password: async () => 's3cret' }),
    );
    expect(answer).toContain('its jump host failed');
    expect(strict.log()).not.toMatch(/Failed password/);
  });
});

describe('tunnels', () => {
  let sshd: Sshd;
  let folder: string;
  const echoes: Server[] = [];
  const echo = (where: { port: number; host: string } | { path: string }): Promise<Server> =>
    new Promise(resolve => {
      const server = createServer(socket => socket.pipe(socket));
      echoes.push(server);
      server.listen(where, () => resolve(server));
    });
  const ping = (stream: Duplex, text: string): Promise<string> =>
    new Promise(resolve => {
      stream.once('data', (chunk: Buffer) => resolve(chunk.toString()));
      stream.write(text);
    });

  beforeAll(async () => {
    sshd = await startSshd();
    folder = mkdtempSync(join(sshd.folder, 'socket-'));
  });
  afterAll(async () => {
    for (const server of echoes) server.close();
    await sshd.stop();
  });

  test('to a port and to a socket file, before and after questions', async () => {
    const port = await freePort();
    await echo({ port, host: '127.0.0.1' });
    await echo({ path: join(folder, 'echo.sock') });
    const host = sshSource(targetOf(sshd));
    const early = await host.forwardOut('127.0.0.1', port);
    expect(said(await host.ask([WHO]))).toBe('root');
    const late = await host.forwardOut('127.0.0.1', port);
    const file = await host.forwardSocket(join(folder, 'echo.sock'));
    expect(await Promise.all([ping(early, 'one'), ping(late, 'two'), ping(file, 'three')])).toEqual(['one', 'two', 'three']);
    expect(logins(sshd)).toBe(1);
    for (const stream of [early, late, file]) stream.destroy();
    await host.close();
  });

  test('that lead nowhere say so', async () => {
    const port = await freePort();
    const host = sshSource(targetOf(sshd));
    await expect(host.forwardOut('127.0.0.1', port)).rejects.toThrow(
      `127.0.0.1:${sshd.port}: no way from there to 127.0.0.1:${port}: Connection refused`,
    );
    await expect(host.forwardSocket('/no/such.sock')).rejects.toThrow('no way from there to /no/such.sock');
    await host.close();
  });

  test('that are forbidden say so', async () => {
    const strict = await ownSshd({ config: ['AllowTcpForwarding no'] });
    const host = sshSource(targetOf(strict));
    await expect(host.forwardOut('127.0.0.1', 3306)).rejects.toThrow('does not allow forwarding');
    expect(said(await host.ask([WHO]))).toBe('root');
    await host.close();
  });

  test('on a host that cannot be reached reject with its reason', async () => {
    const host = sshSource({ ...targetOf(sshd), port: await freePort() });
    await expect(host.forwardOut('127.0.0.1', 1)).rejects.toThrow('connection refused');
    await host.close();
  });
});

test('a host that was left is not asked again', async () => {
  const sshd = await ownSshd();
  const host = sshSource(targetOf(sshd));
  await host.ask([WHO]);
  await host.close();
  expect(whyNot(await host.ask([WHO]))).toBe('unreachable: 127.0.0.1: the connection was closed');
});

test('what ssh_config gets wrong is the answer', async () => {
  expect(whyNot(await askOnce({ host: 'm1', configFile: '/no/such/config' }))).toBe(
    'unreachable: m1: the ssh configuration /no/such/config (configFile) does not exist',
  );
});
