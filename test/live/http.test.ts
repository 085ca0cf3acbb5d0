import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTarget } from '../../src/live/open.ts';
import { http } from '../../src/model/query.ts';
import { parseTarget } from '../../src/target/parse.ts';
import { PLATFORMS } from '../target/platforms.ts';

const KEYS = { KEY: 'Canary-key+/=', SECRET: 'Canary-secret' };

let server: Server;
let asked: string[];
let base: string;

/** Verifies as the platform does: the decoded parameters without the signature, sorted by name, encoded anew, in lower case. */
function isSigned(url: URL): boolean {
  const parameters = [...url.searchParams].filter(([name]) => name !== 'signature').sort(([a], [b]) => (a < b ? -1 : 1));
  const encode = (value: string): string => new URLSearchParams({ a: value }).toString().slice(2).replaceAll('+', '%20');
  const text = parameters.map(([name, value]) => `${name}=${encode(value)}`).join('&');
  return url.searchParams.get('signature') === createHmac('sha1', KEYS.SECRET).update(text.toLowerCase()).digest('base64');
}

beforeAll(async () => {
  asked = [];
  server = createServer((request, response) => {
    const url = new URL(request.url!, 'http://x');
    asked.push(request.url!);
    const isRight = url.pathname === '/client/api' && url.searchParams.get('apiKey') === KEYS.KEY && isSigned(url);
    response.writeHead(isRight ? 200 : 401).end(isRight ? (url.searchParams.get('name') ?? 'ok') : 'no');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  base = `http://127.0.0.1:${(server.address() as { port: number }).port}/client`;
});
afterAll(async () => {
  server.close();
  await once(server, 'close');
});

async function ask(path: string, env: Record<string, string> = KEYS) {
  const text = `platform: cloudstack\nhosts:\n  management: { name: api, via: http, url: "${base}", auth: { apiKey: { env: KEY }, secretKey: { env: SECRET } } }`;
  const source = openTarget(parseTarget(text, 'preflight.yaml', PLATFORMS), {
    keeping: { env, readFile: async () => ({ problem: 'is not there' }) },
  });
  const [answer] = await source.ask('api', [http(path)]);
  await source.close();
  expect(JSON.stringify(answer)).not.toContain('Canary');
  return answer;
}

test('requests are signed with the keys of the target, and the secret one is never sent', async () => {
  expect(await ask('/api?command=listZones&response=json')).toMatchObject({ status: 'ok', body: { body: 'ok' } });
  expect(await ask("/api?command=listHosts&name=a%20b+c%26%C3%A4~!'()*_-.")).toMatchObject({ status: 'ok', body: { body: "a b c&ä~!'()*_-." } });
  expect(asked.join()).not.toContain(KEYS.SECRET);
});

test('a wrong key is denied, a missing one a failure, and neither is in the reason', async () => {
  expect(await ask('/api?command=listZones', { ...KEYS, SECRET: 'Canary-wrong' })).toEqual({
    status: 'denied',
    reason: `${base}/api does not accept the credentials (401)`,
    at: expect.any(String),
  });
  expect(await ask('/api?command=listZones', { KEY: KEYS.KEY })).toEqual({
    status: 'failed',
    reason: 'the keys of the API are not known: The environment variable SECRET is not set; the target file says that it holds a password.',
  });
});
