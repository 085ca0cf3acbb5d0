import { readFile } from 'node:fs/promises';
import type { Answer, Failure } from '../model/answer.ts';
import type { HttpQuery } from '../model/query.ts';
import { type ApiAddress, apiAddress, redirectOf, sayUrl, urlOf } from './http/address.ts';
import { statusFailure } from './http/errors.ts';
import { get, type HttpLimits, type Request, type Response } from './http/get.ts';

/** Who asks. The secret is asked for once per connection and is in no reason; what the callback throws is shown. */
export type HttpAuth =
  | { readonly kind: 'basic'; readonly user: string; readonly password: () => Promise<string> }
  | { readonly kind: 'bearer'; readonly token: () => Promise<string> };

export interface HttpOptions {
  /** `https://engine.example.com/ovirt-engine`; plain `http:` only of this machine. */
  readonly baseUrl: string;
  /** PEM. With it, these authorities alone are trusted. */
  readonly caFile?: string;
  readonly auth?: HttpAuth;
  readonly limits?: Partial<HttpLimits>;
}

export type HttpAnswer = Answer<'http'>;

export interface HttpConnection {
  /** Answers in the order of the queries. It never throws for what the server does. */
  ask(queries: readonly HttpQuery[]): Promise<readonly HttpAnswer[]>;
  close(): Promise<void>;
}

const LIMITS: HttpLimits = { connectSeconds: 10, answerSeconds: 30, maxBytes: 8 * 1024 * 1024 };
const REDIRECTS = 3;
const PARALLEL = 4;

/** The API of a platform: GET only, certificates always verified, redirects only within the same origin. */
export function httpConnection(options: HttpOptions): HttpConnection {
  const limits = { ...LIMITS, ...options.limits };
  let ready: Promise<Ready | Failure> | undefined;
  return {
    async ask(queries) {
      ready ??= prepare(options, limits);
      const now = await ready;
      if (!('address' in now)) {
        // A file or a secret that was not there may be there next time.
        ready = undefined;
        return queries.map(() => now);
      }
      return inParallel(queries, query => askOne(query, now));
    },
    async close() {
      const now = await ready;
      if (now && 'agent' in now) now.agent.destroy();
    },
  };
}

interface Ready extends Omit<Request, 'url' | 'deadline'> {
  readonly address: ApiAddress;
}

async function askOne({ path, xml }: HttpQuery, ready: Ready): Promise<HttpAnswer> {
  let url = urlOf(ready.address, path);
  if (!url)
    return {
      status: 'failed',
      reason: `the path ${path.split('?')[0]!.slice(0, 200)} leads out of the API at ${ready.address.origin}${ready.address.base}`,
    };
  const first = sayUrl(url);
  const deadline = Date.now() + ready.limits.answerSeconds * 1000;
  for (let redirects = 0; redirects <= REDIRECTS; redirects++) {
    const response = await get({ ...ready, ...(xml && { ...inXml(ready) }), url, deadline });
    if ('reason' in response) return response;
    const { location } = response.headers;
    if (![301, 302, 303, 307, 308].includes(response.status) || location === undefined) return answerOf(response, sayUrl(url));
    const next = redirectOf(url, location);
    if ('reason' in next) return next;
    url = next;
  }
  return { status: 'failed', reason: `${first} redirects more than ${REDIRECTS} times` };
}

/** A list of which only some elements are kept may be longer than an answer of which all is. */
const inXml = ({ headers, limits }: Ready): Pick<Ready, 'headers' | 'limits'> => ({
  headers: { ...headers, accept: 'application/xml' },
  limits: { ...limits, maxBytes: limits.maxBytes * 8 },
});

/** By the clock of the server where it says the time, as nearly all do; otherwise by ours. */
function answerOf({ status, headers, body }: Response, where: string): HttpAnswer {
  const said = Date.parse(headers.date ?? '');
  const at = new Date(Number.isNaN(said) ? Date.now() : said).toISOString();
  const failure = statusFailure(status, where);
  return failure ? { ...failure, at } : { status: 'ok', at, body: { status, body: textOf(body, headers['content-type']) } };
}

function textOf(body: Buffer, type = ''): string {
  const label = /charset\s*=\s*"?([\w-]{1,40})/i.exec(type)?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(label).decode(body);
  } catch {
    return body.toString('utf8');
  }
}

async function prepare({ baseUrl, caFile, auth }: HttpOptions, limits: HttpLimits): Promise<Ready | Failure> {
  const address = apiAddress(baseUrl);
  if ('reason' in address) return address;
  const ca = caFile === undefined ? undefined : await authorities(caFile);
  if (ca && 'reason' in ca) return ca;
  const authorization = auth && (await authorizationOf(auth, address));
  if (typeof authorization === 'object') return authorization;
  const { Agent } = await (address.origin.startsWith('http:') ? import('node:http') : import('node:https'));
  const headers = {
    accept: 'application/json, application/xml;q=0.9, */*;q=0.1',
    'accept-encoding': 'gzip, deflate',
    'user-agent': 'preflight',
    ...(authorization && { authorization }),
  };
  return { address, headers, agent: new Agent({ keepAlive: true, maxSockets: PARALLEL }), ca, limits };
}

async function authorities(path: string): Promise<Buffer | Failure> {
  try {
    const pem = await readFile(path);
    if (pem.includes('-----BEGIN CERTIFICATE-----')) return pem;
    return { status: 'failed', reason: `the CA file ${path} has no certificate in PEM` };
  } catch (error) {
    return { status: 'failed', reason: `the CA file ${path} cannot be read: ${(error as NodeJS.ErrnoException).code}` };
  }
}

async function authorizationOf(auth: HttpAuth, { origin }: ApiAddress): Promise<string | Failure> {
  try {
    if (auth.kind === 'bearer') return `Bearer ${await auth.token()}`;
    if (auth.user.includes(':')) return { status: 'failed', reason: `the user for ${origin} has a colon, which basic authentication cannot carry` };
    return `Basic ${Buffer.from(`${auth.user}:${await auth.password()}`, 'utf8').toString('base64')}`;
  } catch (error) {
    return { status: 'failed', reason: `the credentials for ${origin} are not known: ${(error as Error).message}` };
  }
}

async function inParallel<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const waiting = [...items.entries()];
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) results[next[0]] = await work(next[1]);
  };
  await Promise.all(Array.from({ length: PARALLEL }, worker));
  return results;
}
