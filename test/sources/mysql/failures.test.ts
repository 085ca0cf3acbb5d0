import { connect } from 'node:net';
import { Duplex } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { table } from '../../../src/model/query.ts';
import { type MysqlConnection, mysqlConnection } from '../../../src/sources/mysql/connection.ts';
import type { MysqlOptions } from '../../../src/sources/mysql/options.ts';
import { type Mariadb, startMariadb } from '../../support/mariadb.ts';

let db: Mariadb;

const SCHEMA = `
  CREATE DATABASE cloud; USE cloud; CREATE USER reader@'%' IDENTIFIED BY 'Pa55word'; GRANT SELECT ON cloud.* TO reader@'%';
  CREATE TABLE cloud.small (id INT); INSERT INTO cloud.small VALUES (1), (2), (3);
  CREATE TABLE cloud.locked (id INT) ENGINE=InnoDB; INSERT INTO cloud.locked VALUES (1);
  CREATE TABLE cloud.large (id INT, text VARCHAR(2000)); INSERT INTO cloud.large SELECT seq, REPEAT('x', 2000) FROM seq_1_to_15000;
  CREATE VIEW cloud.slow AS SELECT SLEEP(600) AS id;`;

const small = table('cloud.small', { columns: ['id'] });
const large = table('cloud.large', { columns: ['id', 'text'] });
const smallRows = { status: 'ok', body: { columns: ['id'], rows: [{ id: '1' }, { id: '2' }, { id: '3' }] } };

const reader = (more: Partial<MysqlOptions> = {}): MysqlConnection =>
  mysqlConnection({ host: db.host, port: db.port, user: 'reader', password: async () => 'Pa55word', ...more });

/** TCP to the server with an ear: `heard` is told the bytes so far of this connection, and says whether to pass the chunk on, or after what. */
const listening =
  (heard: (bytes: number, connection: number) => boolean | Promise<void>): (() => Promise<Duplex>) =>
  async () => {
    connections += 1;
    const number = connections;
    const socket = connect(db.port, db.host);
    let bytes = 0;
    const ear = new Duplex({
      read: () => {},
      write: (chunk, _encoding, done) => void socket.write(chunk, done),
      destroy: (error, done) => {
        socket.destroy();
        done(error);
      },
    });
    socket.on('data', chunk => {
      bytes += chunk.length;
      const verdict = heard(bytes, number);
      if (verdict !== false) ear.push(chunk);
      if (typeof verdict === 'boolean') return;
      socket.pause();
      void verdict.then(() => socket.resume());
    });
    socket.on('error', error => ear.destroy(error));
    socket.on('close', () => ear.destroy());
    return ear;
  };
let connections = 0;

const killReaders = async (): Promise<void> => {
  const rows = await db.admin("SELECT id FROM information_schema.processlist WHERE user = 'reader'");
  for (const { id } of rows) await db.admin(`KILL ${id}`);
};

beforeAll(async () => {
  db = await startMariadb();
  await db.admin(SCHEMA);
});
afterAll(() => db?.stop());

describe('too much', () => {
  test('rows: exactly the limit is an answer, one more is none', async () => {
    for (const [maxRows, status] of [
      [3, 'ok'],
      [2, 'too-large'],
    ] as const) {
      const connection = reader({ limits: { maxRows } });
      expect(await connection.ask([small, table('cloud.locked', { columns: ['id'] })])).toMatchObject([{ status }, { status: 'ok' }]);
      await connection.close();
    }
  });

  test('bytes: the answer is broken off, and the next tables are asked all the same', async () => {
    const connection = reader({ limits: { maxBytes: 1_000_000 } });
    const answers = await connection.ask([large, small, large, large, small]);
    await connection.close();
    const cut = { status: 'too-large', reason: expect.stringContaining('table cloud.large: MySQL at') };
    expect(answers).toMatchObject([cut, smallRows, cut, cut, smallRows]);
  });
});

describe('too long', () => {
  test('the server stops a slow statement, and the session goes on', async () => {
    const connection = reader({ limits: { answerSeconds: 1 } });
    const answers = await connection.ask([table('cloud.slow', { columns: ['id'] }), small]);
    await connection.close();
    expect(answers).toMatchObject([
      { status: 'timeout', reason: expect.stringContaining('stopped the statement at its time limit (1969') },
      smallRows,
    ]);
  });

  test('a server that is silent in the middle is left, and asked once more', async () => {
    let isSilent = false;
    const stream = listening((bytes, number) => {
      if (number === connections && bytes > 200_000 && !isSilent) isSilent = true;
      return !(isSilent && bytes > 200_000);
    });
    const connection = reader({ stream, limits: { answerSeconds: 1 } });
    const answers = await connection.ask([small, large, small]);
    await connection.close();
    expect(answers).toMatchObject([smallRows, { status: 'timeout', reason: expect.stringContaining('did not answer within 1 s') }, smallRows]);
  });
});

