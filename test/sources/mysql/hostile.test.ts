import { generateKeyPairSync, privateDecrypt } from 'node:crypto';
import { connect } from 'node:net';
import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { table } from '../../../src/model/query.ts';
import { mysqlConnection } from '../../../src/sources/mysql/connection.ts';
import type { MysqlOptions } from '../../../src/sources/mysql/options.ts';
import {
  type Behaviour,
  columnDefinition,
  eof,
  type FakeServer,
  fakeServer,
  greeting,
  ok,
  packet,
  problem,
  result,
  switchTo,
} from './fake-server.ts';

const PASSWORD = 'hunter2-Pa55word';
const queries = [table('cloud.version', { columns: ['version'] }), table('cloud.host', { columns: ['id'] })];
const servers: FakeServer[] = [];

afterEach(async () => {
  await Promise.all(servers.splice(0).map(server => server.stop()));
});

async function start(hello: Buffer | undefined, behave: Behaviour = () => {}): Promise<FakeServer> {
  const server = await fakeServer(hello, behave);
  servers.push(server);
  return server;
}

async function ask({ port }: FakeServer, options: Partial<MysqlOptions> = {}) {
  const { limits, ...more } = options;
  const connection = mysqlConnection({
    host: '127.0.0.1',
    port,
    user: 'reader',
    password: async () => PASSWORD,
    limits: { connectSeconds: 1, answerSeconds: 0.2, ...limits },
    ...more,
  });
  const answers = await connection.ask(queries);
  await connection.close();
  expect(answers).toHaveLength(2);
  expect(JSON.stringify(answers)).not.toContain(PASSWORD);
  return answers[0]!;
}

/** Logs anybody in, and then answers each statement as told. */
const obliging =
  (answer: (socket: Parameters<Behaviour>[0], sql: string) => void): Behaviour =>
  (socket, packets) => {
    if (packets.length === 1) return void socket.write(ok(2));
    const sql = packets.at(-1)!.toString('latin1');
    if (sql[0] === '\x03') answer(socket, sql);
  };

describe('before the login', () => {
  test('silence is a time-out', async () => {
    expect(await ask(await start(undefined))).toEqual({ status: 'timeout', reason: expect.stringContaining('did not answer in time') });
    expect(await ask(await start(greeting()))).toMatchObject({ status: 'timeout' });
    expect(await ask(await start(greeting().subarray(0, 30)))).toMatchObject({ status: 'timeout' });
  });

  test('another protocol is a failure', async () => {
    const http = 'HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n<html>'.repeat(2000);
    expect((await ask(await start(Buffer.from(http)))).status).toMatch(/^(failed|timeout|unreachable)$/);
    expect((await ask(await start(Buffer.from('SSH-2.0-OpenSSH_9.2p1\r\n')))).status).toMatch(/^(failed|timeout|unreachable)$/);
    const closing = await start(undefined);
    expect(await ask(closing, { stream: async () => connect(closing.port, '127.0.0.1').end() })).toMatchObject({
      status: expect.stringMatching(/^(unreachable|timeout)$/),
    });
  });

  test('an error instead of a greeting is told', async () => {
    expect(await ask(await start(packet(0, [0xff, 0x10, 0x04], 'Too many connections')))).toMatchObject({
      status: 'unreachable',
      reason: expect.stringContaining('has too many connections'),
    });
    expect(await ask(await start(packet(0, [0xff, 0x6a, 0x04], "Host '10.0.0.1' is not allowed\n\u001b[31m")))).toEqual({
      status: 'denied',
      reason: expect.stringMatching(/does not let this host connect \(1130: Host '10\.0\.0\.1' is not allowed \[31m\)$/),
    });
  });

  test('endless bytes are cut', async () => {
    const flood = Buffer.concat([Buffer.from([0xff, 0xff, 0xff, 0]), Buffer.alloc(4_000_000, 65)]);
    expect(await ask(await start(flood), { limits: { maxBytes: 1_000_000 } })).toEqual({
      status: 'too-large',
      reason: expect.stringContaining('sent more than 1000000 bytes'),
    });
  });

  test('a server that echoes the password in its error does not bring it into the reason', async () => {
    const server = await start(greeting(), socket => socket.write(problem(2, 1045, `Access denied, ${PASSWORD} is wrong`)));
    expect(await ask(server)).toMatchObject({ status: 'denied', reason: expect.stringContaining('Access denied, … is wrong') });
  });

  test('whatever it sends, there is an answer', async () => {
    const noise = vi.spyOn(console, 'error');
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), fc.boolean(), fc.nat(4), async (bytes, isGreeted, number) => {
        const content = packet(number, bytes);
        const server = await fakeServer(isGreeted ? greeting() : content, socket => void socket.end(content));
        const answer = await ask(server, { limits: { connectSeconds: 0.1 } });
        await server.stop();
        expect(answer.status).not.toBe('ok');
      }),
      { numRuns: 60 },
    );
    expect(noise).not.toHaveBeenCalled();
    noise.mockRestore();
  });
});

