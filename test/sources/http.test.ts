import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer as createPlain, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { createServer as createSecure } from 'node:https';
import { createServer as createTcp, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { http } from '../../src/model/query.ts';
import { type HttpOptions, httpConnection } from '../../src/sources/http.ts';
import { type Authority, makeAuthority, type Signed } from '../support/certificates.ts';
import { freePort } from '../support/mariadb.ts';

const SECRET = 'Pa55word-ÜÄ';
let authority: Authority;
let own: Signed;
let folder: string;
const running: { readonly server: Server; readonly sockets: Set<Socket> }[] = [];

beforeAll(async () => {
  authority = await makeAuthority();
  own = await authority.sign('engine', 'DNS:localhost,IP:127.0.0.1');
  folder = await mkdtemp(join(tmpdir(), 'preflight-http-'));
});
afterAll(async () => {
  await authority?.remove();
  await rm(folder, { recursive: true, force: true });
});
afterEach(async () => {
  for (const { server, sockets } of running.splice(0)) {
    for (const socket of sockets) socket.destroy();
    server.close();
    await once(server, 'close');
  }
});

async function listen(server: Server): Promise<number> {
  const sockets = new Set<Socket>();
  server.on('connection', socket => sockets.add(socket.on('error', () => {})));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  running.push({ server, sockets });
  return (server.address() as { port: number }).port;
}

const secure = async (behave: RequestListener, signed = own): Promise<string> =>
  `https://127.0.0.1:${await listen(createSecure({ key: signed.key, cert: signed.cert }, behave))}`;
const plain = async (behave: RequestListener): Promise<string> => `http://127.0.0.1:${await listen(createPlain(behave))}`;
const raw = async (behave: (socket: Socket) => void): Promise<string> => `http://127.0.0.1:${await listen(createTcp(behave))}`;

async function ask(baseUrl: string, options: Partial<HttpOptions> = {}, path = '/api') {
  const connection = httpConnection({ baseUrl, caFile: authority.caFile, ...options });
  const [answer] = await connection.ask([http(path)]);
  await connection.close();
  expect(JSON.stringify(answer)).not.toContain(SECRET);
  expect(JSON.stringify(answer)).not.toContain(Buffer.from(`admin@internal:${SECRET}`).toString('base64'));
  return answer!;
}

describe('an answer', () => {
  test('has status, body and the time of the server', async () => {
    const base = await secure((_request, response) => {
      response.setHeader('date', 'Sat, 21 Nov 2026 04:05:06 GMT');
      response.end('{"product_info": {"name": "oVirt Engine ü"}}');
    });
    expect(await ask(base)).toEqual({
      status: 'ok',
      at: '2026-11-21T04:05:06.000Z',
      body: { status: 200, body: '{"product_info": {"name": "oVirt Engine ü"}}' },
    });
  });

  test('without a time of its own has ours', async () => {
    const base = await secure((_request, response) => {
      response.sendDate = false;
      response.end('x');
    });
    const answer = await ask(base);
    expect(Math.abs(Date.parse(answer.at!) - Date.now())).toBeLessThan(300_000);
  });

  test('is asked with GET, below the path of the API, and in the order of the queries over few connections', async () => {
    const seen: string[] = [];
    const ports = new Set<number | undefined>();
    const base = await secure((request, response) => {
      seen.push(`${request.method} ${request.url}`);
      ports.add(request.socket.remotePort);
      setTimeout(() => response.end(request.url), Math.random() * 20);
    });
    const connection = httpConnection({ baseUrl: `${base}/ovirt-engine/`, caFile: authority.caFile });
    const paths = Array.from({ length: 20 }, (_, index) => `/api/hosts?page=${index}`);
    const answers = await connection.ask(paths.map(path => http(path)));
    await connection.close();
    expect(answers.map(answer => (answer.status === 'ok' ? answer.body.body : answer))).toEqual(paths.map(path => `/ovirt-engine${path}`));
    expect(seen.every(line => line.startsWith('GET /ovirt-engine/api/hosts?page='))).toBe(true);
    expect(ports.size).toBeLessThanOrEqual(4);
    expect(await connection.ask([])).toEqual([]);
  });

  test.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
  ] as const)('packed with %s is unpacked', async (encoding, pack) => {
    const base = await secure((_request, response) => void response.setHeader('content-encoding', encoding).end(pack('{"a": 1}'.repeat(1000))));
    expect(await ask(base)).toMatchObject({ status: 'ok', body: { body: '{"a": 1}'.repeat(1000) } });
  });

  test('is read in the character set that it names', async () => {
    const base = await secure((request, response) => {
      response.setHeader('content-type', `text/plain; charset=${request.url!.slice(1)}`);
      response.end(Buffer.from('Käse', 'latin1'));
    });
    expect(await ask(base, {}, '/iso-8859-1')).toMatchObject({ body: { body: 'Käse' } });
    expect(await ask(base, {}, '/klingon')).toMatchObject({ body: { body: 'K\ufffdse' } });
  });

  test.each([
    [204, 'ok'],
    [401, 'denied'],
    [403, 'denied'],
    [404, 'absent'],
    [410, 'absent'],
    [400, 'failed'],
    [304, 'failed'],
    [500, 'failed'],
    [503, 'failed'],
  ])('with status %d is %s', async (code, status) => {
    const base = await secure((_request, response) => {
      response.statusCode = code;
      response.end();
    });
    const answer = await ask(base, {}, '/api?signature=secret');
    expect(answer).toMatchObject({ status, at: expect.any(String) });
    if (answer.status !== 'ok') expect(answer.reason).toMatch(new RegExp(`^https://127\\.0\\.0\\.1:\\d+/api .*\\b${code}\\b`));
  });
});

