import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { table } from '../../../src/model/query.ts';
import { sqliteConnection } from '../../../src/sources/sqlite/connection.ts';
import { remoteSqlite } from '../../../src/sources/sqlite/remote.ts';
import { type HostConnection, sshSource } from '../../../src/sources/ssh/source.ts';
import { type Sshd, startSshd } from '../../support/sshd.ts';
import { targetOf } from '../ssh/hosts.ts';

let sshd: Sshd;
let host: HostConnection;

beforeAll(async () => {
  sshd = await startSshd();
  host = sshSource(targetOf(sshd), { limits: { connectSeconds: 60, answerSeconds: 60 } });
});
afterAll(async () => {
  await host?.close();
  await sshd?.stop();
});

let folder: string;
let scratch: string;
let writer: ChildProcess | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'preflight-sqlitetest-'));
  scratch = mkdtempSync(join(tmpdir(), 'preflight-sqlitetest-'));
  vi.stubEnv('TMPDIR', scratch);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  rmSync(scratch, { recursive: true, force: true });
  if (writer?.exitCode === null && writer.signalCode === null) {
    writer.kill('SIGKILL');
    await once(writer, 'exit');
  }
  rmSync(folder, { recursive: true, force: true });
});

/** Moves money between 400 accounts on many pages, always 100 a head; says when it has begun, and at the end how often it was refused. */
const WRITER = `
  const [path, mode, pause] = process.argv.slice(1);
  const database = new (require('better-sqlite3'))(path, { timeout: 5000 });
  database.pragma('journal_mode = ' + mode);
  database.pragma('wal_autocheckpoint = 20');
  database.exec('CREATE TABLE pool (oid INTEGER PRIMARY KEY, amount INTEGER, body TEXT); CREATE TABLE log (oid INTEGER PRIMARY KEY, amount INTEGER)');
  const insert = database.prepare('INSERT INTO pool VALUES (?, 100, ?)');
  database.transaction(() => { for (let i = 0; i < 400; i++) insert.run(i, 'x'.repeat(500)); })();
  database.exec('INSERT INTO log SELECT oid, amount FROM pool');
  const change = (name, oid, by) => database.prepare('UPDATE ' + name + ' SET amount = amount + ? WHERE oid = ?').run(by, oid);
  let refused = 0, done = 0;
  const move = database.transaction(() => {
    for (let n = 0; n < 10; n++) {
      const from = Math.floor(Math.random() * 400), to = Math.floor(Math.random() * 400);
      for (const name of ['pool', 'log']) { change(name, from, -7); change(name, to, 7); }
    }
  });
  const tick = () => {
    try { move.immediate(); done++; } catch (error) { if (!/BUSY/.test(error.code)) throw error; refused++; }
    if (done === 1) process.stdout.write('begun\\n');
    setTimeout(tick, Number(pause));
  };
  process.on('SIGTERM', () => { process.stdout.write(JSON.stringify({ done, refused }) + '\\n'); process.exit(0); });
  tick();`;

async function startWriter(path: string, mode: string, pause: number): Promise<() => Promise<{ done: number; refused: number }>> {
  const child = spawn(process.execPath, ['-e', WRITER, path, mode, String(pause)], { cwd: process.cwd(), stdio: ['ignore', 'pipe', 'inherit'] });
  writer = child;
  let said = '';
  child.stdout.on('data', chunk => {
    said += chunk;
  });
  while (!said.includes('begun')) {
    if (child.exitCode !== null) throw new Error('the writer did not start');
    await new Promise(resolve => setTimeout(resolve, 20));
  }
  return async () => {
    child.kill('SIGTERM');
    await once(child, 'exit');
    return JSON.parse(said.trim().split('\n').at(-1)!);
  };
}

describe.each([
  ['delete', 10, 40],
  ['wal', 1, 100],
])('while another process writes in mode %s', (mode, pause, rounds) => {
  test('every answer is from one moment, the writer is never refused, and nothing is left', async () => {
    const path = join(folder, 'one.db');
    const stop = await startWriter(path, mode, pause);
    const connection = sqliteConnection(path);
    const queries = ['pool', 'log'].map(name => table(`one.${name}`, { columns: ['oid', 'amount'] }));
    const seen = new Set<string>();
    for (let round = 0; round < rounds; round++) {
      const answers = await connection.ask(queries);
      const amounts = answers.map(answer => {
        if (answer.status !== 'ok') throw new Error(JSON.stringify(answer));
        expect(answer.body.rows).toHaveLength(400);
        return answer.body.rows.map(({ amount }) => Number(amount));
      });
      for (const some of amounts) expect(some.reduce((sum, amount) => sum + amount, 0)).toBe(40_000);
      // A copy is of one moment for all tables.
      if (mode === 'wal') expect(amounts[0]).toEqual(amounts[1]);
      seen.add(amounts[0]!.join());
      await new Promise(resolve => setTimeout(resolve, 5));
    }
    await connection.close();
    const { done, refused } = await stop();
    expect(refused).toBe(0);
    expect(done).toBeGreaterThan(5);
    expect(seen.size).toBeGreaterThan(3);
    expect(readdirSync(folder).filter(name => !/^one\.db(-wal|-shm|-journal)?$/.test(name))).toEqual([]);
    expect(readdirSync(scratch)).toEqual([]);
  });

  test('on a host behind SSH too', async () => {
    const path = join(folder, 'one.db');
    const stop = await startWriter(path, mode, pause);
    const connection = remoteSqlite(path, { name: 'fe1', ask: host.ask }, { answerSeconds: 60 });
    const queries = ['pool', 'log'].map(name => table(`one.${name}`, { columns: ['oid', 'amount'] }));
    const seen = new Set<string>();
    for (let round = 0; round < 8; round++) {
      for (const answer of await connection.ask(queries)) {
        if (answer.status !== 'ok') throw new Error(JSON.stringify(answer));
        const amounts = answer.body.rows.map(({ amount }) => Number(amount));
        expect(amounts).toHaveLength(400);
        expect(amounts.reduce((sum, amount) => sum + amount, 0)).toBe(40_000);
        seen.add(amounts.join());
      }
    }
    await connection.close();
    const { done, refused } = await stop();
    expect(refused).toBe(0);
    expect(done).toBeGreaterThan(5);
    expect(seen.size).toBeGreaterThan(3);
    expect(readdirSync(folder).filter(name => !/^one\.db(-wal|-shm|-journal)?$/.test(name))).toEqual([]);
  });
});
