import check from '../../../checks/ovirt/engine-setup-outstanding.ts';
import { cases } from '../../support/cases.ts';
import { rpm } from './rpm.ts';

const by = (version: string) =>
  `[environment:default]\nOVESETUP_CORE/generatedByVersion=str:${version}\nOVESETUP_OVN/ovirtProviderOvnSecret=str:canary\n`;
const packages = (engine: string, setup: string) => rpm({ 'ovirt-engine': `${engine}-1.el7`, 'ovirt-engine-setup': `${setup}-1.el7` });

cases(check, {
  on: { from: '4.3.10.4', to: '4.3.11.4', phase: 'post' },
  passes: {
    'all three are the same': { given: { packages: packages('4.3.11.4', '4.3.11.4'), configuration: by('4.3.11.4') } },
    'a development build': { given: { packages: packages('4.5.8', '4.5.8'), configuration: by('4.5.8_master') } },
  },
  notes: {
    'before engine-setup it is expected': {
      phase: 'pre',
      given: { packages: packages('4.3.10.4', '4.3.11.4'), configuration: by('4.3.10.4') },
      finds: [
        { message: 'pending', data: { setup: '4.3.11.4', configured: '4.3.10.4' } },
        { message: 'engineWaits', data: { engine: '4.3.10.4', setup: '4.3.11.4' }, object: 'package ovirt-engine' },
      ],
    },
  },
  fails: {
    'engine-setup was not run': {
      given: { packages: packages('4.3.10.4', '4.3.11.4'), configuration: by('4.3.10.4') },
      finds: [
        { message: 'outstanding', data: { setup: '4.3.11.4', configured: '4.3.10.4' }, remedy: 'engine-setup' },
        { message: 'engineBehind', data: { engine: '4.3.10.4', setup: '4.3.11.4' }, object: 'package ovirt-engine' },
      ],
    },
    'it ran, and the packages are newer since: 4.3.9 is older than 4.3.10': {
      given: { packages: packages('4.3.10', '4.3.10'), configuration: by('4.3.9') },
      finds: [{ message: 'outstanding', data: { setup: '4.3.10', configured: '4.3.9' } }],
    },
    'the engine was updated without engine-setup, in any phase': {
      phase: 'pre',
      given: { packages: packages('4.3.11.4', '4.3.10.4'), configuration: by('4.3.10.4') },
      finds: [{ message: 'engineAhead', data: { engine: '4.3.11.4', setup: '4.3.10.4' }, object: 'package ovirt-engine', remedy: 'versionlock' }],
    },
  },
  skips: { 'never set up': { given: { packages: packages('4.3.10.4', '4.3.10.4') }, because: 'engine-setup has never ended well' } },
  unknown: {
    'the configuration does not say who wrote it': {
      given: { packages: packages('4.3.10.4', '4.3.10.4'), configuration: 'OVESETUP_CORE/generatedByVersion=none:None\n' },
      because: 'does not say which version',
    },
    'the engine is not installed': {
      given: { packages: rpm({ 'ovirt-engine-setup': '4.3.10.4-1.el7' }), configuration: by('4.3.10.4') },
      because: 'ovirt-engine is not installed',
    },
    'a version that is none': {
      given: { packages: packages('4.3.10.4', '4.3.10.4'), configuration: by('__proto__') },
      because: 'is no version of a package',
    },
    'the configuration may not be read': {
      given: { packages: packages('4.3.10.4', '4.3.10.4'), configuration: { status: 'denied', reason: 'permission denied' } },
      because: 'permission denied',
    },
  },
});
