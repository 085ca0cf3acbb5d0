import { chmodSync, chownSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Scalar, type TableQuery, table, type Where } from '../../../src/model/query.ts';
import { matches } from '../../../src/model/where.ts';
import type { TableConnection } from '../../../src/sources/sql/body.ts';
import type { TableLimits } from '../../../src/sources/sql/limits.ts';
import { sqliteConnection } from '../../../src/sources/sqlite/connection.ts';
import { remoteSqlite } from '../../../src/sources/sqlite/remote.ts';
import { type HostConnection, sshSource } from '../../../src/sources/ssh/source.ts';
import type { SshTarget } from '../../../src/sources/ssh/target.ts';
import { relocated } from '../../support/relocated.ts';
import { type Sshd, startSshd } from '../../support/sshd.ts';
import { addUser, ownSshd, targetOf } from '../ssh/hosts.ts';

/** A machine that runs many tests at once is slow. */
const PATIENT = { limits: { connectSeconds: 60, answerSeconds: 60 } };

let sshd: Sshd;
let host: HostConnection;
let folder: string;
let path: string;

beforeAll(async () => {
  sshd = await startSshd();
  host = sshSource(targetOf(sshd), PATIENT);
});
afterAll(async () => {
  await host?.close();
  await sshd?.stop();
});
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'preflight-remotetest-'));
  path = join(folder, "one's *.db");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

type Open = (file: string, limits?: Partial<TableLimits>) => TableConnection;
const over =
  (connection: HostConnection): Open =>
  (file, limits) =>
    remoteSqlite(file, { name: 'fe1', ask: connection.ask }, { answerSeconds: 60, ...limits });
/** The same cases for both ways to read a database. */
const WAYS: readonly (readonly [string, Open])[] = [
  ['here, with better-sqlite3', sqliteConnection],
  ['there, with the program sqlite3', (file, limits) => over(host)(file, limits)],
];

function make(sql: string, file = path): void {
  const database = new Database(file);
  database.exec(sql);
  database.close();
}
/** Every reader of a database in WAL mode, read-only or not, marks in the memory that is called -shm where it reads. */
const listing = (): unknown[] =>
  readdirSync(folder).map(name => [name, statSync(join(folder, name)).size, name.endsWith('-shm') ? '' : statSync(join(folder, name)).mtimeMs]);

/** Asks, and proves that nothing in the folder of the database was made, removed or changed. */
async function askAll(open: Open, queries: readonly TableQuery[], file = path, limits = {}) {
  const before = listing();
  const connection = open(file, limits);
  const answers = await connection.ask(queries);
  await connection.close();
  expect(listing()).toEqual(before);
  return answers;
}
const ask = async (open: Open, query = versions, file = path, limits = {}) => (await askAll(open, [query], file, limits))[0]!;

const versions = table('opennebula.db_versioning', { columns: ['oid', 'version'] });
const VERSIONS =
  "CREATE TABLE db_versioning (oid INTEGER PRIMARY KEY, version VARCHAR(256)); INSERT INTO db_versioning VALUES (0, '6.8.0'), (1, '6.10.0');";
const rows = (...rows: Record<string, unknown>[]) => ({ status: 'ok', body: { rows } });
const versionRows = rows({ oid: '0', version: '6.8.0' }, { oid: '1', version: '6.10.0' });

describe.each(WAYS)('%s', (_, open) => {
  test('every kind of value, exact', async () => {
    const text = 'quotes \' " ` and\nlines\r\n\t| , ; .quit\n🧀 Käse';
    make('CREATE TABLE kinds (id INTEGER PRIMARY KEY, v)');
    const database = new Database(path);
    const insert = database.prepare('INSERT INTO kinds (v) VALUES (?)');
    const big = 'x'.repeat(3_000_000);
    const values = [
      null,
      '',
      'NULL',
      text,
      'a\0b',
      9223372036854775807n,
      -9007199254740993n,
      0.1,
      1e100,
      Buffer.from([0, 255, 171]),
      Buffer.alloc(0),
      big,
    ];
    for (const value of values) insert.run(value);
    database.close();
    const said = [null, '', 'NULL', text, 'a\0b', '9223372036854775807', '-9007199254740993', '0.1', '1.0e+100', '00FFAB', '', big];
    const answer = await ask(open, table('one.kinds', { columns: ['v', 'gone', 'ID'] }));
    expect(answer).toMatchObject({
      status: 'ok',
      at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/),
      body: { columns: ['ID', 'v'] },
    });
    expect(answer).toMatchObject(rows(...said.map((v, index) => ({ ID: String(index + 1), v }))));
  });

  test('names that are words of SQL, in any case', async () => {
    make('CREATE TABLE "Select" ("Order" INT, "from" INT, gen AS ("from" + 1)); INSERT INTO "Select" VALUES (1, 2);');
    expect(await ask(open, table('any.select', { columns: ['order', 'FROM', 'gen'] }))).toMatchObject(rows({ order: '1', FROM: '2', gen: '3' }));
  });

  test('the filter gives what the whole table filtered here gives', async () => {
    const texts = ['kvm', 'KVM', "o'neil", 'käse', '', '5', '05', 'a\nb', "' OR 1=1 --"];
    make('CREATE TABLE mixed (i INTEGER, t TEXT COLLATE NOCASE, n NUMERIC, x)');
    const database = new Database(path);
    const insert = database.prepare('INSERT INTO mixed VALUES (?, ?, ?, ?)');
    for (const [index, t] of texts.entries()) insert.run(index, t, index % 2 ? t : index, index % 3 ? Buffer.from(t) : null);
    database.close();
    const columns = ['i', 'n', 't', 'x'];
    const scalar: fc.Arbitrary<Scalar> = fc.oneof(fc.constantFrom(...texts), fc.constantFrom(0, 1, 5, -5));
    const term: fc.Arbitrary<Where> = fc.constantFrom(...columns).chain(column =>
      fc.oneof(
        scalar.map(equals => ({ column, equals })),
        fc.array(scalar, { maxLength: 3 }).map(list => ({ column, in: list })),
        fc.constantFrom({ column, is: 'null' } as const, { column, is: 'not null' } as const),
      ),
    );
    const whole = await ask(open, table('one.mixed', { columns }));
    if (whole.status !== 'ok') throw new Error(whole.reason);
    const filters = fc.sample(fc.array(term, { maxLength: 2 }), 60).map(all => ({ all }));
    const answers = await askAll(
      open,
      filters.map(where => table('one.mixed', { columns, where })),
    );
    const expected = filters.map(where => ({ status: 'ok', body: { rows: whole.body.rows.filter(row => matches(where, row)) } }));
    expect(answers).toMatchObject(expected);
  });

  test('what is not there', async () => {
    make(VERSIONS);
    expect(
      await askAll(open, [
        table('one.gone', { columns: ['a'] }),
        table('one.db_versioning', { columns: ['a'] }),
        table('one.db_versioning', { columns: ['oid'], where: { column: 'removed', is: 'null' } }),
        versions,
      ]),
    ).toMatchObject([
      { status: 'absent', reason: expect.stringMatching(/^table gone is not there in .*one's/) },
      { status: 'absent', reason: expect.stringContaining('has none of the columns a') },
      { status: 'absent', reason: expect.stringContaining('has no column removed') },
      versionRows,
    ]);
    expect(await ask(open, versions, join(folder, 'gone.db'))).toMatchObject({ status: 'failed', reason: expect.stringContaining('is not there') });
  });

  test('what is no database', async () => {
    for (const [bytes, reason] of [
      ['', 'is empty (0 bytes)'],
      ['<html>', 'is not an SQLite database'],
      ['x'.repeat(5000), 'is not an SQLite database'],
    ] as const) {
      writeFileSync(path, bytes);
      expect(await ask(open)).toMatchObject({ status: 'failed', reason: expect.stringContaining(reason) });
    }
    expect(await ask(open, versions, folder)).toMatchObject({ status: 'failed', reason: expect.stringMatching(/directory|folder/) });
  });

  test('what is damaged', async () => {
    make(`${VERSIONS} CREATE TABLE filler (x); INSERT INTO filler VALUES (zeroblob(100000));`);
    const whole = readFileSync(path);
    writeFileSync(path, whole.subarray(0, 8000));
    expect(await ask(open, table('one.filler', { columns: ['x'] }))).toMatchObject({
      status: 'failed',
      reason: expect.stringMatching(/damaged or cut off/),
    });
  });

  test('what could be endless', async () => {
    make(
      'CREATE VIEW endless AS WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x FROM c) SELECT x FROM c; CREATE VIRTUAL TABLE searched USING fts5(body);',
    );
    expect(await askAll(open, [table('one.endless', { columns: ['x'] }), table('one.searched', { columns: ['body'] })])).toMatchObject([
      { status: 'failed', reason: expect.stringContaining('is a view, which is not read') },
      { status: 'failed', reason: expect.stringContaining('is a virtual table, which is not read') },
    ]);
  });

  test('what is too much', async () => {
    make(`${VERSIONS} CREATE TABLE wide (t TEXT); INSERT INTO wide VALUES (hex(zeroblob(2000000))), ('small');`);
    const wide = table('one.wide', { columns: ['t'] });
    expect(await ask(open, versions, path, { maxRows: 2 })).toMatchObject(versionRows);
    expect(await ask(open, versions, path, { maxRows: 1 })).toMatchObject({
      status: 'too-large',
      reason: expect.stringContaining('more than 1 rows'),
    });
    expect(await askAll(open, [wide, versions], path, { maxBytes: 1_000_000 })).toMatchObject([{ status: 'too-large' }, versionRows]);
    expect(await askAll(open, [wide, versions], path, { maxBytes: 3_000_000 })).toMatchObject([{ status: 'too-large' }, versionRows]);
  });

  test('a writer that holds the lock all the time, and one that lets it go', async () => {
    make(VERSIONS);
    const holder = new Database(path);
    holder.exec('BEGIN EXCLUSIVE');
    expect(await ask(open, versions, path, { answerSeconds: 4 })).toMatchObject({
      status: 'timeout',
      reason: expect.stringContaining('was locked by a writer all the time'),
    });
    setTimeout(() => holder.exec('COMMIT').close(), 700);
    const connection = open(path);
    expect(await connection.ask([versions])).toMatchObject([versionRows]);
    await connection.close();
  });

  test('through a symbolic link, with a log that a writer keeps beside the real file', async () => {
    const real = join(folder, 'real');
    mkdirSync(real);
    const writer = new Database(join(real, 'data.db'));
    writer.exec(`PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0; ${VERSIONS}`);
    symlinkSync('real/data.db', path);
    const before = readdirSync(real);
    expect(await ask(open)).toMatchObject(versionRows);
    expect(readdirSync(real)).toEqual(before);
    writer.close();
  });
});

const there: Open = (file, limits) => over(host)(file, limits);

describe('there, a database in WAL mode', () => {
  test('is read while a program has it open, with what is only in the log', async () => {
    const writer = new Database(path);
    writer.exec(`PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0; ${VERSIONS}`);
    expect(await ask(there)).toMatchObject(versionRows);
    writer.exec("INSERT INTO db_versioning VALUES (2, '7.0.0')");
    expect(await ask(there, table('one.db_versioning', { columns: ['version'], where: { column: 'oid', equals: 2 } }))).toMatchObject(
      rows({ version: '7.0.0' }),
    );
    writer.close();
    expect(readdirSync(folder)).toEqual(["one's *.db"]);
  });

  test('is read by a user who may not write', async () => {
    const user = addUser('w');
    const own = sshSource({ ...targetOf(sshd), user: user.name }, PATIENT);
    const writer = new Database(path);
    try {
      writer.exec(`PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0; ${VERSIONS}`);
      chmodSync(folder, 0o755);
      expect(await ask(over(own))).toMatchObject(versionRows);
    } finally {
      writer.close();
      await own.close();
      user.remove();
    }
  });

  test('is not read where that would leave something behind', async () => {
    make(`PRAGMA journal_mode = WAL; ${VERSIONS}`);
    expect(await ask(there)).toEqual({
      status: 'failed',
      reason: expect.stringMatching(
        /^.*one's \*\.db on fe1 is in WAL mode and no program has it open, .*-wal and .*-shm behind: start the service that owns it, or run preflight on fe1 itself/,
      ),
    });
    writeFileSync(`${path}-wal`, '');
    expect(await ask(there)).toMatchObject({ status: 'failed', reason: expect.stringContaining('is in WAL mode') });
  });
});

describe('there, the program sqlite3', () => {
  async function withHost<T>(change: Partial<SshTarget>, config: string[], use: (open: Open) => Promise<T>): Promise<T> {
    const own = sshSource({ ...targetOf(config.length > 0 ? await ownSshd({ config }) : sshd), ...change }, PATIENT);
    try {
      return await use(over(own));
    } finally {
      await own.close();
    }
  }

  test('is not installed', async () => {
    make(VERSIONS);
    const said = await withHost({}, [relocated(folder, 'sqlite3', 'sqlite3-that-nobody-has')], open => ask(open));
    expect(said).toEqual({
      status: 'failed',
      reason: expect.stringMatching(
        /fe1 has no program sqlite3 to read it with: install it there \(its package is sqlite3 or sqlite\), or run preflight on fe1 itself$/,
      ),
    });
  });

  test('is too old', async () => {
    make(VERSIONS);
    const said = await withHost({}, [relocated(folder, '-readonly', '-readonli')], open => ask(open));
    expect(said).toMatchObject({
      status: 'failed',
      reason: expect.stringMatching(/too old to open a database read-only.*unknown option: -readonli/),
    });
  });

  test('as a user who may not read the file, and with sudo', async () => {
    const user = addUser('q');
    try {
      make(VERSIONS);
      chownSync(path, 1, 1);
      chmodSync(path, 0o600);
      chmodSync(folder, 0o755);
      expect(await withHost({ user: user.name }, [], open => ask(open))).toMatchObject({
        status: 'denied',
        reason: expect.stringContaining('permission denied'),
      });
      user.sudoers('ALL=(root) NOPASSWD: /bin/sh -s');
      expect(await withHost({ user: user.name, sudo: true }, [], open => ask(open))).toMatchObject(versionRows);
      chmodSync(folder, 0o700);
      user.sudoers();
      expect(await withHost({ user: user.name }, [], open => ask(open))).toMatchObject({
        status: 'denied',
        reason: expect.stringContaining('no way through'),
      });
    } finally {
      user.remove();
    }
  });

  test('reads no settings of the user who logs in', async () => {
    make(VERSIONS);
    writeFileSync(join(folder, '.sqliterc'), '.mode box\n.headers on\n');
    const said = await withHost({}, [relocated(folder, `^unset IFS`, `HOME=${folder}; export HOME; unset IFS`)], open => ask(open));
    expect(said).toMatchObject(versionRows);
  });

  test('on a host that cannot be reached', async () => {
    const away = sshSource({ ...targetOf(sshd), host: '127.0.0.9' });
    expect(await over(away)(path).ask([versions, versions])).toMatchObject([{ status: 'unreachable' }, { status: 'unreachable' }]);
    await away.close();
  });

  test('at a writer that died in the middle of a change: reported, not rolled back', async () => {
    make(VERSIONS);
    const script = `const d = new (require('better-sqlite3'))(${JSON.stringify(path)}); d.pragma('cache_size = 1'); d.exec('BEGIN; CREATE TABLE big (t); INSERT INTO big VALUES (zeroblob(2000000)); UPDATE db_versioning SET version = 1'); process.kill(process.pid, 'SIGKILL')`;
    const { execFileSync } = await import('node:child_process');
    expect(() => execFileSync(process.execPath, ['-e', script], { cwd: process.cwd(), stdio: 'ignore' })).toThrow();
    expect(readdirSync(folder)).toContain("one's *.db-journal");
    expect(await ask(there)).toMatchObject({ status: 'failed', reason: expect.stringContaining('a writer may have died in the middle of a change') });
  });
});
