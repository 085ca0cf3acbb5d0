import check from '../../../checks/opennebula/remotes-stray-files.ts';
import { cases } from '../../support/cases.ts';
import { directory, file, frontend } from './support.ts';

const here = frontend('6.10.2');
const REMOTES = '/var/lib/one/remotes';
const stray = (path: string, remedy?: string) => ({
  message: 'stray' as const,
  data: { path },
  host: 'frontend',
  object: path,
  path,
  ...(remedy !== undefined && { remedy }),
});

cases(check, {
  on: { from: '6.10.2', to: '7.0.1', phase: 'pre' },
  passes: {
    'nothing but drivers': {
      given: { ...here, files: [directory(`${REMOTES}/etc`), file(`${REMOTES}/etc/im/kvm-probes.d/x.conf`), file(`${REMOTES}/vmm/kvm/backup`)] },
    },
    'copies elsewhere': { given: { ...here, files: [file('/etc/one/oned.conf.bak'), file(`${REMOTES}/tm/etc.d`)] } },
  },
  fails: {
    'the copy that the guide has one make, once': {
      given: { ...here, files: [directory(`${REMOTES}/etc.2026-11-20`), file(`${REMOTES}/etc.2026-11-20/a.bak`)] },
      finds: [stray(`${REMOTES}/etc.2026-11-20`, `mv ${REMOTES}/etc.2026-11-20 /root/remotes/`)],
    },
    'what editors leave, in a name with a quote': {
      given: { ...here, files: [file(`${REMOTES}/vmm/o'brien~`), file(`${REMOTES}/im/kvm.d/probe.sh.orig`)] },
      phase: 'post',
      finds: [stray(`${REMOTES}/vmm/o'brien~`, `'${REMOTES}/vmm/o'\\''brien~'`), stray(`${REMOTES}/im/kvm.d/probe.sh.orig`)],
    },
  },
  unknown: { 'it may not be listed': { given: { ...here, files: { status: 'denied', reason: 'permission denied' } }, because: 'permission denied' } },
});
