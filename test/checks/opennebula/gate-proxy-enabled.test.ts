import check from '../../../checks/opennebula/gate-proxy-enabled.ts';
import { cases } from '../../support/cases.ts';
import { DENIED } from './hosts.ts';
import { link } from './support.ts';

const LINK = '/etc/systemd/system/multi-user.target.wants/opennebula-gate-proxy.service';

cases(check, {
  on: { from: '6.8.0', to: '7.0.1', phase: 'pre' },
  passes: { 'it is not enabled': { given: { links: [] } } },
  fails: {
    'it is': {
      given: { links: [link(LINK, '/usr/lib/systemd/system/opennebula-gate-proxy.service')] },
      finds: [{ message: 'enabled', data: { path: LINK }, host: 'node', object: 'opennebula-gate-proxy', remedy: 'systemctl disable --now' }],
    },
  },
  skips: { 'no node answered': { given: { links: { on: {} } }, because: 'no virtualization node' } },
  unknown: { denied: { given: { links: DENIED }, because: 'permission denied' } },
});
