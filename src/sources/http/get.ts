import { type IncomingMessage, type Agent as PlainAgent, get as plainGet } from 'node:http';
import { type Agent, get as secureGet } from 'node:https';
import type { Readable } from 'node:stream';
import { createBrotliDecompress, createUnzip } from 'node:zlib';
import type { Failure } from '../../model/answer.ts';
import { sayUrl } from './address.ts';
import { failureOf } from './errors.ts';

export interface HttpLimits {
  /** Until the connection is there, TLS included. */
  readonly connectSeconds: number;
  /** From the request to the last byte, over all redirects of one query. */
  readonly answerSeconds: number;
  /** Of the body, unpacked. */
  readonly maxBytes: number;
}

export interface Request {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly agent: Agent | PlainAgent;
  readonly ca: Buffer | undefined;
  readonly limits: HttpLimits;
  /** When it must have ended, in milliseconds of the clock. */
  readonly deadline: number;
}

export interface Response {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

/** One GET without redirects. The connection is closed where time or size run out. */
export function get(request: Request): Promise<Response | Failure> {
  const where = sayUrl(request.url);
  return new Promise(resolve => {
    const timers: NodeJS.Timeout[] = [];
    const end = (outcome: Response | Failure): void => {
      for (const timer of timers) clearTimeout(timer);
      resolve(outcome);
      if (!('body' in outcome)) sent?.destroy();
    };
    const sent = send(request, end, where);
    if (!sent) return;
    sent.on('error', error => end(failureOf(error, where)));
    sent.on('upgrade', (_message, socket) => {
      socket.destroy();
      end({ status: 'failed', reason: `${where} wants to go on in another protocol than HTTP` });
    });
    sent.on('response', message => receive(message, request.limits, where).then(end));
    const { connectSeconds, answerSeconds } = request.limits;
    const slow = setTimeout(
      () => end({ status: 'timeout', reason: `${where} could not be reached within ${connectSeconds} s` }),
      connectSeconds * 1000,
    );
    sent.on('socket', socket => {
      const isNew = socket.connecting || ('secureConnecting' in socket && socket.secureConnecting === true);
      if (!isNew) return clearTimeout(slow);
      socket.once(request.url.protocol === 'https:' ? 'secureConnect' : 'connect', () => clearTimeout(slow));
    });
    const late = setTimeout(
      () => end({ status: 'timeout', reason: `${where} did not answer completely within ${answerSeconds} s` }),
      request.deadline - Date.now(),
    );
    timers.push(slow, late);
  });
}

function send({ url, headers, agent, ca }: Request, end: (failure: Failure) => void, where: string): ReturnType<typeof plainGet> | undefined {
  try {
    if (url.protocol === 'http:') return plainGet(url, { headers, agent: agent as PlainAgent });
    return secureGet(url, { headers, agent: agent as Agent, rejectUnauthorized: true, ...(ca && { ca }) });
  } catch (error) {
    end(failureOf(error, where));
    return undefined;
  }
}

/** The body, unpacked while it is counted, so that a small answer cannot become a large one. */
async function receive(message: IncomingMessage, { maxBytes }: HttpLimits, where: string): Promise<Response | Failure> {
  const body = unpacked(message);
  if (!body) return { status: 'failed', reason: `${where} answered in an encoding that was not asked for` };
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > maxBytes) return { status: 'too-large', reason: `${where} answered with more than ${maxBytes} bytes, which is the limit` };
      chunks.push(chunk);
    }
  } catch (error) {
    return failureOf(error, where);
  }
  return { status: message.statusCode ?? 0, headers: message.headers, body: Buffer.concat(chunks) };
}

function unpacked(message: IncomingMessage): Readable | undefined {
  const encoding = message.headers['content-encoding']?.trim().toLowerCase() ?? 'identity';
  if (encoding === 'identity' || encoding === '') return message;
  const unpacker = encoding === 'br' ? createBrotliDecompress() : /^(x-gzip|gzip|deflate)$/.test(encoding) ? createUnzip() : undefined;
  if (!unpacker) return undefined;
  message.on('error', error => unpacker.destroy(error));
  return message.pipe(unpacker);
}