describe('the password', () => {
  test('is not sent in clear text', async () => {
    const server = await start(greeting(), (socket, packets) => void (packets.length === 1 && socket.write(switchTo('mysql_clear_password'))));
    expect(await ask(server)).toEqual({ status: 'failed', reason: expect.stringContaining('asks for the password in clear text, which is refused') });
    expect(server.received().toString('latin1')).not.toContain(PASSWORD);
    const atOnce = await start(greeting('mysql_clear_password'), () => {});
    await ask(atOnce);
    expect(atOnce.received().toString('latin1')).not.toContain(PASSWORD);
  });

  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const pem = publicKey.export({ type: 'spki', format: 'pem' }) as string;
  const scramble = Buffer.from('01234567890123456789');
  /** What a server with the private key would read. */
  const stolen = (content: Buffer): string => {
    if (content.length !== 256) return content.toString('latin1');
    const masked = privateDecrypt({ key: privateKey, oaepHash: 'sha1' }, content);
    return Buffer.from(masked.map((byte, index) => byte ^ scramble[index % 20]!)).toString('latin1');
  };

  test.each(['caching_sha2_password', 'sha256_password'])(
    'is not encrypted for %s with a key that the server offers on an open line',
    async plugin => {
      const seen: string[] = [];
      const server = await start(greeting(plugin), (socket, packets) => {
        seen.push(stolen(packets.at(-1)!));
        const sent = packets.length;
        if (sent === 1) socket.write(switchTo(plugin));
        else if (sent === 2 && plugin === 'caching_sha2_password') socket.write(packet(4, [1, 4]));
        else socket.write(packet(sent * 2, [1], pem));
      });
      expect(await ask(server)).toEqual({ status: 'failed', reason: expect.stringContaining('under a key that nobody has verified') });
      expect(seen.join('\n')).not.toContain(PASSWORD);
    },
  );

  test('is sent for caching_sha2_password inside an SSH channel, which is encrypted', async () => {
    const server = await start(greeting('caching_sha2_password'), (socket, packets) => {
      if (packets.length === 1) socket.write(switchTo('caching_sha2_password'));
      else if (packets.length === 2) socket.write(packet(4, [1, 4]));
      else if (packets.length === 3) socket.write(problem(6, 1045, 'no'));
    });
    expect(await ask(server, { stream: async () => connect(server.port, '127.0.0.1') })).toMatchObject({ status: 'denied' });
    expect(server.received().toString('latin1')).toContain(`${PASSWORD}\0`);
  });

  test('is not sent at all where TLS was wanted and is not offered', async () => {
    const plain = greeting();
    // The capability bit of TLS, 0x0800, is in the second byte of the flags.
    plain[plain.indexOf('01234567') + 10] = 0xf7 & ~0x08;
    const server = await start(plain);
    expect(await ask(server, { host: 'localhost', tls: {} })).toEqual({ status: 'failed', reason: expect.stringContaining('does not offer TLS') });
    expect(server.received()).toHaveLength(0);
  });
});

