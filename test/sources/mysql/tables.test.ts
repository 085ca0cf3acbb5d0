import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TableBody } from '../../../src/model/answer.ts';
import { type Scalar, table, type Where } from '../../../src/model/query.ts';
import { matches } from '../../../src/model/where.ts';
import { type MysqlConnection, mysqlConnection } from '../../../src/sources/mysql/connection.ts';
import { type Mariadb, startMariadb } from '../../support/mariadb.ts';

let db: Mariadb;
let connection: MysqlConnection;

const SCHEMA = `
  CREATE DATABASE cloud; CREATE DATABASE side; CREATE DATABASE cloud_real;
  CREATE TABLE cloud.kinds (
    id BIGINT UNSIGNED, flag BIT(1), bits BIT(64), day DATETIME, stamp TIMESTAMP(6) NULL, doc JSON, f FLOAT, d DOUBLE, bytes VARBINARY(10), blobby BLOB,
    money DECIMAL(30,10), uid UUID, ip INET6, span TIME, y YEAR, e ENUM('a','B'), point POINT, padded INT(5) ZEROFILL, latin VARCHAR(20) CHARACTER SET latin1,
    wide VARCHAR(20) CHARACTER SET utf8mb4, nothing INT);
  INSERT INTO cloud.kinds VALUES (18446744073709551615, b'1', 18446744073709551615, '0000-00-00 00:00:00', '2026-01-01 10:00:00.123456', '{"a": 9007199254740993}', 3.4, 1e20,
    'abc', x'00ff', 12345678901234567890.1234567891, '123e4567-e89b-12d3-a456-426614174000', '::1', '-10:00:00', 2020, 'B', POINT(1, 2), 42, 'Käse €', 'Käse 🧀 ☃', NULL);
  INSERT INTO cloud.kinds (id, flag) VALUES (0, b'0');
  CREATE TABLE cloud.texts (id INT PRIMARY KEY, latin VARCHAR(20) CHARACTER SET latin1, wide VARCHAR(20) CHARACTER SET utf8mb4, n VARCHAR(20), i INT, b BIT(1), bin VARBINARY(8), e ENUM('kvm','XenServer'), t TINYTEXT);
  INSERT INTO cloud.texts VALUES (1, 'kvm', 'kvm', '5', 5, b'0', 'kvm', 'kvm', 'kvm'), (2, 'KVM', 'KVM', '05', 0, b'1', 'KVM', 'XenServer', 'KVM'), (3, 'kvm ', 'kvm ', '5.0', -5, NULL, '5', NULL, 'kvm '),
    (4, 'käse', 'käse', '5x', 1, b'1', 'a', 'kvm', ''), (5, 'kase', 'kase', '', NULL, b'0', '', 'kvm', NULL), (6, NULL, '☃', NULL, 2147483647, b'1', NULL, 'kvm', '\\\\'), (7, '', '', ' 5', 7, b'1', 'x', 'kvm', '''');
  CREATE TABLE cloud.host (id INT, name VARCHAR(20), url VARCHAR(200)); INSERT INTO cloud.host VALUES (1, 'h1', 'secret://');
  CREATE TABLE cloud.inserted (id INT); CREATE TABLE cloud_real.version (id INT, version CHAR(40)); INSERT INTO cloud_real.version VALUES (1, '4.19.0');
  CREATE TABLE side.other (id INT); CREATE VIEW cloud.broken AS SELECT id FROM side.other; DROP TABLE side.other;
  CREATE USER reader@'%' IDENTIFIED BY 'Pa55word'; CREATE USER narrow@'127.0.0.%' IDENTIFIED BY 'Pa55word'; CREATE USER 'o''neil'@'%' IDENTIFIED BY 'Pa55word';
  GRANT SELECT ON cloud.* TO reader@'%'; GRANT SELECT ON cloud_real.* TO reader@'%';
  GRANT SELECT (id, name) ON cloud.host TO narrow@'127.0.0.%'; GRANT INSERT ON cloud.inserted TO narrow@'127.0.0.%'; GRANT INSERT (bin), SELECT (id) ON cloud.texts TO narrow@'127.0.0.%';`;

const as = (user: string, more: object = {}): MysqlConnection =>
  mysqlConnection({ host: db.host, port: db.port, user, password: async () => 'Pa55word', ...more });

