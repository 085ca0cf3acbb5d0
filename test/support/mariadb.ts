import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import mysql from 'mysql2/promise';

/** A MariaDB server of its own, on 127.0.0.1, with an empty data folder. */
export interface Mariadb {
  readonly host: '127.0.0.1';
  readonly port: number;
  readonly socketPath: string;
  /** Several statements as the administrator; the rows of the last one. */
  admin(sql: string): Promise<Record<string, unknown>[]>;
  /** A session of the administrator, for locks; closed by whoever opened it. */
  session(): Promise<mysql.Connection>;
  /** SIGKILL, as a server dies. */
  kill(): Promise<void>;
  /** SIGTERM, waits for the end, removes the folder. */
  stop(): Promise<void>;
}

const PATH = `${process.env.PATH}:/usr/local/sbin:/usr/sbin:/sbin`;
const run = promisify(execFile);

/** Starts MariaDB with these further options, and waits until it answers. */
export async function startMariadb(options: readonly string[] = []): Promise<Mariadb> {
  const folder = await mkdtemp(join(tmpdir(), 'preflight-mariadb-'));
  const datadir = join(folder, 'data');
  // The server refuses to run as root unless it is told so; for anybody else the option is not allowed.
  const user = process.getuid?.() === 0 ? ['--user=root'] : [];
  await run('mariadb-install-db', ['--no-defaults', `--datadir=${datadir}`, '--auth-root-authentication-method=normal', '--skip-test-db', ...user], {
    env: { ...process.env, PATH },
  });
  const port = await freePort();
  const socketPath = join(folder, 's');
  const child = spawn(
    'mariadbd',
    ['--no-defaults', `--datadir=${datadir}`, `--port=${port}`, '--bind-address=127.0.0.1', `--socket=${socketPath}`, ...FAST, ...user, ...options],
    {
      env: { ...process.env, PATH },
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  const orphan = (): boolean => child.kill('SIGKILL');
  process.once('exit', orphan);
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    await ended(child, signal);
    process.removeListener('exit', orphan);
    await rm(folder, { recursive: true, force: true });
  };
  const session = (): Promise<mysql.Connection> => mysql.createConnection({ socketPath, user: 'root', multipleStatements: true });
  try {
    await ready(child, session);
  } catch (error) {
    await end('SIGKILL');
    throw error;
  }
  return {
    host: '127.0.0.1',
    port,
    socketPath,
    session,
    admin: sql => admin(session, sql),
    kill: () => ended(child, 'SIGKILL'),
    stop: () => end('SIGTERM'),
  };
}

const FAST = [
  '--innodb-buffer-pool-size=16M',
  '--innodb-log-file-size=8M',
  '--innodb-flush-log-at-trx-commit=0',
  '--performance-schema=OFF',
  '--skip-name-resolve',
];

async function admin(open: () => Promise<mysql.Connection>, sql: string): Promise<Record<string, unknown>[]> {
  const connection = await open();
  try {
    const [rows] = await connection.query<mysql.RowDataPacket[]>(sql);
    return rows;
  } finally {
    await connection.end();
  }
}

async function ready(child: ChildProcess, open: () => Promise<mysql.Connection>): Promise<void> {
  let log = '';
  child.stderr?.on('data', chunk => {
    log = `${log}${chunk}`.slice(-4000);
  });
  for (let attempt = 0; attempt < 300; attempt++) {
    if (child.exitCode !== null || child.signalCode !== null) break;
    try {
      return await (await open()).end();
    } catch {
      await new Promise(resolve => setTimeout(resolve, 100));
    }
  }
  throw new Error(`mariadbd did not start:\n${log}`);
}

async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.kill(signal);
  const force = setTimeout(() => child.kill('SIGKILL'), 20_000);
  await exit;
  clearTimeout(force);
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