describe('credentials', () => {
  const echo: RequestListener = ({ headers }, response) =>
    void response.writeHead(200, { 'x-was': headers.authorization ? 'given' : 'none' }).end(headers.authorization === expected ? 'welcome' : 'who?');
  let expected: string;

  test('basic in UTF-8 and bearer', async () => {
    const base = await secure(echo);
    expected = `Basic ${Buffer.from(`admin@internal:${SECRET}`).toString('base64')}`;
    expect(await ask(base, { auth: { kind: 'basic', user: 'admin@internal', password: async () => SECRET } })).toMatchObject({
      body: { body: 'welcome' },
    });
    expected = 'Bearer abc.def';
    expect(await ask(base, { auth: { kind: 'bearer', token: async () => 'abc.def' } })).toMatchObject({ body: { body: 'welcome' } });
  });

  test('that cannot be had or sent are a failure that does not show them', async () => {
    const base = await secure(echo);
    const missing = async (): Promise<string> => {
      throw new Error('the file engine.password is not there');
    };
    expect(await ask(base, { auth: { kind: 'basic', user: 'a', password: missing } })).toMatchObject({
      status: 'failed',
      reason: expect.stringContaining('are not known: the file engine.password'),
    });
    expect(await ask(base, { auth: { kind: 'basic', user: 'a:b', password: async () => SECRET } })).toMatchObject({
      status: 'failed',
      reason: expect.stringContaining('has a colon'),
    });
    expect(await ask(base, { auth: { kind: 'bearer', token: async () => `${SECRET}\nX-Evil: 1` } })).toMatchObject({
      status: 'failed',
      reason: expect.stringContaining('no header may have'),
    });
  });

  test('that were not there are asked for again next time', async () => {
    expected = 'Bearer later';
    let calls = 0;
    const token = async (): Promise<string> => {
      calls += 1;
      if (calls === 1) throw new Error('not yet');
      return 'later';
    };
    const connection = httpConnection({ baseUrl: await secure(echo), caFile: authority.caFile, auth: { kind: 'bearer', token } });
    expect(await connection.ask([http('/a')])).toMatchObject([{ status: 'failed' }]);
    expect(await connection.ask([http('/a'), http('/b')])).toMatchObject([{ body: { body: 'welcome' } }, { body: { body: 'welcome' } }]);
    expect(calls).toBe(2);
    await connection.close();
  });
});

describe('TLS', () => {
  const fine: RequestListener = (_request, response) => void response.end('fine');

  test('a certificate of another authority, for another name, or out of date is refused, whatever the environment says', async () => {
    const stranger = await makeAuthority();
    const base = await secure(fine);
    const other = await secure(fine, await authority.sign('other', 'DNS:other.test'));
    const old = await secure(fine, await authority.sign('old', 'IP:127.0.0.1', -1).catch(() => authority.sign('old', 'IP:127.0.0.1', 0)));
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
    const { caFile: _own, ...systemOnly } = { caFile: undefined };
    expect(await ask(base, { caFile: stranger.caFile })).toEqual({
      status: 'failed',
      reason: expect.stringContaining('has a certificate that cannot be verified: give the CA file'),
    });
    expect(await httpConnection({ baseUrl: base, ...systemOnly }).ask([http('/')])).toMatchObject([
      { status: 'failed', reason: expect.stringContaining('cannot be verified') },
    ]);
    expect(await ask(other)).toEqual({ status: 'failed', reason: expect.stringContaining('has a certificate for another name') });
    expect(await ask(old)).toMatchObject({ status: 'failed', reason: expect.stringContaining('certificate') });
    vi.unstubAllEnvs();
    await stranger.remove();
  });

  test('a CA file that is not there or is none', async () => {
    const base = await secure(fine);
    const text = join(folder, 'text.pem');
    await writeFile(text, 'not a certificate');
    expect(await ask(base, { caFile: join(folder, 'gone.pem') })).toEqual({
      status: 'failed',
      reason: `the CA file ${join(folder, 'gone.pem')} cannot be read: ENOENT`,
    });
    expect(await ask(base, { caFile: text })).toEqual({ status: 'failed', reason: `the CA file ${text} has no certificate in PEM` });
  });

  test('a server that speaks plain HTTP on the port', async () => {
    const base = await plain(fine);
    expect(await ask(base.replace('http:', 'https:'))).toMatchObject({ status: 'failed', reason: expect.stringContaining('does not speak TLS') });
  });
});

