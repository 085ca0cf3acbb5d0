import check from '../../../checks/opennebula/service-unit-missing.ts';
import { cases } from '../../support/cases.ts';
import { frontend } from './support.ts';
import { systemctl } from './units.ts';

const here = frontend('7.2.0');

cases(check, {
  on: { from: '6.10.2', to: '7.2.0', phase: 'post' },
  passes: {
    'all that the server package ships': { given: { ...here, units: systemctl({}) } },
    'masked is there': { given: { ...here, units: systemctl({ 'opennebula-hem.service': 'masked' }) } },
    'units of packages that need not be installed': {
      given: { ...here, units: systemctl({ 'opennebula-flow.service': 'not-found' }) },
      phase: 'installed',
    },
  },
  fails: {
    'a timer is missing': {
      given: { ...here, units: systemctl({ 'opennebula-showback.timer': 'not-found' }) },
      finds: [
        {
          message: 'missing',
          data: { unit: 'opennebula-showback.timer' },
          host: 'frontend',
          object: 'opennebula-showback.timer',
          remedy: 'daemon-reload',
        },
      ],
    },
  },
  unknown: { 'no answer': { given: { ...here, units: { status: 'unreachable', reason: 'no route' } }, because: 'no route' } },
});
