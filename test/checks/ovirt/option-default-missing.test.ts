import check from '../../../checks/ovirt/option-default-missing.ts';
import { cases } from '../../support/cases.ts';

const options = [{ option_name: 'FooBar', version: 'general' }];
const object = 'option FooBar (general)';

cases(check, {
  on: { from: '4.4.10.7', to: '4.5.0.8', phase: 'pre' },
  passes: { 'all have one': { given: { options: [] } } },
  fails: {
    '4.5.0 fails there': {
      given: { options },
      finds: [{ message: 'breaks', data: { name: 'FooBar', level: 'general', target: '4.5.0.8' }, object }],
    },
    '4.5.1 fills it': {
      given: { options },
      to: '4.5.1',
      finds: [{ message: 'filled', data: { name: 'FooBar', level: 'general' }, object, remedy: 'Nothing needs to be done' }],
    },
    'any 4.5': { given: { options }, to: '4.5', finds: [{ message: 'filled', data: { name: 'FooBar', level: 'general' }, object }] },
  },
  unknown: { denied: { given: { options: { status: 'denied', reason: 'permission denied for table vdc_options' } }, because: 'vdc_options' } },
});
