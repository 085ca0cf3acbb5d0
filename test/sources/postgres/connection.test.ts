import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { table } from '../../../src/model/query.ts';
import { postgresConnection } from '../../../src/sources/postgres/connection.ts';
import type { PostgresOptions } from '../../../src/sources/postgres/options.ts';
import type { TableAnswer } from '../../../src/sources/sql/body.ts';
import { type Authority, makeAuthority } from '../../support/certificates.ts';
import { type Postgres, startPostgres } from '../../support/postgres.ts';

const CANARY = 'pg-canary-"x\'$\\ü';
const MD5 = 'md5-canary-7';

let server: Postgres;
let authority: Authority;
const fakes: { server: Server; sockets: Set<Socket> }[] = [];

beforeAll(async () => {
  authority = await makeAuthority();
  server = await startPostgres({
    tls: await authority.sign('db1', 'DNS:localhost,IP:127.0.0.1'),
    rules: [
      'host all old 127.0.0.1/32 md5',
      'host all clear 127.0.0.1/32 password',
      'hostssl all tlsonly 127.0.0.1/32 scram-sha-256',
      'host all tlsonly all reject',
    ],
  });
  await server.admin(`
    CREATE ROLE reader LOGIN PASSWORD '${CANARY.replaceAll("'", "''")}'; CREATE ROLE tlsonly LOGIN PASSWORD 'tls-canary';
    CREATE ROLE clear LOGIN PASSWORD '${MD5}'; CREATE ROLE stranger LOGIN PASSWORD '${MD5}';
    SET password_encryption = 'md5'; CREATE ROLE old LOGIN PASSWORD '${MD5}';
    CREATE TABLE vds_static (vds_id uuid PRIMARY KEY, vds_name text, vds_type int, port bigint, ratio numeric(12,4), weight double precision,
      is_up boolean, tags text[], options json, at timestamptz, day date, span interval, secret text, bytes bytea, fixed char(5));
    INSERT INTO vds_static VALUES
      ('6f3c7a52-0000-4000-8000-000000000001', E'n\\u00f6de |1\\n\\u001b[31m', 1, 9223372036854775807, 0.1000, 0.1, true, '{a,b}', '{"k": 1}',
       '2026-01-31 10:00:00.123+02', '2026-02-01', '1 day 02:03', 'x', 'y', 'ab'),
      ('6f3c7a52-0000-4000-8000-000000000002', 'node2', 2, 5, 5.0000, 'NaN', false, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
      ('6f3c7a52-0000-4000-8000-000000000003', '5', 0, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
    GRANT SELECT (vds_id, vds_name, vds_type, port, ratio, weight, is_up, tags, options, at, day, span, bytes, fixed) ON vds_static TO reader, old, tlsonly, clear;
    CREATE VIEW vds AS SELECT vds_id, vds_name FROM vds_static; GRANT SELECT ON vds TO reader;
    CREATE TABLE hidden (id int); CREATE TABLE dropped (id int, gone int); ALTER TABLE dropped DROP COLUMN gone; GRANT SELECT ON dropped TO reader;
    CREATE TABLE many (id int, filler text); INSERT INTO many SELECT n, repeat('x', 200) FROM generate_series(1, 5000) AS n; GRANT SELECT ON many TO reader;
    CREATE SCHEMA other; CREATE TABLE other.t (id int); GRANT SELECT ON other.t TO reader;
    CREATE FUNCTION evil(text, text) RETURNS boolean LANGUAGE sql AS 'SELECT true';
    CREATE OPERATOR public.= (LEFTARG = text, RIGHTARG = text, FUNCTION = evil);
    CREATE TABLE "odd ""name" (id int)`);
}, 120_000);
afterAll(async () => {
  await server?.stop();
  await authority?.remove();
});
afterEach(async () => {
  for (const { server: fake, sockets } of fakes.splice(0)) {
    for (const socket of sockets) socket.destroy();
    fake.close();
    await once(fake, 'close');
  }
});

const options = (more: Partial<PostgresOptions> = {}): PostgresOptions => ({
  host: '127.0.0.1',
  port: server.port,
  user: 'reader',
  database: 'engine',
  password: async () => CANARY,
  ...more,
});

