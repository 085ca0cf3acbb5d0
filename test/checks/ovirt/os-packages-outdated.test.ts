import check from '../../../checks/ovirt/os-packages-outdated.ts';
import { cases } from '../../support/cases.ts';

const listed = `
bash.x86_64                        4.2.46-34.el7           base
java-1.8.0-openjdk-headless.x86_64 1:1.8.0.262.b10-0.el7_8 updates
kernel.x86_64                      3.10.0-1160.el7         updates
`;

cases(check, {
  on: { from: '4.3.10.4', to: '4.3.11.4', phase: 'post' },
  passes: {
    'nothing has an update': { given: { updates: '' } },
    'exit status 0 with a warning': { given: { updates: { stderr: 'Loading mirror speeds\n', stdout: '\n' } } },
  },
  fails: {
    'some have, the core first': {
      given: { updates: { exit: 100, stdout: listed } },
      finds: [{ message: 'outdated', data: { count: 3, names: 'java-1.8.0-openjdk-headless, kernel, bash' }, remedy: 'yum update' }],
    },
    'what is obsoleted does not count': {
      given: { updates: { exit: 100, stdout: `bash.x86_64  1-1  base\nObsoleting Packages\nold.noarch 1-1 base\n    older.noarch 1-1 installed\n` } },
      finds: [{ message: 'outdated', data: { count: 1, names: 'bash' } }],
    },
    'a newer release of oVirt': {
      given: { updates: { exit: 100, stdout: 'ovirt-engine-setup.noarch 4.3.11.5-1.el7 ovirt-4.3\n' } },
      finds: [{ message: 'setup', data: { name: 'ovirt-engine-setup', version: '4.3.11.5-1.el7' }, object: 'package ovirt-engine-setup' }],
    },
  },
  unknown: {
    'yum could not look': {
      given: { updates: { exit: 1, stderr: 'Cannot find a valid baseurl for repo: base/7/x86_64\n' } },
      because: 'Cannot find a valid baseurl',
    },
    'the list cannot be read': { given: { updates: { exit: 100, stdout: '\u001b[2J\n' } }, because: 'lists none that can be read' },
    'it may not be run': { given: { updates: { status: 'denied', reason: 'allow it with --allow-traces' } }, because: '--allow-traces' },
  },
});