describe('the address', () => {
  test.each([
    ['http://engine.example.com', 'is not encrypted, which is accepted of this machine only'],
    ['http://127.0.0.1.example.com', 'is not encrypted'],
    ['ftp://localhost', 'has the scheme ftp:'],
    ['not an address', 'is not a URL'],
    [`https://admin:${encodeURIComponent('Pa55word')}@localhost`, 'has credentials in it'],
    ['https://localhost/?x=1', 'has a query'],
  ])('%s is refused', async (baseUrl, reason) => {
    const answer = await ask(baseUrl);
    expect(answer).toEqual({ status: 'failed', reason: expect.stringContaining(reason) });
    expect(JSON.stringify(answer)).not.toContain('Pa55word');
  });

  test.each([
    '//evil.test/x',
    '/../admin',
    '/a/../../admin',
    '/%2e%2e/admin',
    'api',
    '@evil.test/',
    '/a b',
    '/\\evil.test',
    '/x\r\nHost: evil',
    '/..',
  ])('the path %j does not leave the API', async path => {
    let isAsked = false;
    const base = await plain((_request, response) => {
      isAsked = true;
      response.end();
    });
    const answer = await ask(`${base}/api`, {}, path);
    // Two slashes below a path are just a path.
    if (path.startsWith('//')) expect(answer.status).toBe('ok');
    else expect(answer).toEqual({ status: 'failed', reason: expect.stringContaining('leads out of the API') });
    expect(isAsked).toBe(path.startsWith('//'));
  });

  test('plain HTTP of this machine is accepted', async () => {
    const base = await plain((_request, response) => void response.end('fine'));
    expect(await ask(base)).toMatchObject({ status: 'ok' });
    expect(await ask(base.replace('127.0.0.1', 'localhost'))).toMatchObject({ status: 'ok' });
  });

  test('nobody listens, no such name', async () => {
    expect(await ask(`https://127.0.0.1:${await freePort()}`)).toMatchObject({
      status: 'unreachable',
      reason: expect.stringContaining('refuses the connection'),
    });
    expect(await ask('https://no-such-host.invalid')).toMatchObject({ status: 'unreachable', reason: expect.stringContaining('cannot be found') });
  });
});

describe('redirects', () => {
  const auth = { kind: 'bearer', token: async () => SECRET.slice(0, 8) } as const;

  test('within the same place are followed, three times', async () => {
    const base = await secure(({ url, headers }, response) => {
      const step = Number(url!.slice(2));
      if (step === 0) return void response.end(headers.authorization);
      response.writeHead(302, { location: `/r${step - 1}` }).end();
    });
    expect(await ask(base, { auth }, '/r3')).toMatchObject({ status: 'ok', body: { body: 'Bearer Pa55word' } });
    expect(await ask(base, { auth }, '/r4')).toMatchObject({ status: 'failed', reason: expect.stringContaining('redirects more than 3 times') });
  });

  test('to another place are refused, and nothing is sent there', async () => {
    let isAsked = false;
    const elsewhere = await secure((_request, response) => {
      isAsked = true;
      response.end();
    });
    for (const location of [
      `${elsewhere}/login?token=hidden`,
      `//${new URL(elsewhere).host}/`,
      'http://127.0.0.1/',
      'http://[',
      'file:///etc/passwd',
    ]) {
      const base = await secure((_request, response) => void response.writeHead(307, { location }).end());
      const answer = await ask(base, { auth });
      expect(answer).toMatchObject({ status: 'failed', reason: expect.stringMatching(/another place, where nothing is sent|not a URL/) });
      expect(JSON.stringify(answer)).not.toContain('hidden');
    }
    expect(isAsked).toBe(false);
  });
});