async function ask(more: Partial<PostgresOptions>, ...queries: ReturnType<typeof table>[]): Promise<readonly TableAnswer[]> {
  const connection = postgresConnection(options(more));
  try {
    const answers = await connection.ask(queries);
    for (const canary of [CANARY, MD5, 'tls-canary']) expect(JSON.stringify(answers)).not.toContain(canary);
    return answers;
  } finally {
    await connection.close();
  }
}

const rowsOf = (answer: TableAnswer | undefined) => (answer?.status === 'ok' ? answer.body.rows : answer);
const names = table('public.vds_static', { columns: ['vds_name'] });

describe('rows', () => {
  test('have every value as text, as the server prints it, times in UTC and booleans as 1 and 0', async () => {
    const columns = ['vds_id', 'vds_name', 'vds_type', 'port', 'ratio', 'weight', 'is_up', 'tags', 'options', 'at', 'day', 'span', 'fixed'];
    const [answer] = await ask({}, table('public.vds_static', { columns, where: { column: 'vds_type', equals: 1 } }));
    expect(answer).toMatchObject({ status: 'ok', at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/) });
    expect(rowsOf(answer)).toEqual([
      {
        vds_id: '6f3c7a52-0000-4000-8000-000000000001',
        vds_name: 'nöde |1\n\u001b[31m',
        vds_type: '1',
        port: '9223372036854775807',
        ratio: '0.1000',
        weight: '0.1',
        is_up: '1',
        tags: '{a,b}',
        options: '{"k": 1}',
        at: '2026-01-31 08:00:00.123+00',
        day: '2026-02-01',
        span: '1 day 02:03:00',
        fixed: 'ab',
      },
    ]);
  });

  test('are chosen by numbers, text, booleans and NULL, and by operators of the server alone', async () => {
    const by = (where: NonNullable<Parameters<typeof table>[1]['where']>) => table('public.vds_static', { columns: ['vds_type'], where });
    const answers = await ask(
      {},
      by({ column: 'is_up', equals: 1 }),
      by({ column: 'is_up', is: 'null' }),
      by({ column: 'vds_name', equals: 5 }),
      by({ column: 'vds_name', in: ['node2', 5] }),
      by({ column: 'ratio', equals: 5 }),
      by({ column: 'port', in: [5, 99_999_999_999] }),
      by({ column: 'vds_id', equals: '6f3c7a52-0000-4000-8000-000000000002' }),
      by({
        all: [
          { column: 'vds_type', in: [1, 2] },
          { column: 'at', is: 'not null' },
        ],
      }),
      by({ column: 'vds_name', in: [] }),
      by({ column: 'vds_name', equals: "'; DROP TABLE vds_static; --" }),
    );
    expect(answers.map(answer => (answer.status === 'ok' ? answer.body.rows.map(row => row.vds_type) : answer))).toEqual([
      ['1'],
      ['0'],
      ['0'],
      ['2', '0'],
      ['2'],
      ['2'],
      ['2'],
      ['1'],
      [],
      [],
    ]);
  });

  test('of a view, and of the catalog', async () => {
    const [view, catalog] = await ask(
      {},
      table('public.vds', { columns: ['vds_name'], where: { column: 'vds_name', equals: 'node2' } }),
      table('information_schema.tables', { columns: ['table_name'], where: { column: 'table_name', equals: 'vds' } }),
    );
    expect([rowsOf(view), rowsOf(catalog)]).toEqual([[{ vds_name: 'node2' }], [{ table_name: 'vds' }]]);
  });
});

