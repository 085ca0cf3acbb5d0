import check from '../../../checks/opennebula/driver-changed.ts';
import { cases } from '../../support/cases.ts';
import { deb, frontend, rpm } from './support.ts';

const debian = { ...frontend('6.10.2'), deb: deb({ opennebula: '6.10.2' }) };
const redhat = { ...frontend('6.10.2'), rpm: rpm({ opennebula: '6.10.2' }) };
const DEPLOY = '/var/lib/one/remotes/vmm/kvm/deploy';
const changed = (path: string) => ({ message: 'changed' as const, data: { path }, host: 'frontend', object: path, path });

cases(check, {
  on: { from: '6.10.2', to: '7.0.1', phase: 'pre' },
  passes: {
    'nothing differs': { given: { ...debian, byDpkg: '' } },
    'only configuration differs': {
      given: {
        ...debian,
        byDpkg: { stdout: '??5?????? c /etc/one/oned.conf\n??5??????   /var/lib/one/remotes/etc/vnm/OpenNebulaNetwork.conf\n', exit: 1 },
      },
    },
    'other times and modes are no change': { given: { ...redhat, byRpm: { stdout: `.M.....T.    ${DEPLOY}\n`, exit: 1 } } },
  },
  fails: {
    'a driver differs (dpkg)': {
      given: { ...debian, byDpkg: { stdout: `??5??????   ${DEPLOY}\n`, exit: 1 } },
      finds: [{ ...changed(DEPLOY), remedy: `cp -a --parents ${DEPLOY} /root/changed-drivers/` }],
    },
    'one differs and one is gone (rpm), in a name with blanks and a quote': {
      given: { ...redhat, byRpm: { stdout: `S.5....T.    /var/lib/one/remotes/o'b rien\nmissing     ${DEPLOY}\nmissing   c /etc/one/x\n`, exit: 1 } },
      finds: [changed("/var/lib/one/remotes/o'b rien"), changed(DEPLOY)],
    },
  },
  skips: { 'no package': { given: frontend('6.10.2'), because: 'did not come from a package' } },
  unknown: {
    'rpm knows nothing': {
      given: { ...redhat, byRpm: { stdout: '', stderr: 'error: rpmdb open failed', exit: 1 } },
      because: 'nothing was verified (exit status 1): error: rpmdb open failed',
    },
  },
});
