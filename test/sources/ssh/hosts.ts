import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import type { Connection, ServerChannel, Session } from 'ssh2';
import ssh2 from 'ssh2';
import { onTestFinished } from 'vitest';
import type { Answer, CommandBody } from '../../../src/model/answer.ts';
import type { Query } from '../../../src/model/query.ts';
import type { SshOptions } from '../../../src/sources/ssh/options.ts';
import { sshSource } from '../../../src/sources/ssh/source.ts';
import type { SshTarget } from '../../../src/sources/ssh/target.ts';
import { makeKey, type Sshd, type SshdOptions, startSshd, temporaryFolder } from '../../support/sshd.ts';

/** An sshd for one test, which is stopped however the test ends. */
export async function ownSshd(options?: SshdOptions): Promise<Sshd> {
  const sshd = await startSshd(options);
  onTestFinished(() => sshd.stop());
  return sshd;
}

/** How to reach a private sshd, with nothing of this machine's own configuration. */
export const targetOf = (sshd: Sshd, address = sshd.addresses[0]!): SshTarget => ({
  host: address,
  port: sshd.port,
  user: 'root',
  identityFile: sshd.key,
  configFile: sshd.config,
  knownHostsFile: sshd.knownHosts,
});

// Not by `command()`: what the tests run is not allowed otherwise.
export const WHO: Query = { kind: 'command', argv: ['id', '-un'] };
export const HOSTNAME: Query = { kind: 'file', path: '/etc/hostname' };

/** Asks one host once and leaves it. */
export async function askOnce(target: SshTarget, options: SshOptions = {}, queries: readonly Query[] = [WHO]): Promise<readonly Answer[]> {
  const host = sshSource(target, options);
  try {
    return await host.ask(queries);
  } finally {
    await host.close();
  }
}

/** What the first answer said on standard output. */
export function said([answer]: readonly Answer[]): string {
  if (answer?.status !== 'ok') throw new Error(`no answer: ${JSON.stringify(answer)}`);
  return (answer.body as CommandBody).stdout.trim();
}

/** Why there is no first answer. */
export function whyNot([answer]: readonly Answer[]): string {
  if (!answer || answer.status === 'ok') throw new Error(`an answer: ${JSON.stringify(answer)}`);
  return `${answer.status}: ${answer.reason}`;
}

export interface TestUser {
  readonly name: string;
  readonly password: string;
  /** What the user may do with sudo: lines for sudoers, or nothing. */
  sudoers(rule?: string): void;
  remove(): void;
}

/** An account of this machine, for as long as a test runs. */
export function addUser(suffix: string): TestUser {
  const name = `pft${process.pid}${suffix}`;
  const password = `Secret-${process.pid}`;
  const rules = join('/etc/sudoers.d', name);
  execFileSync('useradd', ['--no-create-home', '--home-dir', '/', '--shell', '/bin/sh', name]);
  execFileSync('chpasswd', { input: `${name}:${password}\n` });
  const sudoers = (rule?: string): void => {
    rmSync(rules, { force: true });
    if (rule !== undefined) writeFileSync(rules, `${name} ${rule}\n`, { mode: 0o440 });
  };
  return {
    name,
    password,
    sudoers,
    remove: () => {
      sudoers();
      execFileSync('userdel', [name], { stdio: 'ignore' });
    },
  };
}

export interface FakeServer {
  readonly port: number;
  /** Connections taken so far. */
  readonly taken: () => number;
  stop(): void;
}

/** A TCP server that does with each connection what it is told. */
export const fakeServer = (serve: (socket: Socket) => void): Promise<FakeServer> =>
  new Promise(resolve => {
    const sockets = new Set<Socket>();
    let taken = 0;
    const server: Server = createServer(socket => {
      taken++;
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => sockets.delete(socket));
      serve(socket);
    });
    server.listen(0, '127.0.0.1', () =>
      resolve({
        port: (server.address() as { port: number }).port,
        taken: () => taken,
        stop: () => {
          server.close();
          for (const socket of sockets) socket.destroy();
        },
      }),
    );
  });

export interface FakeHost extends FakeServer {
  readonly target: SshTarget;
}

export interface FakeBehaviour {
  /** Takes any login unless this says otherwise. */
  readonly login?: (client: Connection) => void;
  /** A shell was asked for. */
  readonly exec?: (channel: ServerChannel, client: Connection) => void;
  /** Instead of opening a session. */
  readonly session?: (accept: () => Session, reject: () => boolean) => void;
}

/** An SSH server that speaks the protocol and then misbehaves. */
export async function fakeHost({ login, exec, session }: FakeBehaviour): Promise<FakeHost> {
  const folder = temporaryFolder('fake-host');
  const key = makeKey(folder, 'host');
  const server = new ssh2.Server({ hostKeys: [readFileSync(key)] }, client => {
    client.on('error', () => undefined);
    if (login) login(client);
    else client.on('authentication', context => context.accept());
    client.on('ready', () =>
      client.on('session', (accept, reject) => {
        if (session) return session(accept, reject as () => boolean);
        accept().on('exec', take => exec?.(take(), client));
      }),
    );
  });
  const fake = await fakeServer(socket => server.injectSocket(socket));
  const knownHosts = join(folder, 'known_hosts');
  writeFileSync(knownHosts, `[127.0.0.1]:${fake.port} ${readFileSync(`${key}.pub`, 'utf8')}`);
  writeFileSync(join(folder, 'config'), '');
  const target = {
    host: '127.0.0.1',
    port: fake.port,
    user: 'root',
    identityFile: key,
    configFile: join(folder, 'config'),
    knownHostsFile: knownHosts,
  };
  return {
    ...fake,
    target,
    stop: () => {
      fake.stop();
      rmSync(folder, { recursive: true });
    },
  };
}
