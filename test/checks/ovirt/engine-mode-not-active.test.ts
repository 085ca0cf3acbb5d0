import check from '../../../checks/ovirt/engine-mode-not-active.ts';
import { cases } from '../../support/cases.ts';

const mode = (value: string) => ({ options: [{ option_name: 'EngineMode', option_value: value, version: 'general' }] });

cases(check, {
  on: { from: '4.3.10', to: '4.3.11', phase: 'pre' },
  passes: { Active: { given: mode('Active') }, ACTIVE: { given: mode('ACTIVE') } },
  fails: {
    MAINTENANCE: {
      given: mode('MAINTENANCE'),
      finds: [{ message: 'notActive', data: { mode: 'MAINTENANCE' }, object: 'option EngineMode', remedy: 'engine-config -s EngineMode=Active' }],
    },
    'a hostile value': { given: mode('\u001b[2J'), finds: [{ message: 'notActive', data: { mode: '\u001b[2J' }, object: 'option EngineMode' }] },
  },
  unknown: {
    'no such option': { given: { options: [] }, because: 'no option EngineMode' },
    'for a level only': {
      given: { options: [{ option_name: 'EngineMode', option_value: 'Active', version: '4.3' }] },
      because: 'no option EngineMode',
    },
  },
});
