import check from '../../../checks/release/openpgp-signature-not-good.ts';
import { cases } from '../../support/cases.ts';

const path = 'x-1.0.tar.bz2';
const asc = `${path}.asc`;
const keyId = '0123456789ABCDEF';
const signer = 'Release Manager <rm@example.org>';
const good = {
  file: asc,
  status: 'good',
  keyId,
  fingerprint: `F${keyId}`,
  userId: signer,
  signedAt: '2024-01-01T00:00:00Z',
  keyAlgorithm: 'rsa4096',
  digest: 'sha512',
  weaknesses: [],
} as const;
const body = { path, size: 10, digests: {}, checksums: [], keys: { file: 'KEYS', count: 3, problems: [] } };
const at = { object: `${asc} ${keyId}` };
const who = { signature: asc, signer, signed: good.signedAt };
const signedBy = {
  message: 'signedBy',
  data: { signature: asc, signed: good.signedAt, signer, fingerprint: `F${keyId}`, algorithm: 'rsa4096', digest: 'sha512' },
  ...at,
} as const;
const given = (...signatures: object[]) => ({ given: { file: { ...body, signatures } as never } });

cases(check, {
  on: { from: '0', to: '0', phase: 'pre' },
  passes: {},
  notes: {
    'a good signature': { ...given(good), finds: [signedBy] },
    'a key that will expire': { ...given({ ...good, keyExpiresAt: '2030-01-01T00:00:00Z' }), finds: [signedBy] },
    'a second signature by a key that is not at hand': {
      ...given(good, { file: asc, status: 'unknown-key', keyId: 'FEDCBA9876543210', weaknesses: [] }),
      finds: [signedBy, { message: 'otherSigner', data: { signature: asc, keyId: 'FEDCBA9876543210' }, object: `${asc} FEDCBA9876543210` }],
    },
  },
  fails: {
    'no signature, which is never a good one': {
      ...given(),
      finds: [{ message: 'missing', data: { path }, object: path, remedy: 'Download the .asc' }],
    },
    'a bad one': {
      ...given({ file: asc, status: 'bad', keyId, weaknesses: [], problem: 'the digest differs' }),
      finds: [{ message: 'bad', data: { signature: asc, path, problem: 'the digest differs' }, ...at, remedy: 'Do not install' }],
    },
    'a bad one beside a good one': {
      ...given(good, { file: asc, status: 'bad', keyId, weaknesses: [] }),
      finds: [signedBy, { message: 'bad', data: { signature: asc, path, problem: 'no reason is given' }, ...at }],
    },
    'one that cannot be read': {
      ...given({ file: asc, status: 'unreadable', weaknesses: [], problem: 'it is not armored' }),
      finds: [{ message: 'unreadable', data: { signature: asc, problem: 'it is not armored' }, object: `${asc} unknown` }],
    },
    'a compromised key, although it signed before it was revoked': {
      ...given({ ...good, keyRevokedAt: '2025-01-01T00:00:00Z', keyRevocationReason: 'compromised' }),
      finds: [
        signedBy,
        { message: 'revokedKey', data: { ...{ signature: asc, signer }, revoked: '2025-01-01T00:00:00Z', reason: 'compromised' }, ...at },
      ],
    },
    'a superseded key that signed before': {
      ...given({ ...good, keyRevokedAt: '2025-01-01T00:00:00Z', keyRevocationReason: 'superseded' }),
      finds: [signedBy, { message: 'keyRevokedLater', data: { ...who, revoked: '2025-01-01T00:00:00Z', reason: 'superseded' }, ...at }],
    },
    'a superseded key that signed after': {
      ...given({ ...good, keyRevokedAt: '2023-01-01T00:00:00Z', keyRevocationReason: 'superseded' }),
      finds: [signedBy, { message: 'revokedKey', data: { signature: asc, signer, revoked: '2023-01-01T00:00:00Z', reason: 'superseded' }, ...at }],
    },
    'a key that expired after it signed': {
      ...given({ ...good, keyExpiresAt: '2025-01-01T00:00:00Z' }),
      finds: [signedBy, { message: 'keyExpired', data: { ...who, expired: '2025-01-01T00:00:00Z' }, ...at }],
    },
    'a key that had expired when it signed': {
      ...given({ ...good, keyExpiresAt: '2023-06-01T00:00:00Z' }),
      finds: [signedBy, { message: 'signedAfterExpiry', data: { ...who, expired: '2023-06-01T00:00:00Z' }, ...at }],
    },
    'a signature that has expired itself': {
      ...given({ ...good, signatureExpiresAt: '2025-01-01T00:00:00Z' }),
      finds: [signedBy, { message: 'signatureExpired', data: { signature: asc, signer, expired: '2025-01-01T00:00:00Z' }, ...at }],
    },
    'an old key and an old digest': {
      ...given({ ...good, weaknesses: ['sha1-digest', 'dsa-1024-key'] }),
      finds: [
        signedBy,
        {
          message: 'weak',
          data: { signature: asc, signer, weakness: 'it is over a SHA-1 digest, which can be forged with effort' },
          object: `${asc} ${keyId} sha1-digest`,
        },
        { message: 'weak', data: { signature: asc, signer, weakness: 'its DSA key has 1024 bits' }, object: `${asc} ${keyId} dsa-1024-key` },
      ],
    },
    'a KEYS file with a broken block, and a bad signature': {
      given: {
        file: {
          ...body,
          keys: { file: 'KEYS', count: 0, problems: ['block 1 is truncated'] },
          signatures: [{ file: asc, status: 'bad', keyId, weaknesses: [] }],
        } as never,
      },
      finds: [
        { message: 'bad', data: { signature: asc, path, problem: 'no reason is given' }, ...at },
        { message: 'keysProblem', data: { keys: 'KEYS', problem: 'block 1 is truncated' }, object: 'KEYS' },
      ],
    },
  },
  unknown: {
    'a key that is not in KEYS': {
      ...given({ file: asc, status: 'unknown-key', keyId, weaknesses: [] }),
      because: 'KEYS has 3 keys and not this one',
    },
    'no KEYS at all': {
      given: { file: { ...body, keys: undefined, signatures: [{ file: asc, status: 'unknown-key', keyId, weaknesses: [] }] } as never },
      because: 'there is no KEYS file',
    },
    'the file cannot be read': { given: { file: { status: 'denied', reason: 'EACCES' } }, because: 'EACCES' },
  },
});
