import type { Failure, FailureStatus } from '../../model/answer.ts';
import { isOwnEnd, OWN_ENDS, SOCKET_ERRORS } from '../sql/server-errors.ts';

/** What the driver, the network and this folder throw. Server errors have a number. */
export interface MysqlError extends Error {
  readonly code?: string;
  readonly errno?: number;
  readonly fatal?: boolean;
}

/** Reasons of our own to stop, told apart by `code`. */
export const stopped = (code: keyof typeof OWN_ENDS, message: string): MysqlError => Object.assign(new Error(message), { code, fatal: true });

/** By the numbers of the server, which are the same in every version and language. */
const BY_NUMBER: ReadonlyMap<number, readonly [FailureStatus, string]> = new Map([
  [1040, ['unreachable', 'has too many connections']],
  [1044, ['denied', 'denies access to the database']],
  [1045, ['denied', 'denies access']],
  [1049, ['absent', 'has no such database']],
  [1053, ['unreachable', 'is shutting down']],
  [1129, ['denied', 'has blocked this host because of many connection errors']],
  [1130, ['denied', 'does not let this host connect']],
  [1142, ['denied', 'denies reading the table']],
  [1143, ['denied', 'denies reading a column']],
  [1146, ['absent', 'has no such table']],
  [1054, ['absent', 'has no such column']],
  [1205, ['timeout', 'waited too long for a lock that another session holds']],
  [1227, ['denied', 'denies the statement']],
  [1251, ['failed', 'wants a way of authentication that is too old']],
  [1356, ['failed', 'has there a view of something that is gone']],
  [1317, ['unreachable', 'was told to stop the statement']],
  [1698, ['denied', 'denies access']],
  [1820, ['denied', 'wants the password of the account to be changed']],
  [1862, ['denied', 'says that the password of the account has expired']],
  [1927, ['unreachable', 'closed the connection, because somebody killed it']],
  [1969, ['timeout', 'stopped the statement at its time limit']],
  [3024, ['timeout', 'stopped the statement at its time limit']],
  [3118, ['denied', 'says that the account is locked']],
  [4151, ['denied', 'says that the account is locked']],
]);

const BY_CODE: ReadonlyMap<string, readonly [FailureStatus, string]> = new Map([
  ...SOCKET_ERRORS,
  ['PROTOCOL_CONNECTION_LOST', ['unreachable', 'closed the connection']],
  ['PROTOCOL_UNEXPECTED_PACKET', ['failed', 'does not speak the MySQL protocol']],
  ['HANDSHAKE_NO_SSL_SUPPORT', ['failed', 'does not offer TLS, and without it nothing is sent']],
  ['HANDSHAKE_SSL_ERROR', ['failed', 'has a certificate or TLS that cannot be verified']],
  ['MYSQL_CLEAR_PASSWORD_NOT_ENABLED', ['failed', 'asks for the password in clear text, which is refused']],
  ['HANDSHAKE_UNKNOWN_ERROR', ['failed', 'does not speak the MySQL protocol']],
]);

/**
 * An error as a failure. `place` names the server, `what` is what was being done (`table cloud.host`).
 * What the server said is added, cut and without the password.
 */
export function failureOf(error: unknown, place: string, what: string, secret?: string): Failure {
  const { code = '', errno = 0, message } = error as MysqlError;
  if (isOwnEnd(code)) return { status: OWN_ENDS[code], reason: `${what}: ${place} ${message}` };
  const known = BY_NUMBER.get(errno) ?? BY_CODE.get(code) ?? byShape(code, message);
  const [status, words] = known ?? ['failed', 'failed'];
  return { status, reason: `${what}: ${place} ${words} (${said(error as MysqlError, secret)})` };
}

/** Broken off by us, because the answer was too large. */
export const isCut = ({ code }: MysqlError): boolean => code === 'PREFLIGHT_BYTES' || code === 'PREFLIGHT_ROWS';

/** The server cannot be asked anything more in this session. */
export const isLost = ({ code = '', errno = 0, fatal }: MysqlError): boolean =>
  fatal === true || [1053, 1927, 2006, 2013].includes(errno) || /^(E[A-Z]+|PROTOCOL_\w+)$/.test(code);

function byShape(code: string, message: string): readonly [FailureStatus, string] | undefined {
  if (/CERT|SELF_SIGNED|UNABLE_TO_|^ERR_TLS|^ERR_SSL|^ERR_OSSL/.test(code)) return BY_CODE.get('HANDSHAKE_SSL_ERROR');
  const plugin = /unknown plugin (\w{1,60})/.exec(message)?.[1];
  if (plugin)
    return [
      'failed',
      `wants the authentication plugin ${plugin}, which is not supported: use an account with mysql_native_password or caching_sha2_password`,
    ];
  return undefined;
}

/** `1045 Access denied for user 'x'@'localhost'`: at most 200 characters of one line. */
export function said({ code, errno = 0, message }: MysqlError, secret?: string): string {
  // The network's numbers are negative, and differ from one system to another.
  const number = errno > 0 ? errno : (code ?? 'error');
  const text = secret ? message.replaceAll(secret, '…') : message;
  const line = oneLine(text);
  return line === '' ? `${number}` : `${number}: ${line}`;
}

/** At most 200 characters without those that steer a terminal. */
const oneLine = (text: string): string => printable(text).slice(0, 200);

/** Without characters that steer a terminal. Uncut: what preflight itself says of an SSH connection ends with what to do. */
export const printable = (text: string): string => text.replaceAll(/[\u0000-\u001f\u007f-\u009f]+/g, ' ');
