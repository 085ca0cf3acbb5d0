import type { TLSSocket } from 'node:tls';
import type { Connection, TypeCastField } from 'mysql2';
import type { TableLimits } from '../sql/limits.ts';
import { type Meter, metered } from '../sql/meter.ts';
import { assertReadOnly } from '../sql/read-only.ts';
import { isLost, type MysqlError, stopped } from './errors.ts';
import { guardPackets } from './guard.ts';
import { driverOptions } from './login.ts';
import type { MysqlOptions } from './options.ts';
import { openStream } from './stream.ts';

/** Values in the order of the columns, as the server prints them. */
export type Values = readonly (string | null)[];

/** A connection that is logged in. One statement at a time. */
export interface Session {
  /** The rows of one statement of the allow-list. Rejects with a `MysqlError`; never with a part of the rows. */
  run(sql: string): Promise<readonly Values[]>;
  /** False where nothing can be asked any more. */
  isAlive(): boolean;
  close(): Promise<void>;
}

/** Connects and logs in. Rejects with a `MysqlError`. */
export async function login(options: MysqlOptions, limits: TableLimits, password: string | undefined): Promise<Session> {
  const mysql2 = (await import('mysql2')).default;
  const milliseconds = limits.connectSeconds * 1000;
  const meter = metered(await openStream(options, milliseconds), () => stopped('PREFLIGHT_BYTES', `sent more than ${limits.maxBytes} bytes`));
  meter.allow(limits.maxBytes);
  let connection: Connection | undefined;
  try {
    connection = mysql2.createConnection(driverOptions(mysql2, options, meter.stream, password, milliseconds));
    const session = sessionOf(connection, meter, limits);
    await connected(connection);
    return session;
  } catch (error) {
    meter.stream.on('error', () => {}).destroy();
    throw tlsError(error as MysqlError, connection) ?? error;
  }
}

/** A certificate that is refused closes the stream, and the driver hears that before it hears why. */
function tlsError({ code }: MysqlError, connection: Connection | undefined): MysqlError | undefined {
  const { stream } = (connection ?? {}) as { readonly stream?: Partial<TLSSocket> };
  if (code !== 'PROTOCOL_CONNECTION_LOST' || !stream?.encrypted || stream.authorized || !stream.errored) return undefined;
  return Object.assign(new Error(stream.errored.message), { code: 'HANDSHAKE_SSL_ERROR', fatal: true });
}

const connected = (connection: Connection): Promise<void> =>
  new Promise((resolve, reject) => {
    connection.once('connect', () => resolve());
    connection.once('error', reject);
  });

function sessionOf(connection: Connection, meter: Meter, limits: TableLimits): Session {
  let isAlive = true;
  let onEnd: ((error: MysqlError) => void) | undefined;
  const end = (error: MysqlError): void => {
    isAlive = false;
    // The error reaches the driver too, which otherwise would wait for the rest of the login.
    meter.stream.destroy(error);
    onEnd?.(error);
  };
  connection.on('error', end);
  guardPackets(connection, () => isAlive, end);

  const run: Session['run'] = async sql => {
    assertReadOnly(sql, 'mysql');
    if (!isAlive) throw stopped('PREFLIGHT_LOST', 'had closed the connection before');
    meter.allow(limits.maxBytes);
    // The server has its own limit where it can; this one, a little later, is for a server that is silent.
    const timer = setTimeout(
      () => end(stopped('PREFLIGHT_TIMEOUT', `did not answer within ${limits.answerSeconds} s`)),
      limits.answerSeconds * 1000 + 2000,
    );
    const lost = new Promise<never>((_, reject) => {
      onEnd = reject;
    });
    try {
      return await Promise.race([rowsOf(connection, sql, limits, end), lost]);
    } catch (thrown) {
      const error = isInfile(thrown as MysqlError)
        ? stopped('PREFLIGHT_REFUSED', 'asks for a file of this machine, which is refused')
        : (thrown as MysqlError);
      if (isLost(error)) end(error);
      throw error;
    } finally {
      clearTimeout(timer);
      onEnd = undefined;
    }
  };
  return { run, isAlive: () => isAlive, close: () => goodbye(connection, meter, () => (isAlive = false)) };
}

/** Takes leave, so that the server does not count an aborted connection; but does not wait long for it. */
const goodbye = (connection: Connection, { stream }: Meter, onClose: () => void): Promise<void> =>
  new Promise(resolve => {
    onClose();
    if (stream.destroyed) return resolve();
    const timer = setTimeout(() => stream.destroy(), 500);
    stream.once('close', () => {
      clearTimeout(timer);
      resolve();
    });
    connection.end(() => {});
  });

const rowsOf = (connection: Connection, sql: string, { maxRows }: TableLimits, stop: (error: MysqlError) => void): Promise<Values[]> =>
  new Promise((resolve, reject) => {
    const rows: Values[] = [];
    const tooMany = (): MysqlError => stopped('PREFLIGHT_ROWS', `has more than ${maxRows} rows, which is the limit`);
    const query = connection.query({ sql, rowsAsArray: true, typeCast: asText });
    query.on('error', reject);
    query.on('result', (row: unknown) => {
      // What is no row is the confirmation of a statement that returns none.
      if (Array.isArray(row)) rows.push(row as Values);
      // A statement asks for one row more than the limit; who sends yet another does not mind the limit.
      if (rows.length > maxRows + 1) stop(tooMany());
    });
    query.on('end', () => (rows.length > maxRows ? reject(Object.assign(tooMany(), { fatal: false })) : resolve(rows)));
  });

/** Numbers and dates as the server prints them; text comes in the character set of the session. */
const asText = (field: TypeCastField): string | null => field.buffer()?.toString('utf8') ?? null;

/** The driver refuses it, but goes on. */
const isInfile = ({ errno, message }: MysqlError): boolean => errno === undefined && message.includes('LOCAL INFILE');