beforeAll(async () => {
  db = await startMariadb(['--log-output=TABLE']);
  await db.admin(SCHEMA);
  connection = as('reader');
});
afterAll(async () => {
  await connection?.close();
  await db?.stop();
});

describe('values', () => {
  test('every type is exact text', async () => {
    const names = 'id flag bits day stamp doc f d bytes blobby money uid ip span y e point padded latin wide nothing'.split(' ');
    const [answer] = await connection.ask([table('cloud.kinds', { columns: names, where: { column: 'flag', equals: 1 } })]);
    expect(answer).toEqual({
      status: 'ok',
      at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      body: {
        columns: [...names].sort(),
        rows: [
          {
            id: '18446744073709551615',
            flag: '1',
            bits: '18446744073709551615',
            day: '0000-00-00 00:00:00',
            stamp: expect.stringMatching(/^2026-01-0[12] \d\d:\d\d:00\.123456$/),
            doc: '{"a": 9007199254740993}',
            f: '3.4',
            d: '1e20',
            bytes: '616263',
            blobby: '00FF',
            money: '12345678901234567890.1234567891',
            uid: '123e4567-e89b-12d3-a456-426614174000',
            ip: '::1',
            span: '-10:00:00',
            y: '2020',
            e: 'B',
            point: '000000000101000000000000000000F03F0000000000000040',
            padded: '00042',
            latin: 'Käse €',
            wide: 'Käse 🧀 ☃',
            nothing: null,
          },
        ],
      },
    });
  });

  test('the time of the answer is the clock of the server, in UTC, and so are its timestamps', async () => {
    await db.admin(
      "SET GLOBAL time_zone = '+09:00'; CREATE OR REPLACE TABLE cloud.clock (stamp TIMESTAMP); INSERT INTO cloud.clock VALUES (CURRENT_TIMESTAMP)",
    );
    const fresh = as('reader');
    const [answer] = await fresh.ask([table('cloud.clock', { columns: ['stamp'] })]);
    await fresh.close();
    await db.admin("SET GLOBAL time_zone = 'SYSTEM'");
    if (answer?.status !== 'ok') throw new Error(JSON.stringify(answer));
    const stamp = answer.body.rows[0]!.stamp!;
    expect(Math.abs(Date.parse(`${stamp}Z`) - Date.parse(answer.at))).toBeLessThan(300_000);
    expect(Math.abs(Date.now() - Date.parse(answer.at))).toBeLessThan(300_000);
  });
});

describe('what is not there', () => {
  test('a table, a schema, a column, all columns, the column of the filter', async () => {
    const answers = await connection.ask([
      table('cloud.gone', { columns: ['id'] }),
      table('cloud.host', { columns: ['id', 'gone', 'NAME'] }),
      table('cloud.host', { columns: ['gone', 'lost'] }),
      table('cloud.host', { columns: ['id'], where: { column: 'gone', is: 'null' } }),
      table('cloud.host', { columns: [] }),
      table('host', { columns: ['id'] }),
      table('cloud.broken', { columns: ['id'] }),
    ]);
    const place = `on MySQL at 127.0.0.1:${db.port}`;
    expect(answers).toEqual([
      { status: 'absent', reason: `table cloud.gone is not there ${place}` },
      { status: 'ok', at: expect.any(String), body: { columns: ['NAME', 'id'], rows: [{ NAME: 'h1', id: '1' }] } },
      { status: 'absent', reason: `table cloud.host ${place} has none of the columns gone, lost` },
      { status: 'absent', reason: `table cloud.host ${place} has no column gone, by which its rows are chosen` },
      { status: 'failed', reason: 'no column of table cloud.host was asked for' },
      { status: 'failed', reason: expect.stringContaining('table host: MySQL at') },
      { status: 'failed', reason: expect.stringContaining('a view of something that is gone') },
    ]);
  });

  test('a schema that has another name here', async () => {
    const renamed = as('reader', { schemas: { cloud: 'cloud_real' } });
    const answers = await renamed.ask([table('cloud.version', { columns: ['version'] }), table('cloud.host', { columns: ['id'] })]);
    await renamed.close();
    expect(answers[0]).toMatchObject({ status: 'ok', body: { rows: [{ version: '4.19.0' }] } });
    expect(answers[1]).toMatchObject({ status: 'absent', reason: expect.stringContaining('table cloud.host (cloud_real.host) is not there') });
  });
});

