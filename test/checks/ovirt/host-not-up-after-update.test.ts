import check from '../../../checks/ovirt/host-not-up-after-update.ts';
import { cases } from '../../support/cases.ts';
import { ago, DOWN, event, events, host, hosts, summary } from './fleet-answers.ts';

const given = (fields: object, ...log: string[]) => ({
  given: { summary: summary(1), hosts: hosts(host('h1', fields as never)), events: events(...log) },
});
const say = (minutes: number) => ago(minutes).replace('T', ' ').replace('.000Z', ' UTC');
const at = { object: 'host h1' };
const ended = [event(840, 'h1', 60), event(888, 'h1', 40)];

cases(check, {
  on: { from: '4.3.7', to: '4.3.10', phase: 'post' },
  passes: {
    'it is up, and nothing more is to be had': given({ update_available: false }, ...ended),
    'it ended without a restart': given({ update_available: false }, event(840, 'h1', 60), event(842, 'h1', 40)),
    'an update failed, and the next did not': given({}, event(841, 'h1', 90), ...ended),
    'it was not updated by the engine': given({ update_available: true }),
  },
  fails: {
    'the last one failed': {
      ...given({ status: 'install_failed' }, event(840, 'h1', 60), event(841, 'h1', 50)),
      finds: [{ message: 'failed', data: { name: 'h1', time: say(50) }, ...at, remedy: 'ovirt-host-mgmt-ansible-h1-' }],
    },
    'it failed, and the host is up': {
      ...given({}, event(840, 'h1', 60), event(841, 'h1', 50)),
      finds: [{ message: 'failed', data: { name: 'h1', time: say(50) }, ...at }],
    },
    'it is being installed': {
      ...given({ status: 'installing' }, event(840, 'h1', 5)),
      finds: [{ message: 'unfinished', data: { name: 'h1', time: say(5), status: 'installing' }, ...at }],
    },
    'it restarts': {
      ...given({ status: 'reboot' }, event(840, 'h1', 15), event(888, 'h1', 5)),
      finds: [{ message: 'unfinished', data: { name: 'h1', time: say(5), status: 'reboot' }, ...at }],
    },
    'it has been restarting for too long': {
      ...given({ status: 'reboot' }, ...ended),
      finds: [{ message: 'notUp', data: { name: 'h1', status: 'reboot', detail: '' }, ...at }],
    },
    'it is non-operational': {
      ...given({ status: 'non_operational', status_detail: 'version_incompatible_with_cluster' }, ...ended),
      finds: [{ message: 'notUp', data: { name: 'h1', status: 'non_operational', detail: ' (version_incompatible_with_cluster)' }, ...at }],
    },
    'it is in maintenance': {
      ...given({ status: 'maintenance' }, ...ended),
      finds: [{ message: 'maintenance', data: { name: 'h1', detail: '' }, ...at }],
    },
    'there still is an update': {
      ...given({ update_available: true }, ...ended),
      finds: [{ message: 'updateLeft', data: { name: 'h1', time: say(40) }, ...at }],
    },
  },
  skips: { 'no host': { given: { summary: summary(0), hosts: hosts(), events: events() }, because: 'no host to update' } },
  unknown: {
    'an account that sees some': { given: { summary: summary(2), hosts: hosts(host('h1')), events: events() }, because: '1 of 2 hosts' },
    'the events cannot be had': { given: { summary: summary(1), hosts: hosts(host('h1')), events: DOWN }, because: 'timed out' },
  },
});
