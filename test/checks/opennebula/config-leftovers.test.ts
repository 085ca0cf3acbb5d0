import check from '../../../checks/opennebula/config-leftovers.ts';
import { cases } from '../../support/cases.ts';
import { directory, file, frontend } from './support.ts';

const here = frontend('7.0.1');
const found = (path: string, remedy?: string) => ({
  message: path === '/etc/one/oned.conf.rpmsave' ? ('onedReplaced' as const) : ('leftover' as const),
  data: { file: path },
  host: 'frontend',
  object: path,
  path,
  ...(remedy !== undefined && { remedy }),
});
const VIEW = '/etc/one/fireedge/sunstone/views/admin/vm-tab.yaml';

cases(check, {
  on: { from: '6.10.2', to: '7.0.1', phase: 'installed' },
  passes: {
    'no leftovers': { given: { ...here, leftovers: [] } },
    'names that look like some': {
      given: {
        ...here,
        leftovers: ['/etc/one/x.rpm', '/etc/one/x.dpkg', '/etc/one/x.rpmsave.md', '/etc/one/x.rpc', '/etc/one/x.upc.conf'].map(file),
      },
    },
    'a directory of such a name': { given: { ...here, leftovers: [directory('/etc/one/views.rpmsave')] } },
  },
  fails: {
    'oned.conf was replaced': {
      given: { ...here, leftovers: [file('/etc/one/oned.conf.rpmsave')] },
      finds: [found('/etc/one/oned.conf.rpmsave', 'cp -a /etc/one/oned.conf /root/oned.conf.new\nmv /etc/one/oned.conf.rpmsave /etc/one/oned.conf')],
    },
    'oned.conf was kept, and the new one lies beside it': {
      given: { ...here, leftovers: [file('/etc/one/oned.conf.rpmnew')] },
      finds: [found('/etc/one/oned.conf.rpmnew', 'diff -u /etc/one/oned.conf /etc/one/oned.conf.rpmnew')],
    },
    'a copy that Debian kept': {
      given: { ...here, leftovers: [file('/etc/one/oned.conf.dpkg-old')] },
      phase: 'post',
      finds: [found('/etc/one/oned.conf.dpkg-old')],
    },
    'deep down, and in the drivers': {
      given: { ...here, leftovers: [file(`${VIEW}.ucf-dist`), file('/var/lib/one/remotes/etc/vmm/kvm/kvmrc.rpmsave')] },
      finds: [found(`${VIEW}.ucf-dist`, `diff -u ${VIEW} ${VIEW}.ucf-dist`), found('/var/lib/one/remotes/etc/vmm/kvm/kvmrc.rpmsave')],
    },
    'a hostile name': {
      given: { ...here, leftovers: [file("/etc/one/$(reboot)'\u001b[2J.dpkg-dist")] },
      finds: [
        found("/etc/one/$(reboot)'\u001b[2J.dpkg-dist", `diff -u '/etc/one/$(reboot)'\\''\u001b[2J' '/etc/one/$(reboot)'\\''\u001b[2J.dpkg-dist'`),
      ],
    },
  },
  skips: { 'no front-end': { given: { oned: [], leftovers: [] }, because: 'no front-end' } },
  unknown: {
    'the drivers may not be listed': {
      given: { ...here, leftovers: { status: 'denied', reason: '/var/lib/one: permission denied' } },
      because: 'configuration files that packages left behind on frontend: /var/lib/one',
    },
  },
});
