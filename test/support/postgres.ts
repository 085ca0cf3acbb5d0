import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { chmod, chown, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { freePort } from './mariadb.ts';

/** A PostgreSQL server of its own, on 127.0.0.1, with an empty cluster and a database `engine`. */
export interface Postgres {
  readonly host: '127.0.0.1';
  readonly port: number;
  readonly socketPath: string;
  /** Several statements as the administrator, in the database `engine`. */
  admin(sql: string): Promise<void>;
  /** A session of the administrator, for locks; ended by whoever opened it. */
  session(): Promise<pg.Client>;
  /** SIGKILL, as a server dies. */
  kill(): Promise<void>;
  stop(): Promise<void>;
}

interface Settings {
  /** PEM; with both, the server offers TLS. */
  readonly tls?: { readonly cert: string; readonly key: string };
  /** Lines of pg_hba.conf before the others: `host all old 127.0.0.1/32 md5`. */
  readonly rules?: readonly string[];
}

const run = promisify(execFile);

/** The programs of Debian are in a folder for each version; elsewhere they are in the search path. */
function program(name: string): string {
  const versions = existsSync('/usr/lib/postgresql') ? readdirSync('/usr/lib/postgresql').sort((a, b) => Number(b) - Number(a)) : [];
  return versions.map(version => `/usr/lib/postgresql/${version}/bin/${name}`).find(existsSync) ?? name;
}

/** PostgreSQL refuses to run as root: then it is run as the user that its package made. */
function identity(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const id = (flag: string): number => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

/** Starts PostgreSQL, and waits until it answers. Passwords are SCRAM unless a rule says otherwise. */
export async function startPostgres({ tls, rules = [] }: Settings = {}): Promise<Postgres> {
  const folder = await mkdtemp(join(tmpdir(), 'preflight-pg-'));
  const who = identity();
  if (who) await chown(folder, who.uid, who.gid);
  const data = join(folder, 'data');
  const env = { PATH: process.env.PATH, LC_ALL: 'C.UTF-8', HOME: folder };
  await run(
    program('initdb'),
    ['-D', data, '-U', 'postgres', '-E', 'UTF8', '--locale=C.UTF-8', '--auth-local=trust', '--auth-host=scram-sha-256', '-N'],
    {
      ...who,
      env,
      cwd: folder,
    },
  );
  await writeFile(
    join(data, 'pg_hba.conf'),
    ['local all postgres trust', ...rules, 'local all all scram-sha-256', 'host all all 127.0.0.1/32 scram-sha-256', ''].join('\n'),
  );
  const port = await freePort();
  const files = tls ? await certificates(data, tls, who) : [];
  const options = [`port=${port}`, 'listen_addresses=127.0.0.1', `unix_socket_directories=${folder}`, 'fsync=off', 'shared_buffers=8MB', ...files];
  const child = spawn(program('postgres'), ['-D', data, ...options.flatMap(option => ['-c', option])], {
    ...who,
    env,
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const orphan = (): boolean => child.kill('SIGKILL');
  process.once('exit', orphan);
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    await ended(child, signal);
    process.removeListener('exit', orphan);
    await rm(folder, { recursive: true, force: true });
  };
  const open = async (database: string): Promise<pg.Client> => {
    const client = new pg.Client({ host: folder, port, user: 'postgres', database, password: 'none', ssl: false });
    client.on('error', () => {});
    await client.connect();
    return client;
  };
  const admin = async (sql: string, database = 'engine'): Promise<void> => {
    const client = await open(database);
    try {
      await client.query(sql);
    } finally {
      await client.end();
    }
  };
  try {
    await ready(child, () => admin('SELECT 1', 'postgres'));
    await admin('CREATE DATABASE engine', 'postgres');
  } catch (error) {
    await end('SIGKILL');
    throw error;
  }
  return {
    host: '127.0.0.1',
    port,
    socketPath: join(folder, `.s.PGSQL.${port}`),
    admin,
    session: () => open('engine'),
    kill: () => ended(child, 'SIGKILL'),
    stop: () => end('SIGINT'),
  };
}

async function certificates(data: string, { cert, key }: NonNullable<Settings['tls']>, who: ReturnType<typeof identity>): Promise<string[]> {
  for (const [name, text] of [['server.crt', cert] as const, ['server.key', key] as const]) {
    await writeFile(join(data, name), text);
    await chmod(join(data, name), 0o600);
    if (who) await chown(join(data, name), who.uid, who.gid);
  }
  return ['ssl=on', 'ssl_cert_file=server.crt', 'ssl_key_file=server.key'];
}

async function ready(child: ChildProcess, ask: () => Promise<void>): Promise<void> {
  let log = '';
  child.stderr?.on('data', chunk => {
    log = `${log}${chunk}`.slice(-4000);
  });
  for (let attempt = 0; attempt < 300 && child.exitCode === null && child.signalCode === null; attempt++) {
    try {
      return await ask();
    } catch {
      await new Promise(resolve => setTimeout(resolve, 100));
    }
  }
  throw new Error(`postgres did not start:\n${log}`);
}

async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.kill(signal);
  const force = setTimeout(() => child.kill('SIGKILL'), 20_000);
  await exit;
  clearTimeout(force);
}
