import check from '../../../checks/ovirt/setup-preview-outdated.ts';
import { cases } from '../../support/cases.ts';

const stored = (value: string) => `[environment:default]\nOVESETUP_CONFIG/sanWipeAfterDelete=${value}\n`;
const option = (value: string) => [{ option_name: 'SANWipeAfterDelete', option_value: value, version: 'general' }];
const path = '/etc/ovirt-engine-setup.conf.d/20-setup-ovirt-post.conf';

cases(check, {
  on: { from: '4.3.10.4', to: '4.3.11.4', phase: 'pre' },
  passes: {
    'both false': { given: { configuration: stored('bool:False'), options: option('false') } },
    'both true, written otherwise': { given: { configuration: stored('bool:True'), options: option('TRUE') } },
    'a false of old setups': { given: { configuration: stored('bool:0'), options: option('false') } },
  },
  fails: {
    'changed by engine-config: the example of the guide': {
      given: { configuration: stored('bool:False'), options: option('true') },
      finds: [{ message: 'differs', data: { stored: 'False', used: 'true' }, object: 'option SANWipeAfterDelete', path, remedy: 'stays' }],
    },
    'the other way round': {
      given: { configuration: stored('bool:True'), options: option('false') },
      finds: [{ message: 'differs', data: { stored: 'True', used: 'false' }, object: 'option SANWipeAfterDelete', path }],
    },
  },
  skips: {
    'never set up': { given: { options: option('false') }, because: 'never' },
    'the key is not there': { given: { configuration: '[environment:default]\n', options: option('true') }, because: 'no value' },
    'the value is not set': { given: { configuration: stored('none:None'), options: option('true') }, because: 'no value' },
  },
  unknown: {
    'the option is for one level only': {
      given: { configuration: stored('bool:False'), options: [{ option_name: 'SANWipeAfterDelete', option_value: 'false', version: '4.3' }] },
      because: 'has no option SANWipeAfterDelete',
    },
    'the database denies it': {
      given: { configuration: stored('bool:False'), options: { status: 'denied', reason: 'GRANT SELECT is missing' } },
      because: 'GRANT SELECT',
    },
  },
});
