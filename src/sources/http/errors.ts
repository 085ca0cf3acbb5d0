import type { Failure, FailureStatus } from '../../model/answer.ts';

const BY_CODE: Readonly<Record<string, readonly [FailureStatus, string]>> = {
  ECONNREFUSED: ['unreachable', 'refuses the connection: is the service running there?'],
  ECONNRESET: ['unreachable', 'closed the connection before the end of the answer'],
  EPIPE: ['unreachable', 'closed the connection'],
  ENOTFOUND: ['unreachable', 'cannot be found: the name has no address'],
  EAI_AGAIN: ['unreachable', 'cannot be found: the name service does not answer'],
  EHOSTUNREACH: ['unreachable', 'cannot be reached: no route'],
  ENETUNREACH: ['unreachable', 'cannot be reached: no route'],
  ETIMEDOUT: ['timeout', 'did not answer in time'],
  HPE_HEADER_OVERFLOW: ['too-large', 'answers with headers that are too large'],
  ERR_TLS_CERT_ALTNAME_INVALID: ['failed', 'has a certificate for another name'],
  CERT_HAS_EXPIRED: ['failed', 'has a certificate that has expired'],
  ERR_INVALID_CHAR: ['failed', 'cannot be given these credentials: they have a character that no header may have'],
};

/** An error of the network, TLS or the HTTP parser as a failure. Nothing of the request but its place is said. */
export function failureOf(error: unknown, where: string): Failure {
  const { code = '' } = error as NodeJS.ErrnoException;
  const [status, words] = (Object.hasOwn(BY_CODE, code) && BY_CODE[code]) || byShape(code);
  return { status, reason: `${where} ${words}${code && ` (${code})`}` };
}

function byShape(code: string): readonly [FailureStatus, string] {
  if (/CERT|SELF_SIGNED|UNABLE_TO_|ISSUER/.test(code))
    return ['failed', 'has a certificate that cannot be verified: give the CA file of the installation'];
  if (/^(ERR_SSL|ERR_TLS|EPROTO|ERR_OSSL)/.test(code)) return ['failed', 'does not speak TLS as expected'];
  if (/^HPE_/.test(code)) return ['failed', 'does not speak HTTP'];
  if (/^(Z_|ERR__ERROR_FORMAT|ERR_)/.test(code)) return ['failed', 'gave an answer that cannot be decoded'];
  return ['failed', 'could not be asked'];
}

/** What a status that is not 2xx means; undefined where it is. */
export function statusFailure(status: number, where: string): Failure | undefined {
  if (status >= 200 && status < 300) return undefined;
  if (status === 401) return { status: 'denied', reason: `${where} does not accept the credentials (401)` };
  if (status === 403) return { status: 'denied', reason: `${where} may not be read with these credentials (403)` };
  if (status === 404 || status === 410) return { status: 'absent', reason: `${where} is not there (${status})` };
  return { status: 'failed', reason: `${where} answered with status ${status}` };
}
