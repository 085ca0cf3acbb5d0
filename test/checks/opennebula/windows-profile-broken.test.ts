import check from '../../../checks/opennebula/windows-profile-broken.ts';
import { cases } from '../../support/cases.ts';
import { DENIED } from './hosts.ts';
import { directory } from './support.ts';

const path = '/etc/one/fireedge/sunstone/profiles/windows_optimized.yaml';

cases(check, {
  on: { from: '6.10.2', to: '7.0.1', phase: 'post' },
  passes: {
    mended: { given: { sizes: [{ path, size: 1437 }] } },
    'not there': { given: { sizes: [] } },
    'a directory of that size': { given: { sizes: [{ ...directory(path), size: 1419 }] } },
  },
  fails: {
    'as it came': {
      given: { sizes: [{ path, size: 1419 }] },
      finds: [{ message: 'broken', data: { path, size: 1419 }, host: 'frontend', path, remedy: 'known issues' }],
    },
  },
  unknown: { denied: { given: { sizes: DENIED }, because: 'permission denied' } },
});
