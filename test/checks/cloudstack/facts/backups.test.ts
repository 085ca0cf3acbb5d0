import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { backupInput, cloudBackup, type Dump } from '../../../../checks/cloudstack/facts/backups.ts';
import { redactor } from '../../../../src/engine/redact/redactor.ts';
import type { Answer } from '../../../../src/model/answer.ts';
import { localSource } from '../../../../src/sources/local.ts';
import { type Mariadb, startMariadb } from '../../../support/mariadb.ts';

let db: Mariadb;
let folder: string;

const SCHEMA = `
CREATE DATABASE cloud; CREATE DATABASE cloud_usage; USE cloud;
CREATE TABLE cloud.account (id int PRIMARY KEY, name varchar(100));
INSERT INTO cloud.account SELECT seq, repeat('x', 90) FROM seq_1_to_2000;
CREATE TABLE cloud.version (id int PRIMARY KEY, version char(40), step char(32));
INSERT INTO cloud.version VALUES (1, '4.2.1', 'Complete');
CREATE VIEW cloud.account_view AS SELECT id FROM cloud.account;
CREATE PROCEDURE cloud.p() SELECT 1;
CREATE TABLE cloud_usage.usage_job (id int PRIMARY KEY);
`;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'preflight-dumps-'));
  db = await startMariadb();
  await db.admin(SCHEMA);
});
afterAll(async () => {
  await db?.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Runs the real mysqldump into a file, as an operator does; with `2>&1` where asked. */
async function dumpTo(name: string, args: readonly string[], errorsToo = false): Promise<string> {
  const path = join(folder, name);
  const child = spawn('mariadb-dump', ['--no-defaults', '-u', 'root', '-S', db.socketPath, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const out: Buffer[] = [];
  const errors: Buffer[] = [];
  child.stdout.on('data', chunk => out.push(chunk));
  child.stderr.on('data', chunk => errors.push(chunk));
  await once(child, 'close');
  await writeFile(path, Buffer.concat([...(errorsToo ? errors : []), ...out]));
  return path;
}

/** The whole way: a shell on this machine, redaction, the parser. */
async function look(path: string): Promise<Dump> {
  const fact = cloudBackup.dumpOnManagement;
  const [query] = fact.queries({ [backupInput.cloud.name]: path });
  const [answer] = (await localSource().ask('m1', [query!])) as Answer<'file'>[];
  if (answer?.status !== 'ok') throw new Error(JSON.stringify(answer));
  const body = redactor().body(query!, answer.body, { rules: [], keyFiles: [] });
  return fact.parse(body, { host: 'm1', at: answer.at, query: query! });
}

const DATE = expect.stringMatching(/^\d{4}-\d\d-\d\d +\d{1,2}:\d\d:\d\d$/);

test.each([
  ['a whole dump', ['cloud'], { is: 'dump', database: 'cloud', isOfSeveral: false, last: 'completed', finished: DATE }],
  [
    'with routines, without a date',
    ['-R', '--skip-dump-date', 'cloud'],
    { is: 'dump', database: 'cloud', isOfSeveral: false, last: 'completed', finished: undefined },
  ],
  ['another database', ['cloud_usage'], { is: 'dump', database: 'cloud_usage', isOfSeveral: false, last: 'completed', finished: DATE }],
  [
    'several databases',
    ['--databases', 'cloud', 'cloud_usage'],
    { is: 'dump', database: 'cloud', isOfSeveral: true, last: 'completed', finished: DATE },
  ],
  ['without comments', ['--skip-comments', 'cloud'], { is: 'uncommented' }],
  ['compact', ['--compact', 'cloud'], { is: 'compact' }],
  ['a database that is not there', ['nope'], { is: 'dump', database: 'nope', isOfSeveral: false, last: 'table', finished: undefined }],
])('a dump of the real program: %s', async (name, args, expected) => {
  const path = await dumpTo(`${name.replaceAll(' ', '-')}.sql`, args);
  expect(await look(path)).toEqual({ path, ...expected });
});

test('a dump that head -c cut anywhere behind its settings is truncated', async () => {
  const whole = await readFile(await dumpTo('whole.sql', ['cloud']));
  const path = join(folder, 'cut.sql');
  for (const size of [1500, 20_000, 100_000, whole.length - 400, whole.length - 60, whole.length - 44, whole.length - 30]) {
    await writeFile(path, whole.subarray(0, size));
    expect(await look(path), `${size} bytes`).toEqual({
      path,
      is: 'dump',
      database: 'cloud',
      isOfSeveral: false,
      last: 'middle',
      finished: undefined,
    });
  }
});

test('a compressed dump says no more than how', async () => {
  const path = join(folder, 'cloud.sql.gz');
  await writeFile(path, gzipSync(await readFile(await dumpTo('plain.sql', ['cloud']))));
  expect(await look(path)).toEqual({ path, is: 'compressed', by: 'gzip' });
});

test('an empty file, and one that is no dump', async () => {
  const path = join(folder, 'x');
  await writeFile(path, '');
  expect(await look(path)).toEqual({ path, is: 'empty' });
  await writeFile(path, 'Enter password: \n');
  expect(await look(path)).toEqual({ path, is: 'other' });
});

test('a view whose definer is gone stops the dump before its first table', async () => {
  await db.admin(
    'CREATE USER gone@localhost; CREATE DEFINER=gone@localhost VIEW cloud.orphan AS SELECT id FROM cloud.account; DROP USER gone@localhost;',
  );
  const path = await dumpTo('definer.sql', ['cloud']);
  expect(await look(path)).toEqual({ path, is: 'dump', database: 'cloud', isOfSeveral: false, last: 'table', finished: undefined });
  const noisy = await dumpTo('definer-noisy.sql', ['cloud'], true);
  expect(await look(noisy)).toEqual({ path: noisy, is: 'error', error: expect.stringContaining('1449') });
  await db.admin('DROP VIEW cloud.orphan;');
});

test('no bytes make the parser throw or hang', () => {
  const fact = cloudBackup.dumpOnManagement;
  const [query] = fact.queries({});
  const origin = { host: 'm1', at: '2026-11-21T02:00:00Z', query: query! };
  const parse = (text: string) => fact.parse(redactor().body(query!, { text }, { rules: [], keyFiles: [] }), origin);
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.string().map(text => `-- MySQL dump 10.13\n-- Host: ${text}\n${text}`),
      ),
      text => {
        expect(typeof parse(text).is).toBe('string');
      },
    ),
    { numRuns: 300 },
  );
});
