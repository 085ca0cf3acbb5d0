import type { Failure, FailureStatus } from '../../model/answer.ts';
import { isOwnEnd, OWN_ENDS, SOCKET_ERRORS } from '../sql/server-errors.ts';

/** What the driver, the network and this folder throw. Errors of the server have an SQLSTATE of five characters as `code`. */
export interface PostgresError extends Error {
  readonly code?: string;
}

/** Reasons of our own to stop, told apart by `code`. */
export const stopped = (code: keyof typeof OWN_ENDS, message: string): PostgresError => Object.assign(new Error(message), { code });

/** The same in every version and language of the server. A database that is not there is no table that is not there, so it is not absent. */
const BY_STATE: ReadonlyMap<string, readonly [FailureStatus, string]> = new Map([
  ['28P01', ['denied', 'does not accept the password']],
  ['28000', ['denied', 'denies access']],
  ['3D000', ['failed', 'has no such database']],
  ['42501', ['denied', 'denies reading the table']],
  ['42P01', ['absent', 'has no such table']],
  ['42703', ['absent', 'has no such column']],
  ['53300', ['unreachable', 'has too many connections']],
  ['55P03', ['timeout', 'waited too long for a lock that another session holds']],
  ['57014', ['timeout', 'stopped the statement at its time limit']],
  ['57P01', ['unreachable', 'is shutting down']],
  ['57P02', ['unreachable', 'has crashed']],
  ['57P03', ['unreachable', 'is starting or shutting down']],
]);

const BY_CODE: ReadonlyMap<string, readonly [FailureStatus, string]> = new Map([
  ...SOCKET_ERRORS,
  ['CERT_HAS_EXPIRED', ['failed', 'has a certificate that has expired']],
  ['ERR_TLS_CERT_ALTNAME_INVALID', ['failed', 'has a certificate for another name']],
]);

/**
 * An error as a failure. `place` names the server, `what` is what was being done (`table public.vds_static`). What the server said is added,
 * cut and without the password.
 */
export function failureOf(error: unknown, place: string, what: string, secret?: string): Failure {
  const { code = '', message } = error as PostgresError;
  if (isOwnEnd(code)) return { status: OWN_ENDS[code], reason: `${what}: ${place} ${message}` };
  const [status, words] = BY_STATE.get(code) ?? BY_CODE.get(code) ?? byShape(code, message) ?? ['failed', 'failed'];
  return { status, reason: `${what}: ${place} ${words} (${said(error as PostgresError, secret)})` };
}

/** Broken off by us, because the answer was too large. */
export const isCut = ({ code }: PostgresError): boolean => code === 'PREFLIGHT_BYTES' || code === 'PREFLIGHT_ROWS';

/** The server cannot be asked anything more in this session. Of what a server says in a session that goes on, the state is not one of these. */
export const isLost = ({ code = '' }: PostgresError): boolean => !/^(?!57P|08)(?=.*\d)[0-9A-Z]{5}$/.test(code) && code !== 'PREFLIGHT_ROWS';

function byShape(code: string, message: string): readonly [FailureStatus, string] | undefined {
  if (/CERT|SELF_SIGNED|UNABLE_TO_|^ERR_TLS|^ERR_SSL|^ERR_OSSL|^EPROTO/.test(code))
    return ['failed', 'has a certificate or TLS that cannot be verified'];
  if (/^SASL|SCRAM/.test(message)) return ['denied', 'and this account could not agree on the password'];
  return /^Connection terminated/.test(message) ? ['unreachable', 'closed the connection'] : undefined;
}

/** `28P01: password authentication failed for user "x"`: at most 200 characters of one line. */
function said({ code, message }: PostgresError, secret?: string): string {
  const text = secret ? message.replaceAll(secret, '…') : message;
  return `${code ?? 'error'}: ${printable(text).slice(0, 200)}`;
}

/** Without characters that steer a terminal. */
export const printable = (text: string): string => text.replaceAll(/[\u0000-\u001f\u007f-\u009f]+/g, ' ');
