import check from '../../../checks/release/checksum-mismatch.ts';
import { cases } from '../../support/cases.ts';

const path = 'x-1.0.tar.bz2';
const body = { path, size: 10, digests: {}, signatures: [] };
const sha512 = { file: `${path}.sha512`, digest: 'sha512', expected: 'aa', actual: 'aa', matches: true } as const;
const md5 = { file: `${path}.md5`, digest: 'md5', expected: 'bb', actual: 'bb', matches: true } as const;
const matched = { message: 'matched', data: { digest: 'sha512', path, checksums: `${path}.sha512` }, object: `${path}.sha512` } as const;
const matchedMd5 = { message: 'matched', data: { digest: 'md5', path, checksums: `${path}.md5` }, object: `${path}.md5` } as const;

cases(check, {
  on: { from: '0', to: '0', phase: 'pre' },
  passes: {},
  notes: {
    'a SHA-512 that is right': { given: { file: { ...body, checksums: [sha512] } }, finds: [matched] },
    'an MD5 beside it': { given: { file: { ...body, checksums: [md5, sha512] } }, finds: [matchedMd5, matched] },
  },
  fails: {
    'a SHA-512 of another file, although the MD5 is right': {
      given: { file: { ...body, checksums: [md5, { ...sha512, actual: 'cc', matches: false }] } },
      finds: [
        matchedMd5,
        {
          message: 'mismatch',
          data: { checksums: `${path}.sha512`, digest: 'sha512', path, expected: 'aa', actual: 'cc' },
          object: `${path}.sha512`,
          remedy: 'Do not install',
        },
        { message: 'onlyWeak', data: { path, digests: 'md5' }, object: path },
      ],
    },
    'an MD5 alone': {
      given: { file: { ...body, checksums: [md5] } },
      finds: [matchedMd5, { message: 'onlyWeak', data: { path, digests: 'md5' }, object: path }],
    },
    'no checksum at all': { given: { file: { ...body, checksums: [] } }, finds: [{ message: 'missing', data: { path }, object: path }] },
    'the right digest under another name': {
      given: { file: { ...body, checksums: [{ ...sha512, otherName: 'y-1.0.tar.bz2' }] } },
      finds: [matched, { message: 'otherName', data: { checksums: `${path}.sha512`, otherName: 'y-1.0.tar.bz2', path }, object: `${path}.sha512` }],
    },
  },
  unknown: {
    'a checksum file that is not one': {
      given: { file: { ...body, checksums: [{ file: `${path}.sha512`, problem: 'it is empty' }] } },
      because: 'it is empty',
    },
    'the file cannot be read': { given: { file: { status: 'denied', reason: 'EACCES' } }, because: 'EACCES' },
  },
});