describe('what may not be read', () => {
  test('is denied with the grant that is missing; what is absent stays absent', async () => {
    const narrow = as('narrow');
    const answers = await narrow.ask([
      table('cloud.host', { columns: ['id', 'name'] }),
      table('cloud.host', { columns: ['id', 'gone'] }),
      table('cloud.host', { columns: ['id', 'url', 'gone'] }),
      table('cloud.host', { columns: ['id'], where: { column: 'url', equals: 'x' } }),
      table('cloud.kinds', { columns: ['id', 'flag'] }),
      table('cloud.inserted', { columns: ['id'] }),
      table('cloud.texts', { columns: ['bin', 'id'] }),
    ]);
    await narrow.close();
    const grant = (columns: string, name: string): string => `GRANT SELECT (${columns}) ON \`cloud\`.\`${name}\` TO 'narrow'@'127.0.0.%';`;
    expect(answers[0]).toMatchObject({ status: 'ok', body: { columns: ['id', 'name'], rows: [{ id: '1', name: 'h1' }] } });
    expect(answers[1]).toMatchObject({ status: 'ok', body: { columns: ['id'], rows: [{ id: '1' }] } });
    expect(answers.slice(2)).toEqual([
      { status: 'denied', reason: expect.stringContaining(grant('`url`', 'host')) },
      { status: 'denied', reason: expect.stringContaining(grant('`url`', 'host')) },
      { status: 'denied', reason: expect.stringContaining(grant('`flag`, `id`', 'kinds')) },
      { status: 'denied', reason: expect.stringContaining(grant('`id`', 'inserted')) },
      { status: 'denied', reason: expect.stringContaining(grant('`bin`', 'texts')) },
    ]);
  });

  test('the grants in the reasons are statements that mend it', async () => {
    const open = (): MysqlConnection => as("o'neil");
    const query = [table('cloud.host', { columns: ['id', 'url'], where: { column: 'name', is: 'not null' } })];
    for (const stage of ['table', 'column']) {
      if (stage === 'column') await db.admin("REVOKE SELECT (url) ON cloud.host FROM 'o''neil'@'%'");
      const denied = open();
      const [before] = await denied.ask(query);
      await denied.close();
      if (before?.status !== 'denied') throw new Error(JSON.stringify(before));
      await db.admin(/GRANT .*;/.exec(before.reason)![0]);
      const granted = open();
      expect(await granted.ask(query)).toMatchObject([{ status: 'ok', body: { rows: [{ id: '1', url: 'secret://' }] } }]);
      await granted.close();
    }
  });
});

describe('filters', () => {
  const COLUMNS = ['b', 'bin', 'e', 'i', 'id', 'latin', 'n', 't', 'wide'];
  const values = [
    'kvm',
    'KVM',
    'kvm ',
    'käse',
    'kase',
    '☃',
    '',
    '5',
    '05',
    '5.0',
    '5x',
    ' 5',
    '0',
    '1',
    '-5',
    '35',
    '6B766D',
    '\\',
    "'",
    'XenServer',
    "' OR 1=1 -- ",
  ];
  const scalar: fc.Arbitrary<Scalar> = fc.oneof(fc.constantFrom(...values), fc.constantFrom(0, 1, 5, -5, 7, 35, 2147483647), fc.string());
  const term: fc.Arbitrary<Where> = fc.constantFrom(...COLUMNS).chain(column =>
    fc.oneof(
      scalar.map(equals => ({ column, equals })),
      fc.array(scalar, { maxLength: 4 }).map(list => ({ column, in: list })),
      fc.constantFrom('null' as const, 'not null' as const).map(is => ({ column, is })),
    ),
  );

  test('the server with the filter gives what the whole table filtered here gives', async () => {
    const everything = await rowsOf();
    expect(everything).toHaveLength(7);
    const wheres = fc.sample(
      fc.oneof(
        term,
        fc.array(term, { maxLength: 2 }).map(all => ({ all })),
      ),
      600,
    );
    for (let start = 0; start < wheres.length; start += 100) {
      const part = wheres.slice(start, start + 100);
      const answers = await connection.ask(part.map(where => table('cloud.texts', { columns: COLUMNS, where })));
      for (const [index, answer] of answers.entries()) {
        const where = part[index]!;
        expect({ where, rows: answer.status === 'ok' ? answer.body.rows : answer }).toEqual({
          where,
          rows: everything.filter(row => matches(where, row)),
        });
      }
    }
    const found = wheres.filter(where => everything.some(row => matches(where, row)));
    expect(found.length).toBeGreaterThan(50);
  });

  async function rowsOf(): Promise<TableBody['rows']> {
    const [answer] = await connection.ask([table('cloud.texts', { columns: COLUMNS })]);
    if (answer?.status !== 'ok') throw new Error(JSON.stringify(answer));
    return answer.body.rows;
  }
});

