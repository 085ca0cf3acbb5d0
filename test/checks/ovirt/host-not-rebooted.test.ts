import check from '../../../checks/ovirt/host-not-rebooted.ts';
import { cases } from '../../support/cases.ts';
import { ago, DOWN, event, events, host, hosts, secondsAgo, statistics, summary } from './fleet-answers.ts';

const say = (minutes: number) => ago(minutes).replace('T', ' ').replace('.000Z', ' UTC');
const given = (booted: number, fields: object, ...log: string[]) => ({
  given: {
    summary: summary(1),
    hosts: hosts(host('h1', fields as never)),
    events: events(...log),
    statistics: statistics({ h1: { 'boot.time': booted } }),
  },
});
const at = { object: 'host h1' };

cases(check, {
  on: { from: '4.3.7', to: '4.3.10', phase: 'post' },
  passes: { 'started after its update began': given(secondsAgo(30), {}, event(840, 'h1', 60), event(888, 'h1', 40)) },
  fails: {
    'oVirt Node': {
      ...given(secondsAgo(9000), { type: 'ovirt_node' }, event(840, 'h1', 60)),
      finds: [{ message: 'node', data: { name: 'h1', updated: say(60), booted: say(9000) }, ...at, remedy: 'SSH Restart' }],
    },
    'Enterprise Linux, started between two updates': {
      ...given(secondsAgo(90), {}, event(840, 'h1', 300), event(840, 'h1', 60), event(842, 'h1', 50)),
      finds: [{ message: 'enterpriseLinux', data: { name: 'h1', updated: say(60), booted: say(90) }, ...at }],
    },
  },
  skips: { 'no update of it': { ...given(secondsAgo(9000), {}, event(840, 'h2', 60)), because: 'no update of a host' } },
  unknown: {
    'its start is not known': { ...given(0, {}, event(840, 'h1', 60)), because: 'does not know when host h1 was started' },
    'the engine does not answer': { given: { summary: DOWN, hosts: DOWN, events: DOWN, statistics: DOWN }, because: 'timed out' },
  },
});
