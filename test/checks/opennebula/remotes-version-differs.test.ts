import check from '../../../checks/opennebula/remotes-version-differs.ts';
import { cases } from '../../support/cases.ts';
import { deb, file, frontend } from './support.ts';

const here = frontend('7.0.1');
const path = '/var/lib/one/remotes/VERSION';
const at = { host: 'frontend', object: path, path };

cases(check, {
  on: { from: '6.10.2', to: '7.0.1', phase: 'installed' },
  passes: {
    equal: { given: { ...here, remotes: '7.0.1\n' } },
    'equal, with blanks and without an end of line': { given: { ...here, remotes: ' 7.0.1' }, phase: 'post' },
    'a package says the version': { given: { oned: [file('/usr/bin/oned')], deb: deb({ opennebula: '7.0.1' }), remotes: '7.0.1' } },
  },
  fails: {
    'of the release before': {
      given: { ...here, remotes: '6.10.2\n' },
      finds: [{ message: 'differs', data: { path, version: '6.10.2', installed: '7.0.1' }, ...at, remedy: 'again' }],
    },
    'a hotfix is another version': {
      given: { ...here, remotes: '7.0.1.1' },
      finds: [{ message: 'differs', data: { path, version: '7.0.1.1', installed: '7.0.1' }, ...at }],
    },
    'not there': { given: here, finds: [{ message: 'missing', data: { path }, ...at }] },
  },
  unknown: {
    'it says something else': { given: { ...here, remotes: '\u001b[2J__proto__' }, because: 'says no version' },
    'nothing says what is installed': { given: { oned: [file('/usr/bin/oned')], remotes: '7.0.1' }, because: 'neither oned nor a package' },
  },
});
