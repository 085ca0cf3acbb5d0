import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import type { ServerChannel } from 'ssh2';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Answer } from '../../../src/model/answer.ts';
import { sshSource } from '../../../src/sources/ssh/source.ts';
import type { SshTarget } from '../../../src/sources/ssh/target.ts';
import { freePort, makeKey, temporaryFolder } from '../../support/sshd.ts';
import {
  askOnce,
  type FakeBehaviour,
  type FakeHost,
  type FakeServer,
  fakeHost,
  fakeServer,
  HOSTNAME,
  ownSshd,
  said,
  targetOf,
  WHO,
  whyNot,
} from './hosts.ts';

const servers: { stop(): void }[] = [];
const tcp = async (serve: (socket: Socket) => void): Promise<FakeServer> => keep(await fakeServer(serve));
const ssh = async (behaviour: FakeBehaviour): Promise<FakeHost> => keep(await fakeHost(behaviour));
const keep = <T extends { stop(): void }>(server: T): T => {
  servers.push(server);
  return server;
};

let folder: string;
let key: string;
beforeAll(() => {
  folder = temporaryFolder('faults');
  key = makeKey(folder, 'id');
});
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => {
  for (const server of servers.splice(0)) server.stop();
});

const target = (port: number): SshTarget => ({
  host: '127.0.0.1',
  port,
  user: 'root',
  identityFile: key,
  configFile: '/dev/null',
  knownHostsFile: '/dev/null',
});
/** For those who wait for a time to be over. */
const QUICK = { limits: { connectSeconds: 0.5 } };
/** For all others: a busy machine is no fault. */
const PATIENT = { limits: { connectSeconds: 30, answerSeconds: 30 } };

/** The nonce that a script brings, once it has come. */
const nonceOf = (channel: ServerChannel): Promise<string> =>
  new Promise(resolve => {
    let script = '';
    channel.on('data', (chunk: Buffer) => {
      script += chunk.toString();
      const nonce = /^pf_n=(@[0-9a-f]{32})$/m.exec(script)?.[1];
      if (nonce) resolve(nonce);
    });
  });

/** Writes for ever, as fast as it is read, and counts. */
function flood(stream: NodeJS.WritableStream, chunk: Buffer): () => number {
  let sent = 0;
  const more = (): void => {
    while ((stream as Socket).writable) {
      sent += chunk.length;
      if (sent > 1 << 30 || !stream.write(chunk)) break;
    }
  };
  stream.on('drain', more);
  more();
  return () => sent;
}

