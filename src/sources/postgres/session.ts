import type { Duplex } from 'node:stream';
import type { Client } from 'pg';
import type { TableLimits } from '../sql/limits.ts';
import { metered } from '../sql/meter.ts';
import { assertReadOnly } from '../sql/read-only.ts';
import type { Statement } from '../sql/statement.ts';
import { isLost, type PostgresError, stopped } from './errors.ts';
import { isPrivate, type PostgresOptions } from './options.ts';
import { openStream } from './stream.ts';

/** Values in the order of the columns, as the server prints them. */
export type Values = readonly (string | null)[];

/** A connection that is logged in. One statement at a time. */
export interface Session {
  /** The rows of one statement of the allow-list. Rejects with a `PostgresError`; never with a part of the rows. */
  run(statement: Statement): Promise<readonly Values[]>;
  /** False where nothing can be asked any more. */
  isAlive(): boolean;
  close(): Promise<void>;
}

/** Connects and logs in. Rejects with a `PostgresError`. */
export async function login(options: PostgresOptions, limits: TableLimits, password: string | undefined): Promise<Session> {
  const { default: pg } = await import('pg');
  const milliseconds = limits.connectSeconds * 1000;
  const meter = metered(await openStream(options, milliseconds), () => stopped('PREFLIGHT_BYTES', `sent more than ${limits.maxBytes} bytes`));
  meter.allow(limits.maxBytes);
  const client = new pg.Client({
    stream: () => asSocket(meter.stream),
    host: options.host ?? 'localhost',
    port: options.port ?? 5432,
    user: options.user,
    database: options.database,
    // A function, because without one the driver looks for it in files and variables of whoever runs preflight.
    password: () => password ?? '',
    ssl: false,
    options: '-c default_transaction_read_only=on',
    application_name: 'preflight',
    client_encoding: 'UTF8',
  });
  refuseClearText(client, options);
  const session = sessionOf(client, meter, limits);
  try {
    await session.connected(milliseconds);
    return session;
  } catch (error) {
    meter.stream.on('error', () => {}).destroy();
    throw error;
  }
}

/** What the driver wants of a socket that it connects itself; ours is connected. */
function asSocket(stream: Duplex): Duplex {
  const listen = stream.on.bind(stream);
  const guarded = (event: string, listener: (...values: unknown[]) => void) => listen(event, event === 'data' ? careful(stream, listener) : listener);
  return Object.assign(stream, {
    on: guarded,
    setNoDelay: () => stream,
    setKeepAlive: () => stream,
    ref: () => stream,
    unref: () => stream,
    connect: () => process.nextTick(() => stream.emit('connect')),
  });
}

/** The driver throws where it reads what is not its protocol; nobody could catch that there. */
const careful =
  (stream: Duplex, listener: (...values: unknown[]) => void) =>
  (...values: unknown[]): void => {
    try {
      listener(...values);
    } catch {
      stream.destroy(stopped('PREFLIGHT_REFUSED', 'does not speak the PostgreSQL protocol'));
    }
  };

/** The driver gives the password to whoever asks for it. */
function refuseClearText(client: Client, options: PostgresOptions): void {
  if (isPrivate(options)) return;
  Object.assign(client, {
    _handleAuthCleartextPassword: () => {
      client.connection.stream.destroy(stopped('PREFLIGHT_REFUSED', 'asks for the password in clear text, which is refused'));
    },
  });
}

interface Connecting extends Session {
  connected(milliseconds: number): Promise<void>;
}

function sessionOf(client: Client, meter: ReturnType<typeof metered>, limits: TableLimits): Connecting {
  let isAlive = true;
  let onEnd: ((error: PostgresError) => void) | undefined;
  const end = (error: PostgresError): void => {
    isAlive = false;
    meter.stream.destroy(error);
    onEnd?.(error);
  };
  client.on('error', end);
  client.on('end', () => end(stopped('PREFLIGHT_LOST', 'closed the connection')));
  /** Who breaks off says why to the stream; the driver hears only that it was closed. */
  const cause = (error: unknown): PostgresError => {
    const { errored } = meter.stream as { readonly errored?: PostgresError | null };
    return errored?.code?.startsWith('PREFLIGHT_') ? errored : (error as PostgresError);
  };

  const within = async <T>(seconds: number, work: Promise<T>): Promise<T> => {
    const timer = setTimeout(() => end(stopped('PREFLIGHT_TIMEOUT', `did not answer within ${seconds} s`)), seconds * 1000);
    const lost = new Promise<never>((_, reject) => {
      onEnd = reject;
    });
    work.catch(() => {});
    try {
      return await Promise.race([work, lost]);
    } catch (thrown) {
      const error = cause(thrown);
      if (isLost(error)) end(error);
      throw error;
    } finally {
      clearTimeout(timer);
      onEnd = undefined;
    }
  };
  return {
    connected: milliseconds =>
      within(
        milliseconds / 1000,
        client.connect().then(() => undefined),
      ),
    isAlive: () => isAlive,
    run: async ({ sql, values }) => {
      assertReadOnly(sql, 'postgres');
      if (!isAlive) throw stopped('PREFLIGHT_LOST', 'had closed the connection before');
      meter.allow(limits.maxBytes);
      const asked = client.query<(string | null)[]>({ text: sql, values: [...values], rowMode: 'array', types: AS_TEXT });
      // The server has its own limit; this one, a little later, is for a server that is silent.
      const { rows } = await within(limits.answerSeconds + 2, asked);
      if (rows.length > limits.maxRows) throw stopped('PREFLIGHT_ROWS', `has more than ${limits.maxRows} rows, which is the limit`);
      return rows ?? [];
    },
    close: () => goodbye(client, meter.stream, () => (isAlive = false)),
  };
}

/** Numbers, dates and all else as the server prints them. */
const AS_TEXT = { getTypeParser: () => (value: string | Buffer) => value.toString() } as unknown as NonNullable<
  ConstructorParameters<typeof Client>[0] & object
>['types'] &
  object;

/** Takes leave, so that the server does not log a lost connection; but does not wait long for it. */
const goodbye = (client: Client, stream: Duplex, onClose: () => void): Promise<void> =>
  new Promise(resolve => {
    onClose();
    if (stream.destroyed) return resolve();
    const timer = setTimeout(() => stream.destroy(), 500);
    stream.once('close', () => {
      clearTimeout(timer);
      resolve();
    });
    client.end().catch(() => {});
  });
