import check from '../../../checks/opennebula/service-obsolete.ts';
import { cases } from '../../support/cases.ts';
import { frontend } from './support.ts';
import { systemctl } from './units.ts';

const here = frontend('7.0.1');
const SCHEDULER = 'opennebula-scheduler.service';
const at = (object: string) => ({ host: 'frontend', object });

cases(check, {
  on: { from: '6.10.2', to: '7.0.1', phase: 'post' },
  passes: {
    'none is left': { given: { ...here, units: systemctl({}) } },
    'masked, so that it can never run': { given: { ...here, units: systemctl({ [SCHEDULER]: 'masked masked' }) } },
  },
  fails: {
    'the old scheduler runs': {
      given: { ...here, units: systemctl({ [SCHEDULER]: 'active enabled' }) },
      finds: [{ message: 'schedulerRunning', data: { state: 'active' }, ...at(SCHEDULER), remedy: `disable --now ${SCHEDULER}` }],
    },
    'it is there and failed': {
      given: { ...here, units: systemctl({ [SCHEDULER]: 'failed enabled' }) },
      finds: [{ message: 'left', data: { unit: SCHEDULER, file: 'enabled', state: 'failed' }, ...at(SCHEDULER) }],
    },
    'Sunstone is left without a file that says anything': {
      given: { ...here, units: systemctl({ 'opennebula-sunstone.service': 'inactive' }) },
      finds: [
        { message: 'left', data: { unit: 'opennebula-sunstone.service', file: 'loaded', state: 'inactive' }, ...at('opennebula-sunstone.service') },
      ],
    },
  },
  unknown: { 'no answer': { given: { ...here, units: { status: 'timeout', reason: 'no answer in 30 s' } }, because: 'no answer' } },
});