describe('limits', () => {
  const chunk = Buffer.alloc(64 * 1024, 'x');
  const endless = (response: ServerResponse): void => {
    const write = (): void => {
      while (!response.destroyed && response.write(chunk));
      response.once('drain', write);
    };
    write();
  };

  test('a body that is too large, announced or not, packed or not', async () => {
    const base = await plain(({ url }: IncomingMessage, response) => {
      if (url === '/endless') return endless(response);
      if (url === '/bomb') return void response.setHeader('content-encoding', 'gzip').end(gzipSync(Buffer.alloc(100_000_000)));
      response.end(Buffer.alloc(2_000_000, 'x'));
    });
    const tooLarge = { status: 'too-large', reason: expect.stringContaining('answered with more than 1000000 bytes') };
    for (const path of ['/endless', '/bomb', '/large']) expect(await ask(base, { limits: { maxBytes: 1_000_000 } }, path)).toEqual(tooLarge);
    expect(await ask(base, { limits: { maxBytes: 2_000_000 } }, '/large')).toMatchObject({ status: 'ok' });
  });

  test('silence before, in and after the headers, and a drip that never ends', async () => {
    const late = { status: 'timeout', reason: expect.stringMatching(/did not answer completely within 0\.3 s$/) };
    const limits = { answerSeconds: 0.3 };
    expect(await ask(await raw(() => {}), { limits })).toEqual(late);
    expect(await ask(await raw(socket => void socket.write('HTTP/1.1 200 OK\r\nX-Half')), { limits })).toEqual(late);
    expect(await ask(await raw(socket => void socket.write('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf')), { limits })).toEqual(late);
    const drip = await raw(socket => {
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n');
      const timer = setInterval(() => socket.write('x'), 20);
      socket.on('close', () => clearInterval(timer));
    });
    expect(await ask(drip, { limits })).toEqual(late);
    const forever = await raw(socket => {
      const timer = setInterval(() => socket.write('HTTP/1.1 100 Continue\r\n\r\n'), 20);
      socket.on('close', () => clearInterval(timer));
    });
    expect(await ask(forever, { limits })).toEqual(late);
  });

  test('a handshake that never ends', async () => {
    const base = await raw(() => {});
    expect(await ask(base.replace('http:', 'https:'), { limits: { connectSeconds: 0.2 } })).toEqual({
      status: 'timeout',
      reason: expect.stringContaining('could not be reached within 0.2 s'),
    });
  });

  test('headers without end', async () => {
    const base = await raw(socket => void socket.write(`HTTP/1.1 200 OK\r\n${'X-Long: y\r\n'.repeat(100_000)}`));
    expect(await ask(base)).toMatchObject({ status: 'too-large', reason: expect.stringContaining('headers that are too large') });
  });
});

describe('a server that is broken', () => {
  test.each([
    ['closes at once', (socket: Socket) => void socket.end(), 'unreachable'],
    ['resets', (socket: Socket) => void socket.resetAndDestroy(), 'unreachable'],
    ['speaks SSH', (socket: Socket) => void socket.end('SSH-2.0-OpenSSH_9.2\r\n'), 'failed'],
    ['dies in the middle', (socket: Socket) => void socket.end('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf'), 'unreachable'],
    ['dies in a chunk', (socket: Socket) => void socket.end('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel'), 'unreachable'],
    [
      'sends a broken archive',
      (socket: Socket) => void socket.end('HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nabcd'),
      'failed',
    ],
    [
      'cuts an archive',
      (socket: Socket) =>
        void socket.end(
          Buffer.concat([
            Buffer.from('HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nConnection: close\r\n\r\n'),
            gzipSync('x'.repeat(9999)).subarray(0, 20),
          ]),
        ),
      'failed',
    ],
    [
      'packs in a way that nobody knows',
      (socket: Socket) => void socket.end('HTTP/1.1 200 OK\r\nContent-Encoding: zz\r\nContent-Length: 4\r\n\r\nabcd'),
      'failed',
    ],
    ['switches the protocol', (socket: Socket) => void socket.end('HTTP/1.1 101 Switching\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n'), 'failed'],
    ['has no such date', (socket: Socket) => void socket.end('HTTP/1.1 200 OK\r\nDate: yesterday\r\nContent-Length: 0\r\n\r\n'), 'ok'],
  ])('%s', async (_what, behave, status) => {
    const answer = await ask(await raw(socket => void socket.once('data', () => behave(socket))), { limits: { answerSeconds: 5 } });
    expect(answer).toMatchObject({ status });
  });

  test('one query that fails leaves the others their answers', async () => {
    const base = await plain(({ url }, response) => (url === '/dies' ? void response.destroy() : void response.end('fine')));
    const answers = await httpConnection({ baseUrl: base }).ask([http('/a'), http('/dies'), http('/b')]);
    expect(answers.map(({ status }) => status)).toEqual(['ok', 'unreachable', 'ok']);
  });
});
