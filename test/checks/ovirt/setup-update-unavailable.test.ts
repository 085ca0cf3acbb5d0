import check from '../../../checks/ovirt/setup-update-unavailable.ts';
import { cases } from '../../support/cases.ts';
import { rpm } from './rpm.ts';

const packages = rpm({ 'ovirt-engine': '4.3.10.4-1.el7', 'ovirt-engine-setup': '4.3.10.4-1.el7' });
const available = `VERB: Transaction built\nVERB: Transaction Summary:\nVERB:     update     - ovirt-engine-setup-4.3.11.4-1.el7.noarch\nUpgrade available.\n`;
const none = {
  stdout:
    'VERB: Empty transaction\nNo upgrade is available for the setup package.\nPlease note that system may not be up to date if engine-setup was not executed.\n',
  exit: 1,
};

cases(check, {
  on: { from: '4.3.10.4', to: '4.3.11.4', phase: 'pre' },
  passes: {
    'there is an update': { given: { packages, upgrade: available } },
    'there is an update, in the words of old releases': { given: { packages, upgrade: 'Upgrade available\n' } },
    'there is an update, in dnf of 4.4, with an imported key': {
      given: { packages, upgrade: 'APPROVE-GPG: x-1\nOK:   Downloading\nUpgrade available.\n' },
    },
    'quiet: the exit status alone': { given: { packages, upgrade: '' } },
    'the setup packages are those of the target, and nothing need be asked': {
      given: {
        packages: rpm({ 'ovirt-engine-setup': '4.3.11.4-1.el7' }),
        upgrade: { status: 'denied', reason: 'was not run, because it leaves a trace on the host' },
      },
    },
  },
  notes: {
    'there is none, and the target is only a line': {
      to: '4.3',
      given: { packages, upgrade: none },
      finds: [{ message: 'nothing', data: { installed: '4.3.10.4' } }],
    },
  },
  fails: {
    'there is none, and the target is newer: the exit status is not that of other programs': {
      given: { packages, upgrade: none },
      finds: [
        {
          message: 'notOffered',
          data: { installed: '4.3.10.4', target: '4.3.11.4' },
          remedy: 'yum install https://resources.ovirt.org/pub/yum-repo/ovirt-release43.rpm',
        },
      ],
    },
    'the target is of the next line, and its repository is not there': {
      to: '4.5.4',
      given: { packages, upgrade: none },
      finds: [{ message: 'notOffered', data: { installed: '4.3.10.4', target: '4.5.4' }, remedy: 'dnf install -y centos-release-ovirt45' }],
    },
    'it could not look': {
      given: { packages, upgrade: { exit: 2, stderr: 'Error: Cannot retrieve metadata of \u001b[31movirt-4.3.\n' } },
      finds: [{ message: 'problem', data: { problem: 'Cannot retrieve metadata of \u001b[31movirt-4.3' } }],
    },
    'the distribution is not supported': {
      given: { packages, upgrade: { exit: 2, stderr: 'Error: Unsupported distribution\n' } },
      finds: [{ message: 'problem', data: { problem: 'Unsupported distribution' } }],
    },
  },
  skips: {
    'no setup package is installed': { given: { packages: rpm({}), upgrade: none }, because: 'ovirt-engine-setup is not installed' },
    'the program is not there': { given: { packages }, because: 'engine-upgrade-check is not installed' },
  },
  unknown: {
    'it may not be run': {
      given: { packages, upgrade: { status: 'denied', reason: 'was not run; allow it with --allow-traces' } },
      because: '--allow-traces',
    },
    'exit status and text contradict each other': {
      given: { packages, upgrade: { stdout: 'Upgrade available.\n', exit: 1 } },
      because: 'its exit status is 1, and it says Upgrade available',
    },
    'it was ended by a signal': { given: { packages, upgrade: { exit: 137 } }, because: '137' },
    'rpm does not answer': {
      given: { packages: { exit: 1, stderr: 'error: cannot open Packages database' }, upgrade: available },
      because: 'cannot open Packages database',
    },
  },
});
