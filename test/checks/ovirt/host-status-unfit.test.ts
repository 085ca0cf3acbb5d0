import check from '../../../checks/ovirt/host-status-unfit.ts';
import { cases } from '../../support/cases.ts';
import { DOWN, FILTERED, HOSTILE, host, hosts, summary } from './fleet-answers.ts';

const given = (...all: string[]) => ({ given: { summary: summary(all.length), hosts: hosts(...all) } });
const data = { name: 'h1', detail: '' };

cases(check, {
  on: { from: '4.3.7', to: '4.3.10', phase: 'pre' },
  passes: {
    'both up': given(host('h1'), host('h2', { type: 'ovirt_node' })),
    'install failed, which has its own check': given(host('h1', { status: 'install_failed' })),
    'of kubevirt, which is not updated here': given(host('h1'), host('k', { status: 'down', type: 'kubevirt' })),
    'the other one is not to be updated': { ...given(host('h1'), host('h2', { status: 'down' })), inputs: { hostsToUpdate: ['h1'] } },
  },
  fails: {
    'in every other state': {
      ...given(
        ...[
          'non_responsive',
          'connecting',
          'down',
          'error',
          'installing',
          'reboot',
          'initializing',
          'preparing_for_maintenance',
          'kdumping',
          'unassigned',
          'installing_os',
          'pending_approval',
        ].map((status, at) => host(`h${at}`, { status })),
      ),
      finds: [
        'non_responsive',
        'connecting',
        'down',
        'error',
        'installing',
        'reboot',
        'initializing',
        'preparing_for_maintenance',
        'kdumping',
        'unassigned',
        'installing_os',
        'pending_approval',
      ].map((status, at) => ({ message: 'unfit' as const, data: { name: `h${at}`, detail: '', status }, object: `host h${at}` })),
    },
    'non-operational, with its reason': {
      ...given(host('h1', { status: 'non_operational', status_detail: 'storage_domain_unreachable' })),
      finds: [
        { message: 'nonOperational', data: { name: 'h1', detail: ' (storage_domain_unreachable)' }, object: 'host h1', remedy: 'non-operational' },
      ],
    },
    'in maintenance': {
      ...given(host('h1', { status: 'maintenance' })),
      finds: [{ message: 'maintenance', data, object: 'host h1', remedy: 'Check for Upgrade' }],
    },
    'hostile names': {
      ...given(host('h1', { name: HOSTILE, status: 'down' })),
      finds: [{ message: 'unfit', data: { name: HOSTILE, detail: '', status: 'down' }, object: `host ${HOSTILE}` }],
    },
    'a list that is not whole hides no failure': {
      given: { summary: summary(2), hosts: hosts(host('h1', { status: 'down' })) },
      finds: [{ message: 'unfit', data: { ...data, status: 'down' }, object: 'host h1' }],
    },
  },
  skips: { 'no host': { ...given(), because: 'no host to update' } },
  unknown: {
    'an account that sees some': { given: { summary: summary(3), hosts: hosts(host('h1')) }, because: 'lists 1 of 3 hosts' },
    'an account that is told no totals': { given: { summary: FILTERED, hosts: hosts(host('h1')) }, because: 'no administrator' },
    'a name that no host has': { ...given(host('h1')), inputs: { hostsToUpdate: ['h1', 'h9'] }, because: 'no host has the name h9' },
    'the engine does not answer': { given: { summary: DOWN, hosts: DOWN }, because: 'timed out' },
    'a page of a proxy': { given: { summary: summary(0), hosts: '<html><body>Login</body></html>' }, because: 'the answer is <html>' },
  },
});
