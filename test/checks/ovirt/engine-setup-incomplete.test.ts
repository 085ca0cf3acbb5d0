import check from '../../../checks/ovirt/engine-setup-incomplete.ts';
import { cases } from '../../support/cases.ts';
import { rpm } from './rpm.ts';

const log = (stamp: string) => `/var/log/ovirt-engine/setup/ovirt-engine-setup-${stamp}-abcdef.log`;
const [first, last] = ['20260101100000', '20261121010000'].map(log) as [string, string];
const configuration = '/etc/ovirt-engine-setup.conf.d/20-setup-ovirt-post.conf';
const at = (path: string, mtime: string) => ({ path, mtime });
const installed = '2026-11-21 00:30:00 UTC';
const packages = rpm({ 'ovirt-engine-setup': `4.3.11.4-1.el7@${Date.parse('2026-11-21T00:30:00Z') / 1000}` });
const files = [at(first, '2026-01-01T10:30:00Z'), at(last, '2026-11-21T01:20:00.000Z'), at(configuration, '2026-11-21T01:19:00Z')];
const completed = `${first}:Execution of setup failed\n${last}:Execution of setup completed successfully\n`;

cases(check, {
  on: { from: '4.3.10.4', to: '4.3.11.4', phase: 'post' },
  passes: {
    'the last run completed after the package': { given: { packages, files, outcomes: completed } },
    'the packages were installed in the very second': {
      given: { packages: rpm({ 'ovirt-engine-setup': `4.3.11.4-1.el7@${Date.parse('2026-11-21T01:19:00Z') / 1000}` }), files, outcomes: completed },
    },
  },
  fails: {
    'it failed': {
      given: { packages, files, outcomes: `${last}:Execution of setup failed\n` },
      finds: [{ message: 'failed', data: { log: last }, path: last, remedy: 'engine-setup' }],
    },
    'it did not end': { given: { packages, files, outcomes: '' }, finds: [{ message: 'unfinished', data: { log: last }, path: last }] },
    'it ran before the package was installed': {
      given: { packages, files: files.slice(0, 1), outcomes: `${first}:Execution of setup completed successfully\n` },
      finds: [{ message: 'olderThanPackage', data: { ended: '2026-01-01 10:30:00 UTC', installed }, path: first }],
    },
    'the configuration is old': {
      given: { packages, files: [files[1]!, at(configuration, '2026-01-01T10:29:00Z')], outcomes: completed },
      finds: [{ message: 'configurationOld', data: { installed }, path: configuration }],
    },
    'no log and no configuration are left': {
      given: { packages, files: [], outcomes: { exit: 1 } },
      finds: [
        { message: 'noLog', data: {} },
        { message: 'configurationOld', data: { installed } },
      ],
    },
  },
  unknown: {
    'the package is not there': { given: { packages: rpm({}), files, outcomes: completed }, because: 'ovirt-engine-setup is not installed' },
    'the folder may not be read': {
      given: { packages, files: { status: 'denied', reason: 'permission denied' }, outcomes: completed },
      because: 'permission denied',
    },
  },
});
