import { createConnection } from 'node:net';
import type { Duplex } from 'node:stream';
import { printable, stopped } from './errors.ts';
import type { MysqlOptions } from './options.ts';

/** The bytes to the server: a channel of SSH, a Unix socket or TCP. A channel that comes too late is closed. */
export async function openStream(options: MysqlOptions, milliseconds: number): Promise<Duplex> {
  if (!options.stream) return socket(options);
  const opening = options.stream().catch(error => {
    throw stopped('PREFLIGHT_LOST', `cannot be reached through SSH: ${printable((error as Error).message)}`);
  });
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(stopped('PREFLIGHT_TIMEOUT', `could not be reached within ${milliseconds / 1000} s`)), milliseconds);
  });
  try {
    return await Promise.race([opening, late]);
  } catch (error) {
    opening.then(
      stream => stream.on('error', () => {}).destroy(),
      () => {},
    );
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

const socket = ({ socketPath, host = 'localhost', port = 3306 }: MysqlOptions): Duplex =>
  socketPath ? createConnection(socketPath) : createConnection({ host, port, noDelay: true, keepAlive: true });
