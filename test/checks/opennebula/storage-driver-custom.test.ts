import check from '../../../checks/opennebula/storage-driver-custom.ts';
import { cases } from '../../support/cases.ts';
import { DENIED } from './hosts.ts';
import { directory, file, link } from './support.ts';

const REMOTES = '/var/lib/one/remotes';
const shipped = ['datastore/fs', 'datastore/ceph', 'tm/ssh', 'tm/qcow2', 'tm/vcenter', 'tm/lib'].map(path => directory(`${REMOTES}/${path}`));
const found = (path: string) => ({ message: 'custom', data: { path }, host: 'frontend', path, object: `driver ${path}`, remedy: path }) as const;

cases(check, {
  on: { from: '6.6.3', to: '7.0.1', phase: 'pre' },
  passes: {
    'those that are shipped': { given: { drivers: shipped } },
    'a program beside them': { given: { drivers: [...shipped, file(`${REMOTES}/tm/tm_common.sh`), file(`${REMOTES}/datastore/libfs.sh`)] } },
  },
  fails: {
    'one of an addon, in both places': {
      given: { drivers: [...shipped, directory(`${REMOTES}/datastore/storpool`), directory(`${REMOTES}/tm/storpool`)] },
      finds: [found(`${REMOTES}/datastore/storpool`), found(`${REMOTES}/tm/storpool`)],
    },
    'a link, with a hostile name': {
      given: { drivers: [link(`${REMOTES}/tm/__proto__\u001b[2J`, '/opt/x')] },
      finds: [found(`${REMOTES}/tm/__proto__\u001b[2J`)],
    },
  },
  unknown: { denied: { given: { drivers: DENIED }, because: 'permission denied' } },
});
