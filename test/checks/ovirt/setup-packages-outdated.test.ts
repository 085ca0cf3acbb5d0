import check from '../../../checks/ovirt/setup-packages-outdated.ts';
import { cases } from '../../support/cases.ts';
import { rpm } from './rpm.ts';

const denied = { status: 'denied', reason: 'was not run; allow it with --allow-traces' } as const;
const current = rpm({ 'ovirt-engine-setup': '4.3.11.4-1.el7' });
const old = rpm({ 'ovirt-engine-setup': '4.3.10.4-1.el7' });
const updates = {
  exit: 100,
  stdout:
    '\novirt-engine-setup.noarch      4.3.11.5-1.el7      ovirt-4.3\novirt-engine-setup-plugin-ovirt-engine-common.noarch\n                               4.3.11.5-1.el7      ovirt-4.3\nObsoleting Packages\nx.noarch 1-1 y\n',
};

cases(check, {
  on: { from: '4.3.10.4', to: '4.3.11.4', phase: 'installed' },
  passes: {
    'they are of the target, and yum may not be asked': { given: { packages: current, updates: denied } },
    'they are newer than the target': { given: { packages: rpm({ 'ovirt-engine-setup': '4.3.11.10-1.el7' }), updates: denied } },
    'yum has nothing newer': { given: { packages: current, updates: '' }, to: '4.3' },
  },
  fails: {
    'they are older than the target': {
      given: { packages: old, updates: denied },
      finds: [
        {
          message: 'older',
          data: { installed: '4.3.10.4', target: '4.3.11.4' },
          object: 'package ovirt-engine-setup',
          remedy: 'yum update ovirt\\*setup\\*',
        },
      ],
    },
    'the repositories have newer ones, some on two lines': {
      given: { packages: current, updates },
      finds: [
        {
          message: 'outdated',
          data: { name: 'ovirt-engine-setup', version: '4.3.11.5-1.el7', repository: 'ovirt-4.3' },
          object: 'package ovirt-engine-setup',
        },
        {
          message: 'outdated',
          data: { name: 'ovirt-engine-setup-plugin-ovirt-engine-common', version: '4.3.11.5-1.el7', repository: 'ovirt-4.3' },
          object: 'package ovirt-engine-setup-plugin-ovirt-engine-common',
        },
      ],
    },
  },
  skips: { 'no setup package is installed': { given: { packages: rpm({}), updates: '' }, because: 'not installed' } },
  unknown: {
    'the target is only a line, and yum may not be asked': { to: '4.3', given: { packages: current, updates: denied }, because: '--allow-traces' },
    'yum could not look, and the target is only a line': {
      to: '4.3',
      given: { packages: old, updates: { exit: 1, stderr: 'Could not retrieve mirrorlist' } },
      because: 'Could not retrieve mirrorlist',
    },
  },
});