describe('before there is SSH', () => {
  test('a closed port', async () => {
    const port = await freePort();
    expect(whyNot(await askOnce(target(port)))).toBe(
      `unreachable: 127.0.0.1:${port}: connection refused; is sshd running there, and is the port right?`,
    );
  });

  test('a name that nobody knows', async () => {
    expect(whyNot(await askOnce({ ...target(22), host: 'no-such-host.invalid' }))).toMatch(
      /^unreachable: no-such-host.invalid:22: (?:no such host name|the name server does not answer)$/,
    );
  });

  test('a server that takes the connection and stays silent', async () => {
    const { port } = await tcp(() => undefined);
    expect(whyNot(await askOnce(target(port), QUICK))).toBe(`timeout: 127.0.0.1:${port}: took the connection but said nothing within 0.5 s`);
  });

  test('a server that hangs up at once is asked again, a few times', async () => {
    const server = await tcp(socket => socket.destroy());
    expect(whyNot(await askOnce(target(server.port)))).toContain(`unreachable: 127.0.0.1:${server.port}: hung up before it said anything`);
    expect(server.taken()).toBe(7);
  });

  test('a server that hangs up late is not asked for longer than one login may take', async () => {
    const server = await tcp(socket => void setTimeout(() => socket.destroy(), 350));
    expect(whyNot(await askOnce(target(server.port), { limits: { connectSeconds: 0.6 } }))).toContain('hung up before it said anything');
    expect(server.taken()).toBeLessThan(4);
  });

  test('an sshd that is too busy at first', async () => {
    let refused = 0;
    const host = await ssh({ exec: channel => void channel.stderr.write('no') });
    const door = await tcp(socket => {
      if (++refused <= 2) return void socket.end('Exceeded MaxStartups\r\n');
      socket.pipe(connect(host.port, '127.0.0.1')).pipe(socket);
    });
    const answer = whyNot(await askOnce({ ...host.target, port: door.port }));
    // It got as far as the host's key, which is filed under another port.
    expect(answer).toContain('its key is not in known_hosts');
    expect(door.taken()).toBe(3);
  });

  test('an sshd that stays too busy', async () => {
    const { port } = await tcp(socket => socket.end('Exceeded MaxStartups\r\n'));
    expect(whyNot(await askOnce(target(port)))).toContain('its sshd is too busy to take another connection ("Exceeded MaxStartups")');
  });

  test('a web server is named as what it is, and not asked again', async () => {
    const server = await tcp(socket => socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')));
    expect(whyNot(await askOnce(target(server.port)))).toBe(
      `unreachable: 127.0.0.1:${server.port}: is not an SSH server: it says "HTTP/1.1 400 Bad Request"`,
    );
    expect(server.taken()).toBe(1);
  });

  test('control characters of a server do not reach a terminal', async () => {
    const { port } = await tcp(socket => socket.end('\x1b[31mred\x07\r\n\r\n'));
    expect(whyNot(await askOnce(target(port)))).toContain('it says "[31mred"');
  });

  test.each<[string, (socket: Socket) => void]>([
    ['random bytes', socket => void socket.write(Buffer.from(Array.from({ length: 5000 }, (_, index) => (index * 7919) % 251)))],
    ['a version and random bytes', socket => void socket.write(Buffer.concat([Buffer.from('SSH-2.0-x\r\n'), Buffer.alloc(5000, 0x41)]))],
    ['an old version', socket => void socket.write('SSH-1.5-old\r\n')],
    ['a version and silence', socket => void socket.write('SSH-2.0-x\r\n')],
  ])('%s', async (_, serve) => {
    const { port } = await tcp(serve);
    expect(whyNot(await askOnce(target(port), QUICK))).toMatch(/^(?:unreachable|timeout): 127\.0\.0\.1:\d+: /);
  });

  test.each([
    ['lines', 'no SSH here\n'],
    ['one line', 'x'],
  ])('endless %s', async (_, text) => {
    let sent = () => 0;
    const { port } = await tcp(socket => {
      sent = flood(socket, Buffer.alloc(65536, text));
    });
    expect(whyNot(await askOnce(target(port), QUICK))).toMatch(/^(?:unreachable|timeout): /);
    expect(sent()).toBeLessThan(500 << 20);
  });
});

describe('during the login', () => {
  test('a host that never answers to a key', async () => {
    const { target: host, port } = await ssh({ login: client => client.on('authentication', () => undefined) });
    expect(whyNot(await askOnce(host, QUICK))).toBe(`timeout: 127.0.0.1:${port}: did not finish the login within 0.5 s`);
  });

  test('a host that hangs up', async () => {
    const { target: host } = await ssh({ login: client => client.on('authentication', () => client.end()) });
    expect(whyNot(await askOnce(host, PATIENT))).toMatch(/^unreachable: .*: (?:the connection was lost during the login|the SSH connection failed)/);
  });

  test('a password that has expired', async () => {
    const { target: host } = await ssh({
      login: client =>
        client.on('authentication', context =>
          context.method === 'password' ? context.requestChange('change it', () => undefined) : context.reject(['password']),
        ),
    });
    expect(whyNot(await askOnce(host, { ...PATIENT, password: async () => 'old' }))).toContain('denied: ');
  });

  test('questions and answers: the password, and a code from a person', async () => {
    const { target: host } = await ssh({
      login: client =>
        client.on('authentication', context => {
          if (context.method !== 'keyboard-interactive') return context.reject(['keyboard-interactive']);
          context.prompt(
            [
              { prompt: 'Password: ', echo: false },
              { prompt: 'Code:\x1b[0m ', echo: true },
            ],
            answers => (answers.join() === 's3cret,123456' ? context.accept() : context.reject()),
          );
        }),
      exec: channel => channel.end(),
    });
    const asked: string[] = [];
    const prompt = async (question: string) => {
      asked.push(question);
      return '123456';
    };
    const answers = await askOnce(host, { ...PATIENT, password: async () => 's3cret', prompt });
    expect(asked).toEqual([`root@127.0.0.1:${host.port}: Code: [0m `]);
    expect(whyNot(answers)).not.toContain('denied: 127.0.0.1:0: permission denied');
  });

  test('questions that nobody can answer', async () => {
    const { target: host } = await ssh({
      login: client =>
        client.on('authentication', context =>
          context.method === 'keyboard-interactive'
            ? context.prompt([{ prompt: 'Code: ', echo: true }], () => context.reject(['keyboard-interactive']))
            : context.reject(['keyboard-interactive']),
        ),
    });
    expect(whyNot(await askOnce(host, { ...PATIENT, password: async () => 'x' }))).toContain(
      'tried '.concat(host.identityFile!, ', keyboard-interactive; the host takes keyboard-interactive'),
    );
  });

  test('a server that asks without end', async () => {
    const { target: host } = await ssh({
      login: client =>
        client.on('authentication', context => {
          if (context.method !== 'keyboard-interactive') return context.reject(['keyboard-interactive']);
          const again = (): void => context.prompt([{ prompt: 'And? ', echo: false }], again);
          again();
        }),
    });
    expect(whyNot(await askOnce(host, { ...QUICK, password: async () => 'x' }))).toContain('did not finish the login');
  });
});

describe('after the login', () => {
  const asks = (host: FakeHost, limits: Record<string, number> = {}): Promise<readonly Answer[]> =>
    askOnce(host.target, { limits: { ...PATIENT.limits, ...limits } }, [WHO, HOSTNAME]);

  test('no session', async () => {
    const host = await ssh({ session: (_accept, reject) => reject() });
    expect(whyNot(await asks(host))).toContain('no shell could be started');
  });

  test('a session in which nothing can be started', async () => {
    const host = await ssh({ session: accept => void accept().on('exec', (_take, refuse) => refuse()) });
    expect(whyNot(await asks(host))).toContain('no shell could be started: Unable to exec');
  });

  test('a session that never comes to be', async () => {
    const host = await ssh({ session: () => undefined });
    expect(whyNot(await asks(host, { answerSeconds: 0.5 }))).toContain('timeout: ');
  });

  test('a shell that stays silent is one timeout for all', async () => {
    const host = await ssh({ exec: () => undefined });
    const answers = await asks(host, { answerSeconds: 0.5 });
    expect(whyNot(answers)).toBe(`timeout: 127.0.0.1:${host.port}: the shell did not begin to answer within 0.5 s (0 of 2 answers came)`);
    expect(answers[1]).toEqual(answers[0]);
  });

  test('a connection that is lost in the middle keeps what is complete', async () => {
    const host = await ssh({
      exec: async (channel, client) => {
        const nonce = await nonceOf(channel);
        const answer = `${nonce} open 0\nroot\n${nonce} done 0 exit:0\n`;
        channel.stderr.write(`${nonce} open 0\n${nonce} done 0 exit:0\n`);
        channel.write(`${nonce} hello 2026-11-21T04:15:00Z\n${answer}${nonce} open 1\nhalf a f`, () => setTimeout(() => client.end(), 50));
      },
    });
    const answers = await asks(host);
    expect(answers[0]).toEqual({
      status: 'ok',
      at: expect.stringMatching(/^2026-11-21T04:15:\d\dZ$/),
      body: { stdout: 'root\n', stderr: '', exit: 0 },
    });
    expect(answers[1]).toMatchObject({ status: 'unreachable', reason: expect.stringContaining('(1 of 2 answers came)') });
  });

  test('a connection that was lost is the reason from then on, and no new one is made', async () => {
    const host = await ssh({ exec: (_channel, client) => void client.end() });
    const source = sshSource(host.target, PATIENT);
    expect(whyNot(await source.ask([WHO]))).toContain('the connection was lost');
    expect(whyNot(await source.ask([WHO]))).toContain('the connection was lost');
    expect(host.taken()).toBe(1);
    await source.close();
  });

  test('an exit code of zero alone is no success', async () => {
    const host = await ssh({
      exec: channel => {
        channel.exit(0);
        channel.end();
      },
    });
    expect((await asks(host)).map(({ status }) => status)).toEqual(['denied', 'denied']);
  });

  test.each<[string, (channel: ServerChannel) => NodeJS.WritableStream]>([
    ['output', channel => channel],
    ['errors', channel => channel.stderr],
  ])('a gigabyte of %s costs a few megabytes', async (_, stream) => {
    let sent = () => 0;
    const host = await ssh({
      exec: channel => {
        sent = flood(stream(channel), Buffer.alloc(32_000, 'x'));
      },
    });
    expect(whyNot(await asks(host, { hostBytes: 8 << 20 }))).toContain('too-large: ');
    expect(sent()).toBeLessThan(64 << 20);
  });

  test('a gigabyte in one answer', async () => {
    let sent = () => 0;
    const host = await ssh({
      exec: async channel => {
        const nonce = await nonceOf(channel);
        channel.write(`${nonce} hello 2026-11-21T04:15:00Z\n${nonce} open 0\n`);
        sent = flood(channel, Buffer.alloc(32_000, 'x'));
      },
    });
    const answers = await asks(host);
    expect(answers.map(({ status }) => status)).toEqual(['too-large', 'too-large']);
    expect(sent()).toBeLessThan(64 << 20);
  });

  test('garbage', async () => {
    const host = await ssh({
      exec: channel => {
        channel.write(Buffer.from(Array.from({ length: 20_000 }, (_, index) => (index * 7919) % 251)));
        channel.exit(0);
        channel.end();
      },
    });
    expect(whyNot(await asks(host))).toMatch(/^denied: .* gets no shell there: /);
  });

  test('a link that goes dead without a word', async () => {
    const sshd = await ownSshd();
    let frozen = false;
    const link = await tcp(socket => {
      const behind = connect(sshd.port, '127.0.0.1');
      behind.on('error', () => undefined);
      const forward = (from: Socket, to: Socket): void => void from.on('data', chunk => frozen || to.write(chunk));
      forward(socket, behind);
      forward(behind, socket);
      socket.on('close', () => behind.destroy());
    });
    const lines: string[] = [];
    const log = (line: string): void => {
      lines.push(line);
      if (line.includes('logged in')) frozen = true;
    };
    const known = `${sshd.folder}/known_hosts_link`;
    writeFileSync(known, readFileSync(sshd.knownHosts, 'utf8').replace(/\]:\d+/, `]:${link.port}`));
    expect(
      whyNot(
        await askOnce({ ...targetOf(sshd), port: link.port, knownHostsFile: known }, { limits: { connectSeconds: 30, answerSeconds: 0.5 }, log }),
      ),
    ).toContain('timeout: ');
    expect(lines.some(line => line.includes('logged in'))).toBe(true);
  });
});

test('one dead host costs only itself', async () => {
  const sshd = await ownSshd();
  const silent = await tcp(() => undefined);
  const flooding = await ssh({ exec: channel => void flood(channel, Buffer.alloc(32_000, 'x')) });
  const [good, dead, wild] = await Promise.all([
    askOnce(targetOf(sshd), PATIENT),
    askOnce(target(silent.port), QUICK),
    askOnce(flooding.target, PATIENT),
  ]);
  expect(said(good!)).toBe('root');
  expect(dead!.map(({ status }) => status)).toEqual(['timeout']);
  expect(wild!.map(({ status }) => status)).toEqual(['too-large']);
});
