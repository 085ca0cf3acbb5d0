import check from '../../../checks/release/artifact-unusable.ts';
import { cases } from '../../support/cases.ts';

const body = { path: 'x-1.0.tar.bz2', size: 10, digests: {}, checksums: [], signatures: [] };

cases(check, {
  on: { from: '0', to: '0', phase: 'pre' },
  passes: { 'an archive': { given: { file: body }, inputs: { release: 'x-1.0.tar.bz2' } } },
  fails: {
    'a saved error page': {
      given: { file: { ...body, problem: 'it is a page of HTML' } },
      inputs: { release: 'x-1.0.tar.bz2' },
      finds: [
        {
          message: 'unusable',
          data: { path: 'x-1.0.tar.bz2', size: 10, problem: 'it is a page of HTML' },
          object: 'x-1.0.tar.bz2',
          remedy: 'Download the release again',
        },
      ],
    },
  },
  unknown: { 'it cannot be read': { given: { file: { status: 'denied', reason: 'EACCES' } }, because: 'EACCES' } },
});