describe('what the server is told', () => {
  test('one statement per table, one for the catalog, in a read-only session; nothing else', async () => {
    await db.admin('TRUNCATE mysql.general_log; SET GLOBAL general_log = ON');
    const fresh = as('reader');
    await fresh.ask([
      table('cloud.host', { columns: ['id', 'name'] }),
      table('cloud.texts', { columns: ['id'], where: { column: 'wide', equals: "x'; DROP TABLE cloud.host" } }),
    ]);
    await fresh.close();
    await db.admin('SET GLOBAL general_log = OFF');
    const rows = await db.admin(
      "SELECT CONVERT(argument USING utf8mb4) AS said FROM mysql.general_log WHERE command_type = 'Query' AND user_host LIKE 'reader%'",
    );
    const told = rows.map(({ said }) => String(said));
    expect(told.slice(0, 6)).toEqual([
      'SET NAMES utf8mb4',
      "SET SESSION time_zone = '+00:00'",
      'SET SESSION TRANSACTION READ ONLY',
      'SELECT VERSION()',
      'SET SESSION max_statement_time = 15',
      'SET SESSION lock_wait_timeout = 15',
    ]);
    expect(told[6]).toContain('FROM `information_schema`.`COLUMNS` WHERE');
    expect(told.slice(7)).toEqual([
      'SELECT UTC_TIMESTAMP()',
      'SELECT `id`, `name` FROM `cloud`.`host` LIMIT 200001',
      'SELECT UTC_TIMESTAMP()',
      `SELECT \`id\`, \`wide\` FROM \`cloud\`.\`texts\` WHERE \`wide\` = _utf8mb4 x'${Buffer.from("x'; DROP TABLE cloud.host").toString('hex')}' LIMIT 200001`,
    ]);
    expect(fresh.notes()).toEqual([]);
  });

  test('a filter reads every mode of SQL in the same way', async () => {
    for (const mode of ['NO_BACKSLASH_ESCAPES', 'ANSI_QUOTES', 'PIPES_AS_CONCAT', '']) {
      await db.admin(`SET GLOBAL sql_mode = '${mode}'`);
      const fresh = as('reader');
      const where: Where = { column: 't', in: ['\\', "'"] };
      expect(await fresh.ask([table('cloud.texts', { columns: ['id', 't'], where })])).toMatchObject([
        {
          body: {
            rows: [
              { id: '6', t: '\\' },
              { id: '7', t: "'" },
            ],
          },
        },
      ]);
      await fresh.close();
    }
  });
});

test('no query asked is no answer, and after closing nothing is asked', async () => {
  const fresh = as('reader');
  expect(await fresh.ask([])).toEqual([]);
  await fresh.close();
  expect(await fresh.ask([table('cloud.host', { columns: ['id'] })])).toEqual([
    { status: 'unreachable', reason: expect.stringContaining('the connection is closed') },
  ]);
});

test('questions at the same time are answered one after the other, each in its order', async () => {
  const fresh = as('reader');
  const ask = (id: number) => fresh.ask([table('cloud.texts', { columns: ['id'], where: { column: 'id', equals: id } })]);
  const answers = await Promise.all([1, 2, 3, 4].map(ask));
  expect(answers.map(([answer]) => (answer?.status === 'ok' ? answer.body.rows : answer))).toEqual([
    [{ id: '1' }],
    [{ id: '2' }],
    [{ id: '3' }],
    [{ id: '4' }],
  ]);
  await fresh.close();
});