describe('what is not there, and what may not be read', () => {
  test('is told apart', async () => {
    const answers = await ask(
      {},
      table('public.nothing', { columns: ['id'] }),
      table('public.vds_static', { columns: ['since_4_5'] }),
      table('public.vds_static', { columns: ['vds_name', 'since_4_5'] }),
      table('public.vds_static', { columns: ['vds_name'], where: { column: 'since_4_5', equals: 1 } }),
      table('public.dropped', { columns: ['gone'] }),
      table('public.hidden', { columns: ['id'] }),
      table('public.vds_static', { columns: ['vds_name', 'secret'] }),
      table('other.t', { columns: ['id'] }),
      table('public.vds_static', { columns: ['bytes'] }),
    );
    expect(answers.map(({ status }) => status)).toEqual(['absent', 'absent', 'ok', 'absent', 'absent', 'denied', 'denied', 'denied', 'failed']);
    expect(answers[2]).toMatchObject({ body: { columns: ['vds_name'] } });
    expect(answers[5]).toMatchObject({ reason: expect.stringContaining('GRANT SELECT ("id") ON "public"."hidden" TO "reader";') });
    expect(answers[6]).toMatchObject({ reason: expect.stringContaining('GRANT SELECT ("secret") ON "public"."vds_static" TO "reader";') });
    expect(answers[7]).toMatchObject({ reason: expect.stringContaining('GRANT USAGE ON SCHEMA "other" TO "reader";') });
    expect(answers[8]).toMatchObject({ reason: expect.stringContaining('bytea') });
  });
});

describe('limits', () => {
  test('more rows or bytes than are allowed are too large, and never cut', async () => {
    const many = table('public.many', { columns: ['id', 'filler'] });
    expect(await ask({ limits: { maxRows: 4999 } }, many, names)).toMatchObject([{ status: 'too-large' }, { status: 'ok' }]);
    expect(await ask({ limits: { maxRows: 5000 } }, many)).toMatchObject([{ status: 'ok', body: { rows: { length: 5000 } } }]);
    expect(await ask({ limits: { maxBytes: 100_000 } }, many, names)).toMatchObject([{ status: 'too-large' }, { status: 'ok' }]);
  });

  test('a lock that another session holds is a timeout, and costs only its own answer', async () => {
    const holder = await server.session();
    await holder.query('BEGIN; LOCK TABLE many IN ACCESS EXCLUSIVE MODE');
    const answers = await ask({ limits: { answerSeconds: 1 } }, table('public.many', { columns: ['id'] }), names);
    await holder.query('ROLLBACK');
    await holder.end();
    expect(answers).toMatchObject([{ status: 'timeout', reason: expect.stringMatching(/lock|time limit/) }, { status: 'ok' }]);
  });
});

describe('logging in', () => {
  test('with SCRAM, md5, TLS and by the socket', async () => {
    const tls = { ca: authority.ca };
    const ways: Partial<PostgresOptions>[] = [
      { user: 'old', password: async () => MD5 },
      { host: 'localhost', tls },
      { user: 'tlsonly', password: async () => 'tls-canary', tls },
      { user: 'tlsonly', password: async () => 'tls-canary', tls: { verify: false } },
      { socketPath: server.socketPath },
      { user: 'clear', password: async () => MD5, tls },
    ];
    for (const way of ways) expect(await ask(way, names)).toMatchObject([{ status: 'ok' }]);
  });

  test('fails with a reason, and never with the password in it', async () => {
    const cases: [Partial<PostgresOptions>, string, RegExp][] = [
      [{ password: async () => MD5 }, 'denied', /does not accept the password/],
      [{ password: async () => undefined }, 'denied', /password/],
      [{ user: 'nobody' }, 'denied', /does not accept the password/],
      [{ user: 'tlsonly' }, 'denied', /denies access/],
      [{ database: 'nothing' }, 'failed', /no such database/],
      [{ user: 'clear', password: async () => MD5 }, 'failed', /clear text, which is refused/],
      [{ user: 'clear', password: async () => MD5, tls: { verify: false } }, 'failed', /clear text, which is refused/],
      [{ tls: {} }, 'failed', /cannot be verified/],
      [{ host: 'localhost', tls: { ca: 'no certificate' } }, 'failed', /no certificate in PEM/],
      [{ port: 1 }, 'unreachable', /refuses the connection/],
      [{ socketPath: '/nowhere/.s.PGSQL.5432' }, 'unreachable', /no such socket/],
      [{ stream: async () => Promise.reject(new Error('no way')) }, 'unreachable', /through SSH: no way/],
      [{ password: async () => Promise.reject(new Error('the variable is not set')) }, 'failed', /the variable is not set/],
    ];
    for (const [way, status, reason] of cases) expect(await ask(way, names)).toMatchObject([{ status, reason: expect.stringMatching(reason) }]);
  });

  test('takes nothing from the environment of whoever runs it', async () => {
    Object.assign(process.env, { PGPASSWORD: CANARY, PGOPTIONS: '-c statement_timeout=1', PGSSLMODE: 'require' });
    try {
      expect(await ask({ password: async () => undefined }, names)).toMatchObject([{ status: 'denied' }]);
      expect(await ask({}, names)).toMatchObject([{ status: 'ok' }]);
    } finally {
      for (const name of ['PGPASSWORD', 'PGOPTIONS', 'PGSSLMODE']) delete process.env[name];
    }
  });
});

