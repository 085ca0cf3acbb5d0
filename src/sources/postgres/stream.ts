import { once } from 'node:events';
import { createConnection } from 'node:net';
import type { Duplex } from 'node:stream';
import { type ConnectionOptions, connect, type TLSSocket } from 'node:tls';
import { printable, stopped } from './errors.ts';
import type { PostgresOptions } from './options.ts';

/** The bytes to the server: a channel of SSH, a Unix socket or TCP, and TLS in it where that is wanted. What comes too late is closed. */
export async function openStream(options: PostgresOptions, milliseconds: number): Promise<Duplex> {
  const late = stopped('PREFLIGHT_TIMEOUT', `could not be reached within ${milliseconds / 1000} s`);
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(late), milliseconds);
  });
  let opened: Duplex | undefined;
  const opening = plain(options).then((stream): Duplex | Promise<Duplex> => {
    opened = stream;
    return options.tls ? secured(stream, options) : stream;
  });
  try {
    return await Promise.race([opening, timeout]);
  } catch (error) {
    opened?.on('error', () => {}).destroy();
    opening.then(
      stream => stream.on('error', () => {}).destroy(),
      () => opened?.on('error', () => {}).destroy(),
    );
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

async function plain({ stream, socketPath, host = 'localhost', port = 5432 }: PostgresOptions): Promise<Duplex> {
  if (stream)
    return stream().catch(error => {
      throw stopped('PREFLIGHT_LOST', `cannot be reached through SSH: ${printable((error as Error).message)}`);
    });
  const socket = socketPath ? createConnection(socketPath) : createConnection({ host, port, noDelay: true, keepAlive: true });
  await once(socket, 'connect');
  return socket;
}

const SSL_REQUEST = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47]);

/** Asks for TLS, and goes on only with it. The certificate is verified here, before the driver says who we are. */
async function secured(stream: Duplex, { host = 'localhost', tls = {} }: PostgresOptions): Promise<TLSSocket> {
  if (tls.ca !== undefined && !tls.ca.includes('-----BEGIN CERTIFICATE-----'))
    throw stopped('PREFLIGHT_REFUSED', 'cannot be verified: the CA that was given is no certificate in PEM');
  stream.write(SSL_REQUEST);
  const answer = await firstChunk(stream);
  // More than one byte before TLS is what somebody in between would put into the encrypted answer.
  if (answer.length !== 1 || answer[0] !== 0x53) throw stopped('PREFLIGHT_REFUSED', 'does not offer TLS, and without it nothing is sent');
  const { ca, cert, key, verify = true } = tls;
  const options: ConnectionOptions = {
    socket: stream,
    host,
    ...(/^[\d.]+$|:/.test(host) ? {} : { servername: host }),
    rejectUnauthorized: verify,
    minVersion: 'TLSv1.2',
    ...(ca !== undefined && { ca }),
    ...(cert !== undefined && key !== undefined && { cert, key }),
  };
  const socket = connect(options);
  await once(socket, 'secureConnect');
  return socket;
}

async function firstChunk(stream: Duplex): Promise<Buffer> {
  const ended = new AbortController();
  const gone = once(stream, 'close', { signal: ended.signal }).then(() => {
    throw stopped('PREFLIGHT_LOST', 'closed the connection');
  });
  try {
    const [chunk] = (await Promise.race([once(stream, 'data', { signal: ended.signal }), gone])) as [Buffer];
    stream.pause();
    return chunk;
  } finally {
    gone.catch(() => {});
    ended.abort();
  }
}
