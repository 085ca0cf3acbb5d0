import check from '../../../checks/ovirt/host-update-unknown.ts';
import { cases } from '../../support/cases.ts';
import { ABSENT, ago, DOWN, event, events, host, hosts, summary } from './fleet-answers.ts';

const DAY = 24 * 60;
const option = (value: string) => [{ option_name: 'HostPackagesUpdateTimeInHours', option_value: value, version: 'general' }];
const say = (minutes: number) => ago(minutes).replace('T', ' ').replace('.000Z', ' UTC');
const given = (update: unknown, all: string[] = [], options: unknown = option('24')) => ({
  given: { summary: summary(1), hosts: hosts(host('h1', { update_available: update })), events: events(...all), options: options as never },
});
const object = 'host h1';

cases(check, {
  on: { from: '4.3.7', to: '4.3.10', phase: 'pre' },
  passes: {
    'an update is known': given(true),
    'an update is known, and the check before that one failed': given(true, [event(885, 'h1', 10), event(839, 'h1', 900)]),
    'an update is known, and the check of another host failed': given(true, [event(839, 'h2', 10)]),
  },
  notes: {
    'no update, by a check of today': {
      ...given(false, [event(885, 'h1', 60)]),
      finds: [{ message: 'nothing', data: { name: 'h1', time: say(60) }, object }],
    },
    'a check of the day before yesterday, where the engine looks every three days': {
      ...given(false, [event(885, 'h1', 2 * DAY)], option('72')),
      finds: [{ message: 'nothing', data: { name: 'h1', time: say(2 * DAY) }, object }],
    },
  },
  fails: {
    'the last check failed, although an update is known': {
      ...given(true, [event(885, 'h1', 100), event(839, 'h1', 5)]),
      finds: [{ message: 'checkFailed', data: { name: 'h1', time: say(5) }, object, remedy: 'Check for Upgrade' }],
    },
    'no update, by a check that is too old': {
      ...given(false, [event(885, 'h1', DAY + 1)], ABSENT),
      finds: [{ message: 'stale', data: { name: 'h1', age: `of ${say(DAY + 1)}, more than 24 hours ago` }, object }],
    },
    'the engine says nothing of it': {
      ...given(undefined, [event(887, 'h1', 5)]),
      finds: [{ message: 'stale', data: { name: 'h1', age: 'not among the events' }, object }],
    },
  },
  skips: { 'no host': { given: { summary: summary(0), hosts: hosts(), events: events() }, because: 'no host to update' } },
  unknown: {
    'the events cannot be had': { given: { summary: summary(1), hosts: hosts(host('h1')), events: DOWN }, because: 'timed out' },
    'a time that is none': {
      given: {
        summary: summary(1),
        hosts: hosts(host('h1')),
        events: '<events><event id="1"><code>885</code><time>yesterday</time></event></events>',
      },
      because: 'time is no time',
    },
    'an account that sees some': {
      given: { summary: summary(2), hosts: hosts(host('h1', { update_available: true })), events: events() },
      because: '1 of 2 hosts',
    },
  },
});
