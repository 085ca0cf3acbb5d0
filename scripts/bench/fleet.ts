import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { userInfo } from 'node:os';
import { join } from 'node:path';

/** Hosts on the loopback addresses 127.77.x.y, all on one port, and the files by which every client reaches them. */
export interface Fleet {
  readonly addresses: readonly string[];
  readonly port: number;
  readonly user: string;
  /** The client's key, unencrypted ed25519; its public half is beside it. */
  readonly key: string;
  readonly knownHosts: string;
  /** What every client is given, so that all negotiate the same. */
  readonly sshConfig: string;
  /** What all logins so far have cost on the side of sshd, with the shells: user and system, in milliseconds. Only of those that are over. */
  cpuMs(): number;
  /** Waits until the last login is over, so that its end does not cost the next client anything. */
  settle(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * What sshd allows, so that all clients use the same: OpenSSH's own first choice (sntrup761) costs its client 90 ms per host
 * on Debian 12 and would make it look slow; AES-GCM is unknown to libssh2 before 1.11.
 */
const ALGORITHMS = ['KexAlgorithms curve25519-sha256', 'Ciphers aes128-ctr', 'MACs hmac-sha2-256', 'HostKeyAlgorithms ssh-ed25519'];

/** sshd takes so many ListenAddress lines. */
const SOCKETS = 16;
const SSHD = '/usr/sbin/sshd';

/** Starts as many private sshds as so many hosts need. They belong to this process and end with it. */
export async function startFleet(folder: string, count: number): Promise<Fleet> {
  if (process.getuid?.() === 0) mkdirSync('/run/sshd', { recursive: true, mode: 0o755 });
  chmodSync(folder, 0o755);
  const addresses = Array.from({ length: count }, (_, index) => `127.77.${index >> 7}.${(index & 127) + 1}`);
  const [key, hostKey] = [makeKey(folder, 'id'), makeKey(folder, 'host')];
  const publicHostKey = readFileSync(`${hostKey}.pub`, 'utf8').split(' ').slice(0, 2).join(' ');
  writeFileSync(join(folder, 'authorized_keys'), readFileSync(`${key}.pub`), { mode: 0o644 });
  const port = await freePort(addresses[0]!);
  const knownHosts = join(folder, 'known_hosts');
  writeFileSync(knownHosts, addresses.map(address => `[${address}]:${port} ${publicHostKey}\n`).join(''));
  const user = userInfo().username;
  const sshConfig = join(folder, 'ssh_config');
  writeFileSync(sshConfig, clientConfig({ port, user, key, knownHosts }));
  const daemons = Array.from({ length: Math.ceil(count / SOCKETS) }, (_, index) => {
    const settings = join(folder, `sshd_config_${index}`);
    writeFileSync(settings, daemonConfig(folder, hostKey, port, addresses.slice(index * SOCKETS, (index + 1) * SOCKETS)));
    return spawn(SSHD, ['-D', '-f', settings, '-E', join(folder, `sshd_${index}.log`)], { stdio: 'ignore' });
  });
  const stop = async (): Promise<void> => void (await Promise.all(daemons.map(end)));
  try {
    for (const address of addresses) await untilOpen(address, port, folder);
  } catch (error) {
    await stop();
    throw error;
  }
  const pids = daemons.flatMap(({ pid }) => (pid === undefined ? [] : [pid]));
  const cpuMs = (): number => pids.reduce((sum, pid) => sum + cpuOf(pid), 0);
  return { addresses, port, user, key, knownHosts, sshConfig, cpuMs, settle: () => settle(pids), stop };
}

function makeKey(folder: string, name: string): string {
  const path = join(folder, name);
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', name, '-f', path]);
  return path;
}

const daemonConfig = (folder: string, hostKey: string, port: number, addresses: readonly string[]): string =>
  [
    ...addresses.map(address => `ListenAddress ${address}:${port}`),
    ...ALGORITHMS,
    `HostKey ${hostKey}`,
    `AuthorizedKeysFile ${join(folder, 'authorized_keys')}`,
    'PidFile none',
    'AuthenticationMethods publickey',
    'UsePAM no',
    'StrictModes no',
    'PermitRootLogin prohibit-password',
    'UseDNS no',
    'MaxStartups 1000',
    'MaxSessions 100',
    // The account's own start-up files would cost more than all that is measured.
    `SetEnv HOME=${folder}`,
    'LogLevel ERROR',
    '',
  ].join('\n');

const clientConfig = ({ port, user, key, knownHosts }: Pick<Fleet, 'port' | 'user' | 'key' | 'knownHosts'>): string =>
  [
    'Host *',
    `Port ${port}`,
    `User ${user}`,
    `IdentityFile ${key}`,
    'IdentitiesOnly yes',
    'IdentityAgent none',
    `UserKnownHostsFile ${knownHosts}`,
    'GlobalKnownHostsFile none',
    'StrictHostKeyChecking yes',
    'UpdateHostKeys no',
    'PreferredAuthentications publickey',
    ...ALGORITHMS,
    'BatchMode yes',
    'LogLevel ERROR',
    '',
  ].join('\n');

/** Fields 14 to 17 of /proc/PID/stat, in hundredths of a second: the process itself, and its children that are over. */
function cpuOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks) * 10, 0);
}

const busy = (pid: number): boolean => readFileSync(`/proc/${pid}/task/${pid}/children`, 'latin1').trim() !== '';

async function settle(pids: readonly number[]): Promise<void> {
  for (let tries = 0; tries < 100 && pids.some(busy); tries++) await new Promise(resolve => setTimeout(resolve, 50));
}

const freePort = (address: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, address, () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });

/** sshd is there when it says its version. */
async function untilOpen(address: string, port: number, folder: string): Promise<void> {
  for (let tries = 0; tries < 400; tries++) {
    if (await speaks(address, port)) return;
    await new Promise(resolve => setTimeout(resolve, 25));
  }
  throw new Error(`no sshd answers on ${address}:${port}; see the logs in ${folder}`);
}

const speaks = (address: string, port: number): Promise<boolean> =>
  new Promise(resolve => {
    const socket = connect(port, address);
    const done = (yes: boolean) => (): void => {
      socket.destroy();
      resolve(yes);
    };
    socket.setTimeout(1000, done(false)).once('data', done(true)).once('error', done(false)).once('close', done(false));
  });

const end = (child: ChildProcess): Promise<void> =>
  new Promise(resolve => {
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });
