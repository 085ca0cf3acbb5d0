import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Scalar, table, type Where } from '../../../src/model/query.ts';
import { matches } from '../../../src/model/where.ts';
import { sqliteConnection } from '../../../src/sources/sqlite/connection.ts';

let folder: string;
let path: string;
/** Where copies are made. */
let scratch: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'preflight-sqlitetest-'));
  path = join(folder, 'one.db');
  scratch = mkdtempSync(join(tmpdir(), 'preflight-sqlitetest-'));
  vi.stubEnv('TMPDIR', scratch);
});
afterEach(() => {
  vi.unstubAllEnvs();
  expect(readdirSync(scratch)).toEqual([]);
  rmSync(scratch, { recursive: true });
  chmodSync(folder, 0o700);
  rmSync(folder, { recursive: true, force: true });
});

function make(sql: string, file = path): void {
  const database = new Database(file);
  database.exec(sql);
  database.close();
}

const versions = table('opennebula.db_versioning', { columns: ['oid', 'version'] });
const VERSIONS =
  "CREATE TABLE db_versioning (oid INTEGER PRIMARY KEY, version VARCHAR(256)); INSERT INTO db_versioning VALUES (0, '6.8.0'), (1, '6.10.0');";
const versionRows = [
  { oid: '0', version: '6.8.0' },
  { oid: '1', version: '6.10.0' },
];

/** Asks one table, and proves that nothing in the folder of the database was made, removed or changed. */
async function ask(query = versions, file = path, limits = {}) {
  const before = listing();
  const connection = sqliteConnection(file, limits);
  const [answer] = await connection.ask([query]);
  await connection.close();
  expect(listing()).toEqual(before);
  return answer!;
}
const listing = (): unknown[] => readdirSync(folder).map(name => [name, statSync(join(folder, name)).size, statSync(join(folder, name)).mtimeMs]);

describe('values', () => {
  test('integers exact, reals as SQLite prints them, blobs as hex, text as it is', async () => {
    make(`CREATE TABLE kinds (n INTEGER, r REAL, b BLOB, t TEXT, x, gen AS (length(t)));
      INSERT INTO kinds (n, r, b, t, x) VALUES (9223372036854775807, 1e100, x'00ffAB', 'Käse 🧀' || char(10), NULL), (-9007199254740993, 5, 'text', '', 0.1), (0, -0.0, x'', 'NULL', x'41');`);
    expect(await ask(table('one.kinds', { columns: ['n', 'r', 'b', 't', 'x', 'gen'] }))).toEqual({
      status: 'ok',
      at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      body: {
        columns: ['b', 'gen', 'n', 'r', 't', 'x'],
        rows: [
          { n: '9223372036854775807', r: '1.0e+100', b: '00FFAB', t: 'Käse 🧀\n', x: null, gen: '7' },
          { n: '-9007199254740993', r: '5.0', b: 'text', t: '', x: '0.1', gen: '0' },
          { n: '0', r: expect.stringMatching(/^-?0\.0$/), b: '', t: 'NULL', x: '41', gen: '4' },
        ],
      },
    });
  });

  test('names ignore the case and may be odd; the logical name has no part in them', async () => {
    make('CREATE TABLE "Select" ("Order" INT, "from" INT); INSERT INTO "Select" VALUES (1, 2);');
    const query = { kind: 'table' as const, name: 'anything.select', columns: ['order', 'FROM', 'a" FROM sqlite_master --'] };
    expect(await ask(query)).toMatchObject({ status: 'ok', body: { columns: ['order', 'FROM'], rows: [{ order: '1', FROM: '2' }] } });
  });

  test('the filter gives what the whole table filtered here gives', async () => {
    make(`CREATE TABLE mixed (i INTEGER, t TEXT COLLATE NOCASE, n NUMERIC, x, r REAL);
      INSERT INTO mixed VALUES (1, 'kvm', 5, 5, 5), (2, 'KVM', '05', '05', 0.5), (3, 'kvm ', '5.0', '5.0', 1e3), (4, 'käse', '5x', x'3131', NULL), (5, '5', NULL, NULL, -5), (9223372036854775807, '', '', '', 0), (0, '05', 0, ' 5', 35);`);
    const columns = ['i', 'n', 'r', 't', 'x'];
    const whole = await ask(table('one.mixed', { columns }));
    if (whole.status !== 'ok') throw new Error(JSON.stringify(whole));
    const values = ['kvm', 'KVM', 'käse', '5', '05', '5.0', '5x', ' 5', '', '3131', '1000.0', '0.5', '9223372036854775807', "' OR 1=1 --"];
    const scalar: fc.Arbitrary<Scalar> = fc.oneof(fc.constantFrom(...values), fc.constantFrom(0, 1, 5, -5, 35, 1000, 3131), fc.string());
    const term: fc.Arbitrary<Where> = fc.constantFrom(...columns).chain(column =>
      fc.oneof(
        scalar.map(equals => ({ column, equals })),
        fc.array(scalar, { maxLength: 4 }).map(list => ({ column, in: list })),
        fc.constantFrom('null' as const, 'not null' as const).map(is => ({ column, is })),
      ),
    );
    const wheres = fc.sample(
      fc.oneof(
        term,
        fc.array(term, { maxLength: 2 }).map(all => ({ all })),
      ),
      1000,
    );
    const answers = await sqliteConnection(path).ask(wheres.map(where => table('one.mixed', { columns, where })));
    for (const [index, answer] of answers.entries()) {
      const where = wheres[index]!;
      expect({ where, rows: answer.status === 'ok' ? answer.body.rows : answer }).toEqual({
        where,
        rows: whole.body.rows.filter(row => matches(where, row)),
      });
    }
    expect(wheres.filter(where => whole.body.rows.some(row => matches(where, row))).length).toBeGreaterThan(100);
  });
});

describe('what is not there', () => {
  test('the file, the table, columns', async () => {
    expect(await ask()).toEqual({ status: 'failed', reason: `${path} is not there; name the file of the database in the target` });
    expect(existsSync(path)).toBe(false);
    make(VERSIONS);
    expect(await ask(table('one.gone', { columns: ['a'] }))).toEqual({ status: 'absent', reason: `table gone is not there in ${path}` });
    expect(await ask(table('one.db_versioning', { columns: ['oid', 'gone'] }))).toMatchObject({
      status: 'ok',
      body: { columns: ['oid'], rows: [{ oid: '0' }, { oid: '1' }] },
    });
    expect(await ask(table('one.db_versioning', { columns: ['gone'] }))).toMatchObject({
      status: 'absent',
      reason: expect.stringContaining('has none of the columns gone'),
    });
    expect(await ask(table('one.db_versioning', { columns: ['oid'], where: { column: 'gone', is: 'null' } }))).toMatchObject({
      status: 'absent',
      reason: expect.stringContaining('has no column gone'),
    });
  });
});

describe('what is no database', () => {
  test('an empty file, text, a folder, a pipe', async () => {
    writeFileSync(path, '');
    expect(await ask()).toMatchObject({ status: 'failed', reason: expect.stringContaining('is empty (0 bytes)') });
    writeFileSync(path, 'DB = [ BACKEND = "sqlite" ]\n'.repeat(100));
    expect(await ask()).toMatchObject({ status: 'failed', reason: expect.stringContaining('is not an SQLite database') });
    expect(await ask(versions, folder)).toMatchObject({ status: 'failed', reason: expect.stringContaining('is a folder') });
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    expect(await ask(versions, join(folder, 'pipe'))).toMatchObject({
      status: 'failed',
      reason: expect.stringContaining('is a device, pipe or socket'),
    });
  });

  test('a database that is cut off or damaged', async () => {
    make(
      `${VERSIONS} CREATE TABLE filler AS WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c WHERE x < 5000) SELECT x, hex(randomblob(100)) AS y FROM c;`,
    );
    const query = table('one.filler', { columns: ['x', 'y'] });
    const whole = readFileSync(path);
    for (const size of [100, 4096, 20_000, whole.length - 5000]) {
      writeFileSync(path, whole.subarray(0, size));
      expect(await ask(query)).toMatchObject({ status: 'failed', reason: expect.stringMatching(/damaged or cut off|cannot be read/) });
    }
    writeFileSync(path, Buffer.concat([whole.subarray(0, 3 * 4096), Buffer.alloc(4096 * 10), whole.subarray(13 * 4096)]));
    expect(await ask(query)).toMatchObject({ status: 'failed', reason: expect.stringContaining('SQLITE_CORRUPT') });
  });

  test('whatever bytes are overwritten, there is an answer', async () => {
    make(`${VERSIONS} CREATE TABLE more AS SELECT * FROM db_versioning;`);
    const whole = readFileSync(path);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 30 }), async flips => {
        const broken = Buffer.from(whole);
        for (const [place, byte] of flips) broken[place] = byte;
        // A header that says WAL is about another way of reading, which has its own tests.
        broken[18] = 1;
        broken[19] = 1;
        writeFileSync(path, broken);
        expect((await ask()).status).toMatch(/^(ok|failed|absent|too-large)$/);
      }),
      { numRuns: 200 },
    );
  });

  test('a view or a virtual table is not read: it could be endless', async () => {
    make(
      'CREATE VIEW endless AS WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x FROM c) SELECT x FROM c; CREATE VIRTUAL TABLE searched USING fts5(body);',
    );
    expect(await ask(table('one.endless', { columns: ['x'] }))).toEqual({
      status: 'failed',
      reason: `endless in ${path} is a view, which is not read`,
    });
    expect(await ask(table('one.searched', { columns: ['body'] }))).toMatchObject({
      status: 'failed',
      reason: expect.stringContaining('is a virtual table'),
    });
  });
});

describe('limits', () => {
  test('rows and bytes: what is too much is no answer', async () => {
    make(`${VERSIONS} CREATE TABLE wide (t TEXT); INSERT INTO wide VALUES (hex(zeroblob(2000000)));`);
    expect(await ask(versions, path, { maxRows: 2 })).toMatchObject({ status: 'ok' });
    expect(await ask(versions, path, { maxRows: 1 })).toMatchObject({ status: 'too-large', reason: expect.stringContaining('has more than 1 rows') });
    expect(await ask(table('one.wide', { columns: ['t'] }), path, { maxBytes: 1_000_000 })).toMatchObject({ status: 'too-large' });
  });

  test('a database in WAL mode that is too large to be copied', async () => {
    make(`PRAGMA journal_mode = WAL; ${VERSIONS}`);
    expect(await ask(versions, path, { maxCopyBytes: 1000 })).toMatchObject({
      status: 'too-large',
      reason: expect.stringContaining('is in WAL mode and must be copied'),
    });
  });
});

describe('journals', () => {
  test('in WAL mode: read from a copy that is removed, with what is only in the log', async () => {
    const writer = new Database(path);
    writer.exec(`PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0; ${VERSIONS}`);
    expect(readdirSync(folder).sort()).toEqual(['one.db', 'one.db-shm', 'one.db-wal']);
    expect(await ask()).toMatchObject({ status: 'ok', body: { rows: versionRows } });
    writer.close();
    expect(readdirSync(folder)).toEqual(['one.db']);
    expect(await ask()).toMatchObject({ status: 'ok', body: { rows: versionRows } });
  });

  test('in WAL mode after a crash, in a folder that nobody may write', async () => {
    const writer = new Database(path);
    writer.exec(`PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0; ${VERSIONS}`);
    const crashed = join(folder, 'crashed');
    mkdirSync(crashed);
    for (const name of ['one.db', 'one.db-wal']) copyFileSync(join(folder, name), join(crashed, name));
    writer.close();
    chmodSync(crashed, 0o500);
    const [answer] = await sqliteConnection(join(crashed, 'one.db')).ask([versions]);
    expect(answer).toMatchObject({ status: 'ok', body: { rows: versionRows } });
    expect(readdirSync(crashed)).toEqual(['one.db', 'one.db-wal']);
    chmodSync(crashed, 0o700);
  });

  test('a writer that died in the middle of a change: reported, not rolled back', async () => {
    make(VERSIONS);
    // Without a sync the journal's header is not yet marked as valid, so the journal must be written out by a full cache.
    const script = `const d = new (require('better-sqlite3'))(${JSON.stringify(path)}); d.pragma('cache_size = 1'); d.exec('BEGIN; CREATE TABLE big (t); INSERT INTO big VALUES (zeroblob(2000000)); UPDATE db_versioning SET version = 1'); process.kill(process.pid, 'SIGKILL')`;
    expect(() => execFileSync(process.execPath, ['-e', script], { cwd: process.cwd(), stdio: 'ignore' })).toThrow();
    expect(readdirSync(folder)).toContain('one.db-journal');
    expect(await ask()).toEqual({
      status: 'failed',
      reason: expect.stringMatching(/a writer died in the middle of a change and left .*one\.db-journal/),
    });
  });

  test('through a symbolic link the journals of the real file count', async () => {
    const real = join(folder, 'real');
    mkdirSync(real);
    const writer = new Database(join(real, 'data.db'));
    writer.exec(`PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0; ${VERSIONS}`);
    symlinkSync(join(real, 'data.db'), path);
    expect(await ask()).toMatchObject({ status: 'ok', body: { rows: versionRows } });
    writer.close();
  });

  test('a lock that is held all the time is a time-out that says so', async () => {
    make(VERSIONS);
    const holder = new Database(path);
    holder.exec('BEGIN EXCLUSIVE');
    expect(await ask(versions, path, { answerSeconds: 0.5 })).toMatchObject({
      status: 'timeout',
      reason: expect.stringContaining('was locked by a writer all the time (SQLITE_BUSY'),
    });
    holder.exec('COMMIT');
    holder.close();
    expect(await ask()).toMatchObject({ status: 'ok' });
  });

  test('a lock that is let go is waited for, while everything else goes on', async () => {
    make(VERSIONS);
    const holder = new Database(path);
    holder.exec('BEGIN EXCLUSIVE');
    setTimeout(() => {
      holder.exec('COMMIT');
      holder.close();
    }, 400);
    const connection = sqliteConnection(path, { answerSeconds: 30 });
    expect(await connection.ask([versions])).toMatchObject([{ status: 'ok', body: { rows: versionRows } }]);
  });
});

test('a truncated log is read up to its last whole change', async () => {
  const writer = new Database(path);
  writer.exec(`PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0; ${VERSIONS}`);
  const settled = statSync(`${path}-wal`).size;
  writer.exec("INSERT INTO db_versioning VALUES (2, '7.0.0')");
  copyFileSync(path, join(folder, 'copy.db'));
  copyFileSync(`${path}-wal`, join(folder, 'copy.db-wal'));
  writer.close();
  truncateSync(join(folder, 'copy.db-wal'), settled + 1000);
  expect(await ask(versions, join(folder, 'copy.db'))).toMatchObject({ status: 'ok', body: { rows: versionRows } });
});

test('a driver that is not there says how to get it', async () => {
  make(VERSIONS);
  const missing = async (): Promise<never> => {
    throw Object.assign(new Error("Cannot find package 'better-sqlite3'\nRequire stack: …"), { code: 'ERR_MODULE_NOT_FOUND' });
  };
  expect(await sqliteConnection(path, {}, missing).ask([versions])).toEqual([
    {
      status: 'failed',
      reason: expect.stringMatching(/needs the package better-sqlite3.*npm install better-sqlite3.*\(Cannot find package 'better-sqlite3'\)$/),
    },
  ]);
});