async function fake(behave: (socket: Socket) => void): Promise<number> {
  const sockets = new Set<Socket>();
  const made = createServer(socket => {
    sockets.add(socket.on('error', () => {}));
    behave(socket);
  }).listen(0, '127.0.0.1');
  await once(made, 'listening');
  fakes.push({ server: made, sockets });
  return (made.address() as { port: number }).port;
}

describe('a server that does not behave', () => {
  const message = (type: string, body: Buffer): Buffer => {
    const head = Buffer.alloc(5);
    head.write(type);
    head.writeInt32BE(body.length + 4, 1);
    return Buffer.concat([head, body]);
  };

  test.each<[string, (socket: Socket) => void, RegExp]>([
    ['is silent', () => {}, /timeout/],
    ['closes at once', socket => socket.destroy(), /unreachable/],
    ['speaks HTTP', socket => socket.on('data', () => socket.write('HTTP/1.1 400 Bad Request\r\n\r\n')), /failed|unreachable|timeout/],
    [
      'sends rows before the login',
      socket => socket.once('data', () => socket.write(message('D', Buffer.from([0, 9, 255, 255, 255, 127])))),
      /failed|unreachable|timeout/,
    ],
    [
      'sends a broken description',
      socket => socket.once('data', () => socket.write(message('T', Buffer.from([127, 255])))),
      /failed|unreachable|timeout/,
    ],
    [
      'announces a message without end',
      socket => socket.once('data', () => socket.write(Buffer.from([0x52, 0x7f, 0xff, 0xff, 0xff]))),
      /failed|timeout/,
    ],
    ['floods', socket => void socket.once('data', () => socket.write(message('N', Buffer.alloc(3_000_000, 83)))), /too-large|failed/],
  ])('%s: one failure, no crash, no hanging', async (_, behave, status) => {
    const port = await fake(behave);
    const [answer] = await ask({ port, limits: { connectSeconds: 1, answerSeconds: 1, maxBytes: 1_000_000 } }, names);
    expect(answer!.status).toMatch(status);
  });

  test('offers no TLS, or more than its answer before it', async () => {
    for (const said of ['N', 'E', 'Sx']) {
      const port = await fake(socket => socket.once('data', () => socket.write(said)));
      expect(await ask({ port, tls: {}, limits: { connectSeconds: 2 } }, names)).toMatchObject([
        { status: 'failed', reason: expect.stringContaining('TLS') },
      ]);
    }
  });
});

test('a server that dies in the middle is unreachable, and the questions after it are asked twice at most', async () => {
  const mortal = await startPostgres();
  await mortal.admin(`CREATE ROLE reader LOGIN PASSWORD '${MD5}'; CREATE TABLE t (id int); GRANT SELECT ON t TO reader`);
  const connection = postgresConnection({ ...options(), port: mortal.port, password: async () => MD5 });
  try {
    const ids = table('public.t', { columns: ['id'] });
    expect(await connection.ask([ids])).toMatchObject([{ status: 'ok' }]);
    const holder = await mortal.session();
    await holder.query('BEGIN; LOCK TABLE t IN ACCESS EXCLUSIVE MODE');
    const asking = connection.ask([ids, ids]);
    await new Promise(resolve => setTimeout(resolve, 300));
    await mortal.kill();
    expect((await asking).map(({ status }) => status)).toEqual(['unreachable', 'unreachable']);
  } finally {
    await connection.close();
    await mortal.stop();
  }
}, 60_000);
