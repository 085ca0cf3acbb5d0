import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A private sshd on loopback addresses, with its own keys and files. It needs root, as sshd does. */
export interface Sshd {
  readonly folder: string;
  readonly port: number;
  readonly addresses: readonly string[];
  /** The client's key, unencrypted ed25519, that every user of this sshd is let in with. */
  readonly key: string;
  /** A known_hosts file with this sshd's key for each of its addresses. */
  readonly knownHosts: string;
  /** An ssh_config that names nothing, so that nothing of this machine's own is used. */
  readonly config: string;
  /** `ssh-ed25519 AAAA…` */
  readonly hostKey: string;
  /** What sshd has written. */
  log(): string;
  stop(): Promise<void>;
}

export interface SshdOptions {
  readonly addresses?: readonly string[];
  /** Lines for sshd_config, before the usual ones. */
  readonly config?: readonly string[];
  /** `ed25519`, `rsa`, `ecdsa`. */
  readonly hostKeys?: readonly string[];
}

/** A folder of its own in the temporary directory, that only its owner may enter. */
export const temporaryFolder = (name: string): string => mkdtempSync(join(tmpdir(), `preflight-${name}-`));

/** Makes a key pair and gives the path of its private half. */
export function makeKey(folder: string, name: string, ...options: readonly string[]): string {
  const path = join(folder, name);
  const passphrase = options.includes('-N') ? [] : ['-N', ''];
  const type = options.includes('-t') ? [] : ['-t', 'ed25519'];
  execFileSync('ssh-keygen', ['-q', ...type, ...passphrase, '-C', name, '-f', path, ...options]);
  return path;
}

/** A port that is free on this address now. */
export const freePort = (address = '127.0.0.1'): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, address, () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });

/** Starts one sshd and waits until it takes connections. */
export async function startSshd({ addresses = ['127.0.0.1'], config = [], hostKeys = ['ed25519'] }: SshdOptions = {}): Promise<Sshd> {
  const folder = temporaryFolder('sshd');
  const port = await freePort(addresses[0]);
  mkdirSync('/run/sshd', { recursive: true, mode: 0o755 });
  const keys = hostKeys.map(type => makeKey(folder, `host_${type}`, '-t', type));
  const key = makeKey(folder, 'id');
  const publicOf = (path: string): string => execFileSync('cut', ['-d', ' ', '-f', '1,2', `${path}.pub`], { encoding: 'utf8' }).trim();
  const file = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text, { mode: 0o644 });
    return join(folder, name);
  };
  // sshd reads the authorized keys as the user who logs in, who may be no owner of this folder.
  chmodSync(folder, 0o755);
  const authorized = file('authorized_keys', `${publicOf(key)}\n`);
  const logFile = join(folder, 'log');
  const settings = file(
    'sshd_config',
    [
      ...config,
      ...addresses.map(address => `ListenAddress ${address}:${port}`),
      ...keys.map(path => `HostKey ${path}`),
      `AuthorizedKeysFile ${authorized}`,
      `PidFile ${join(folder, 'pid')}`,
      'PasswordAuthentication no',
      'KbdInteractiveAuthentication no',
      'UsePAM no',
      'StrictModes no',
      'PermitRootLogin yes',
      'UseDNS no',
      'MaxStartups 200',
      'LogLevel VERBOSE',
      'Subsystem sftp internal-sftp',
      '',
    ].join('\n'),
  );
  const hostKey = publicOf(keys[0]!);
  const names = addresses.map(address => `[${address}]:${port}`).join(',');
  const knownHosts = file('known_hosts', keys.map(path => `${names} ${publicOf(path)}\n`).join(''));
  const child = spawn('/usr/sbin/sshd', ['-D', '-f', settings, '-E', logFile], { stdio: ['ignore', 'ignore', 'pipe'] });
  let complaint = '';
  child.stderr.on('data', (chunk: Buffer) => {
    complaint += chunk.toString();
  });
  const stop = async (): Promise<void> => {
    await end(child);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    for (const address of addresses) await untilOpen(address, port, child, () => complaint);
  } catch (error) {
    await stop();
    throw error;
  }
  const log = (): string => execFileSync('cat', [logFile], { encoding: 'utf8' });
  return { folder, port, addresses, key, knownHosts, config: file('ssh_config', ''), hostKey, log, stop };
}

/** Ends one process that a test has started, and waits for it. */
export const end = (child: ChildProcess): Promise<void> =>
  new Promise(resolve => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });

async function untilOpen(address: string, port: number, child: ChildProcess, complaint: () => string): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    if (child.exitCode !== null) throw new Error(`sshd did not start: ${complaint()}`);
    if (await isOpen(address, port)) return;
    await new Promise(resolve => setTimeout(resolve, 25));
  }
  throw new Error(`sshd does not listen on ${address}:${port}`);
}

const isOpen = (address: string, port: number): Promise<boolean> =>
  new Promise(resolve => {
    const socket = connect(port, address);
    socket.once('data', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
