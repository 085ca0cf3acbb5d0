import check from '../../../checks/opennebula/remotes-owner-wrong.ts';
import { cases } from '../../support/cases.ts';
import { frontend, type Path } from './support.ts';

const here = frontend('6.10.2');
const REMOTES = '/var/lib/one/remotes';
const driver = (path: string, over: Path = {}): Path => ({ path: `${REMOTES}${path}`, owner: 'oneadmin', group: 'oneadmin', mode: '0750', ...over });
const folders = [driver('', { type: 'directory' })];
const at = { host: 'frontend', object: REMOTES, path: REMOTES };

cases(check, {
  on: { from: '6.10.2', to: '7.0.1', phase: 'pre' },
  passes: {
    'all of oneadmin': { given: { ...here, folders, files: [driver('/vmm', { type: 'directory' }), driver('/vmm/kvm', { group: 'root' })] } },
    'the configuration is another matter': { given: { ...here, folders, files: [driver('', { path: '/etc/one/oned.conf', owner: 'root' })] } },
    'a name that only begins alike': { given: { ...here, folders, files: [driver('', { path: `${REMOTES}.old/x`, owner: 'root' })] }, phase: 'post' },
  },
  fails: {
    'a directory of root and what is in it': {
      given: { ...here, folders, files: [driver('/im', { type: 'directory', owner: 'root' }), driver('/im/probe', { owner: 'root' }), driver('/x')] },
      finds: [{ message: 'others', data: { count: 2, files: `${REMOTES}/im, ${REMOTES}/im/probe` }, ...at, remedy: 'chown -R oneadmin:oneadmin' }],
    },
    'the directory itself': {
      given: { ...here, folders: [driver('', { type: 'directory', owner: '1001' })], files: [] },
      finds: [{ message: 'others', data: { count: 1, files: REMOTES }, ...at }],
    },
    'oneadmin may not read its own': {
      given: {
        ...here,
        folders,
        files: [driver('/a', { mode: '0050' }), driver('/d', { type: 'directory', mode: '0640' }), driver('/l', { type: 'link', mode: '0000' })],
      },
      finds: [{ message: 'closed', data: { count: 2, files: `${REMOTES}/a, ${REMOTES}/d` }, ...at, remedy: 'u+rX' }],
    },
  },
  unknown: {
    'it may not be listed': { given: { ...here, folders, files: { status: 'denied', reason: 'permission denied' } }, because: 'permission denied' },
  },
});
