import check from '../../../checks/opennebula/service-down.ts';
import { cases } from '../../support/cases.ts';
import { cluster, frontend } from './support.ts';
import { systemctl } from './units.ts';

const here = frontend('7.0.1');
const at = (object: string, host = 'frontend') => ({ host, object });
const up = 'active enabled';
const FLOW = 'opennebula-flow.service';

cases(check, {
  on: { from: '6.10.2', to: '7.0.1', phase: 'post' },
  passes: {
    'all run': { given: { ...here, units: systemctl({ [FLOW]: up }, up) } },
    'one that is disabled does not run': { given: { ...here, units: systemctl({ [FLOW]: 'inactive disabled' }, up) } },
    'services that run for a moment only': {
      given: {
        ...here,
        units: systemctl({ 'opennebula-showback.service': 'inactive enabled', 'opennebula-ssh-socks-cleaner.service': 'inactive static' }, up),
      },
    },
    'a scheduler of 6.x and a web server are no business of this': {
      given: { ...here, units: systemctl({ 'opennebula-scheduler.service': 'failed enabled', 'nginx.service': 'inactive enabled' }, up) },
    },
  },
  fails: {
    'oned does not run, though nobody enabled it': {
      given: { ...here, units: systemctl({ 'opennebula.service': 'inactive disabled' }, up) },
      finds: [
        {
          message: 'down',
          data: { unit: 'opennebula.service', state: 'inactive' },
          ...at('opennebula.service'),
          remedy: 'systemctl start opennebula.service',
        },
      ],
    },
    'oned is not there': {
      given: { ...here, units: systemctl({ 'opennebula.service': 'not-found' }, up) },
      finds: [{ message: 'down', data: { unit: 'opennebula.service', state: 'not-found' }, ...at('opennebula.service') }],
    },
    'one failed that is disabled': {
      given: { ...here, units: systemctl({ [FLOW]: 'failed disabled' }, up) },
      finds: [{ message: 'failed', data: { unit: FLOW }, ...at(FLOW) }],
    },
    'one stops': {
      given: { ...here, units: systemctl({ [FLOW]: 'deactivating enabled' }, up) },
      finds: [{ message: 'down', data: { unit: FLOW, state: 'deactivating' }, ...at(FLOW) }],
    },
    'on a follower it may be right': {
      given: cluster(
        { fe1: { ...here, units: systemctl({ [FLOW]: up }, up) }, fe2: { ...here, units: systemctl({ [FLOW]: 'inactive enabled' }, up) } },
        ['oned', 'said', 'deb', 'rpm', 'shipped', 'units'],
      ),
      finds: [{ message: 'followerDown', data: { unit: FLOW, state: 'inactive', host: 'fe2' }, ...at(FLOW, 'fe2') }],
    },
  },
  unknown: { 'systemctl fails': { given: { ...here, units: { stdout: '', exit: 1 } }, because: 'exit status 1' } },
});