describe('locks', () => {
  test('a table that is locked for writing is a time-out; the others are answered', async () => {
    const holder = await db.session();
    await holder.query('LOCK TABLES cloud.locked WRITE');
    const connection = reader({ limits: { answerSeconds: 1 } });
    const answers = await connection.ask([small, table('cloud.locked', { columns: ['id'] }), small]);
    await connection.close();
    await holder.end();
    expect(answers).toMatchObject([smallRows, { status: 'timeout', reason: expect.stringContaining('table cloud.locked: MySQL at') }, smallRows]);
  });

  test('rows that a transaction holds are read as they were', async () => {
    const holder = await db.session();
    await holder.query('START TRANSACTION; UPDATE cloud.locked SET id = 2');
    const connection = reader({ limits: { answerSeconds: 2 } });
    expect(await connection.ask([table('cloud.locked', { columns: ['id'] })])).toMatchObject([{ status: 'ok', body: { rows: [{ id: '1' }] } }]);
    await connection.close();
    await holder.query('ROLLBACK');
    await holder.end();
  });

  test('an answer leaves no lock behind: the table can be altered while the session is open', async () => {
    const connection = reader();
    await connection.ask([table('cloud.locked', { columns: ['id'] })]);
    await db.admin('SET lock_wait_timeout = 1; ALTER TABLE cloud.locked ADD COLUMN more INT; ALTER TABLE cloud.locked DROP COLUMN more');
    await connection.close();
  });
});

describe('a connection that is lost', () => {
  test('in the middle of a result: that answer is lost, the others come over a second connection', async () => {
    let isKilled = false;
    const stream = listening(bytes => {
      if (bytes < 1_000_000 || isKilled) return true;
      isKilled = true;
      return killReaders();
    });
    const connection = reader({ stream });
    const answers = await connection.ask([small, large, small, large]);
    await connection.close();
    expect(answers).toMatchObject([
      smallRows,
      { status: 'unreachable', reason: expect.stringContaining('table cloud.large: MySQL at') },
      smallRows,
      { status: 'ok' },
    ]);
    expect(answers[3]).toHaveProperty('body.rows.length', 15_000);
  });

  test('twice: then it is not asked a third time', async () => {
    const before = connections;
    const killed = new Set<number>();
    const stream = listening((bytes, number) => {
      if (bytes < 1_000_000 || killed.has(number)) return true;
      killed.add(number);
      return killReaders();
    });
    const connection = reader({ stream });
    const answers = await connection.ask([large, large, small, large]);
    await connection.close();
    expect(answers.map(({ status }) => status)).toEqual(['unreachable', 'unreachable', 'unreachable', 'unreachable']);
    expect(answers[3]).toHaveProperty('reason', expect.stringContaining('was not asked: it had broken off twice before'));
    expect(connections - before).toBe(2);
  });

  test('between two rounds of questions: it is opened anew', async () => {
    const connection = reader();
    expect(await connection.ask([small])).toMatchObject([smallRows]);
    await killReaders();
    expect(await connection.ask([small])).toMatchObject([smallRows]);
    await connection.close();
  });
});

test('nothing is left behind: the server has no session of ours, and none was aborted by closing', async () => {
  const before = Number((await db.admin("SHOW GLOBAL STATUS LIKE 'Aborted_clients'"))[0]!.Value);
  const connection = reader();
  await connection.ask([small]);
  await connection.close();
  for (let attempt = 0; attempt < 50 && (await sessions()) > 0; attempt++) await new Promise(resolve => setTimeout(resolve, 100));
  expect(await sessions()).toBe(0);
  expect(Number((await db.admin("SHOW GLOBAL STATUS LIKE 'Aborted_clients'"))[0]!.Value)).toBe(before);
});

const sessions = async (): Promise<number> => (await db.admin("SELECT id FROM information_schema.processlist WHERE user = 'reader'")).length;

test('a server that dies in the middle of a result, last of all', async () => {
  let dying: Promise<void> | undefined;
  const stream = listening(bytes => {
    if (bytes < 1_000_000 || dying) return true;
    dying = db.kill();
    return dying;
  });
  const connection = reader({ stream });
  const answers = await connection.ask([small, large, small]);
  await connection.close();
  await dying;
  expect(answers).toMatchObject([
    smallRows,
    { status: 'unreachable', reason: expect.stringContaining('table cloud.large: MySQL at') },
    { status: 'unreachable', reason: expect.stringMatching(/^logging in as reader: MySQL at .* (refuses|closed) the connection/) },
  ]);
});
