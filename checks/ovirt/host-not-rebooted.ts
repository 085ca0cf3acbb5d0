import { check, type Outcome, skip, undecided } from '../../src/index.ts';
import { apiSummary } from './facts/api-summary.ts';
import { HOST_EVENTS, hostEvents, newestOf, sayMoment } from './facts/host-events.ts';
import { hostStatistics } from './facts/host-statistics.ts';
import { type Host, hosts } from './facts/hosts.ts';
import { GUIDE } from './references.ts';
import { hostObject, scopeOf, shortLists, UPDATE_INPUTS, UPGRADE_SOURCE } from './update-scope.ts';

const restart = ({ name }: { readonly name: string | number }): string =>
  `Compute › Hosts › ${name}: Management › Maintenance, then Management › SSH Management › SSH Restart, then Management › Activate.`;

export default check({
  id: 'ovirt/host-not-rebooted',
  title: 'Every host was restarted after its update',
  severity: 'blocker',
  applies: { platform: 'ovirt', phases: ['post'], because: 'before, nothing is updated' },
  why: 'oVirt Node runs the old image until it is restarted. Enterprise Linux runs the old kernel, and libraries that were replaced.',
  fix: { node: restart, enterpriseLinux: restart },
  refs: [GUIDE, UPGRADE_SOURCE],
  covers: ['A.2.17'],
  needs: { summary: apiSummary, hosts, events: hostEvents, statistics: hostStatistics },
  inputs: UPDATE_INPUTS,
  messages: {
    node: 'Host {name} was updated at {updated} and has run since {booted}: its new image is not in use.',
    enterpriseLinux: { text: 'Host {name} was updated at {updated} and has run since {booted}.', severity: 'warning' },
  },
  judge({ summary, hosts: all, events, statistics }, found, { inputs }) {
    const scope = scopeOf(all, inputs.hostsToUpdate);
    const updated = scope.hosts.filter(({ id }) => startOf(id) !== undefined);
    const outcomes: Outcome[] = [...updated.flatMap(judgeHost), ...scope.problems, ...shortLists(summary, { hosts: all })];
    return updated.length === 0 && outcomes.length === 0 ? skip('the events tell of no update of a host by the engine') : outcomes;

    function startOf(id: string): number | undefined {
      return newestOf(events, id, HOST_EVENTS.upgradeStarted)?.time;
    }

    function judgeHost(host: Host): Outcome[] {
      const { name } = host;
      const began = startOf(host.id)!;
      const booted = (statistics.get(host.id)?.get('boot.time') ?? 0) * 1000;
      if (booted <= 0) return [undecided(`the engine does not know when host ${name} was started`)];
      if (booted > began) return [];
      const isNode = host.type !== undefined && host.type !== 'rhel';
      return [
        found[isNode ? 'node' : 'enterpriseLinux']({ name, updated: sayMoment(began), booted: sayMoment(booted) }, { object: hostObject(host) }),
      ];
    }
  },
});