describe('after the login', () => {
  test('a request for a file of this machine is refused, and nothing more is asked', async () => {
    const asked: string[] = [];
    const server = await start(
      greeting(),
      obliging((socket, sql) => {
        asked.push(sql);
        socket.write(packet(1, [0xfb], '/etc/passwd'));
        socket.write(ok(3));
      }),
    );
    expect(await ask(server)).toEqual({ status: 'failed', reason: expect.stringContaining('asks for a file of this machine, which is refused') });
    expect(server.received().toString('latin1')).not.toContain('root:');
    expect(new Set(asked).size).toBe(1);
  });

  test('the client says that it sends no files and takes one statement at a time', async () => {
    const server = await start(greeting(), socket => socket.write(problem(2, 1045, 'no')));
    await ask(server);
    const flags = server.received().readUInt32LE(4);
    expect(flags & 0x80).toBe(0);
    expect(flags & 0x10000).toBe(0);
    expect(flags & 0x100).toBe(0);
  });

  test('rows without end are cut, though the server was told a limit', async () => {
    const server = await start(
      greeting(),
      obliging((socket, sql) => {
        if (!sql.includes('COLUMNS')) return void socket.write(sql.includes('SELECT') ? result('2026-01-01 00:00:00') : ok(1));
        socket.write(Buffer.concat([packet(1, [1]), columnDefinition(2, 'c'), eof(3)]));
        for (let row = 0; row < 1000; row++) socket.write(packet((4 + row) % 256, [1], 'x'));
      }),
    );
    expect(await ask(server, { limits: { maxRows: 10 } })).toEqual({ status: 'too-large', reason: expect.stringContaining('has more than 10 rows') });
  });

  test('packets out of turn end it, without a word on the console', async () => {
    const noise = vi.spyOn(console, 'error');
    const server = await start(
      greeting(),
      obliging(socket => void socket.write(Buffer.concat(Array.from({ length: 50 }, () => ok(77))))),
    );
    expect(await ask(server)).toEqual({ status: 'failed', reason: expect.stringContaining('a packet came out of turn') });
    expect(noise).not.toHaveBeenCalled();
    noise.mockRestore();
  });

  test('an old server: what it cannot do is noted, and it is asked in its own character set', async () => {
    const asked: string[] = [];
    const server = await start(
      greeting(),
      obliging((socket, sql) => {
        asked.push(sql);
        if (/utf8mb4/.test(sql)) socket.write(problem(1, 1115, "Unknown character set: 'utf8mb4'"));
        else if (/READ ONLY/.test(sql)) socket.write(problem(1, 1064, 'You have an error in your SQL syntax'));
        else if (/max_execution_time|lock_wait_timeout/.test(sql)) socket.write(problem(1, 1193, 'Unknown system variable'));
        else if (/VERSION/.test(sql)) socket.write(result('5.1.73'));
        else if (/COLUMNS/.test(sql)) socket.write(fourColumns('cloud', 'version', 'version', 'char'));
        else if (/UTC_TIMESTAMP/.test(sql)) socket.write(result('2014-01-01 00:00:00'));
        else if (/FROM `cloud`.`version`/.test(sql)) socket.write(result('4.2.1'));
        else socket.write(/SELECT/.test(sql) ? problem(1, 1146, "Table 'cloud.host' doesn't exist") : ok(1));
      }),
    );
    const connection = mysqlConnection({ host: '127.0.0.1', port: server.port, user: 'reader', password: async () => PASSWORD });
    expect(await connection.ask(queries)).toMatchObject([
      { status: 'ok', at: '2014-01-01T00:00:00Z', body: { rows: [{ version: '4.2.1' }] } },
      { status: 'absent' },
    ]);
    expect(connection.notes()).toEqual([
      expect.stringContaining('the server has no read-only transactions (1064'),
      expect.stringContaining('the server cannot limit the time of a statement (1193'),
      expect.stringContaining('the server cannot limit the wait for a lock (1193'),
    ]);
    await connection.close();
    expect(asked.join('\n')).toContain('SET NAMES utf8\n');
    expect(asked.find(sql => sql.includes('COLUMNS'))).toContain("_utf8 x'");
  });

  test('an answer that is none of the server, and a clock that is none', async () => {
    const clockless = await start(
      greeting(),
      obliging(
        (socket, sql) =>
          void socket.write(
            /COLUMNS/.test(sql) ? fourColumns('cloud', 'version', 'version', 'char') : /SELECT/.test(sql) ? result('yesterday') : ok(1),
          ),
      ),
    );
    expect(await ask(clockless)).toEqual({ status: 'failed', reason: expect.stringContaining('its clock cannot be read') });
    const confused = await start(
      greeting(),
      obliging(socket => void socket.write(ok(1))),
    );
    expect((await ask(confused)).status).toBe('failed');
  });
});

/** A result of one row of four columns. */
function fourColumns(...values: readonly string[]): Buffer {
  const definitions = values.map((_, index) => columnDefinition(2 + index, `c${index}`));
  const row = packet(3 + values.length, ...values.flatMap(value => [[value.length], value]));
  return Buffer.concat([packet(1, [values.length]), ...definitions, eof(2 + values.length), row, eof(4 + values.length)]);
}
