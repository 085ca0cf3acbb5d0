import check from '../../../checks/ovirt/host-install-failed.ts';
import { cases } from '../../support/cases.ts';
import { DOWN, host, hosts, summary } from './fleet-answers.ts';

const given = (...all: string[]) => ({ given: { summary: summary(all.length), hosts: hosts(...all) } });

cases(check, {
  on: { from: '4.3.7', to: '4.3.10', phase: 'post' },
  passes: { 'none is': given(host('h1'), host('h2', { status: 'installing' })), 'before the update': { ...given(host('h1')), phase: 'pre' } },
  fails: {
    'one is': {
      ...given(host('h1'), host('h2', { status: 'install_failed' })),
      finds: [{ message: 'failed', data: { name: 'h2' }, object: 'host h2', remedy: 'ovirt-host-mgmt-ansible-h2-' }],
    },
  },
  skips: { 'no host': { ...given(), because: 'the engine has no hosts' } },
  unknown: {
    'an account that sees some': { given: { summary: summary(2), hosts: hosts(host('h1')) }, because: '1 of 2 hosts' },
    'the engine does not answer': { given: { summary: DOWN, hosts: DOWN }, because: 'timed out' },
  },
});
