import type { FailureStatus } from '../../model/answer.ts';

/** What the way to a database server may say, whichever server it is: by the code of the error, how it ends and in what words. */
export const SOCKET_ERRORS: readonly (readonly [string, readonly [FailureStatus, string]])[] = [
  ['ECONNREFUSED', ['unreachable', 'refuses the connection: is the server running there?']],
  ['ENOENT', ['unreachable', 'is not there: no such socket']],
  ['EACCES', ['denied', 'is a socket that this user may not open']],
  ['ENOTFOUND', ['unreachable', 'cannot be found: the name has no address']],
  ['EAI_AGAIN', ['unreachable', 'cannot be found: the name service does not answer']],
  ['EHOSTUNREACH', ['unreachable', 'cannot be reached: no route']],
  ['ENETUNREACH', ['unreachable', 'cannot be reached: no route']],
  ['ETIMEDOUT', ['timeout', 'did not answer in time']],
  ['ECONNRESET', ['unreachable', 'closed the connection']],
  ['EPIPE', ['unreachable', 'closed the connection']],
];

/** Ends that preflight itself makes, by the code of the error. */
export const OWN_ENDS = {
  PREFLIGHT_TIMEOUT: 'timeout',
  PREFLIGHT_ROWS: 'too-large',
  PREFLIGHT_BYTES: 'too-large',
  PREFLIGHT_REFUSED: 'failed',
  PREFLIGHT_LOST: 'unreachable',
} as const satisfies Record<string, FailureStatus>;

export const isOwnEnd = (code: string): code is keyof typeof OWN_ENDS => Object.hasOwn(OWN_ENDS, code);
