import { attempt, check, type Outcome, skip } from '../../src/index.ts';
import { apiSummary } from './facts/api-summary.ts';
import { engineOptions } from './facts/engine-options.ts';
import { HOST_EVENTS, type HostEvents, hostEvents, newestOf, sayMoment } from './facts/host-events.ts';
import { type Host, hosts } from './facts/hosts.ts';
import { GUIDE } from './references.ts';
import { hostObject, NO_HOSTS, scopeOf, shortLists, UPDATE_INPUTS, UPGRADE_CHECKER_SOURCE } from './update-scope.ts';

/** Hours between two checks for updates, where the engine does not say it. */
const INTERVAL = 24;
const HOUR = 3_600_000;

const checkAgain = ({ name }: { readonly name: string | number }): string =>
  `Compute › Hosts › ${name} › Installation › Check for Upgrade. What it did is in /var/log/ovirt-engine/host-deploy/ on the engine.`;

export default check({
  id: 'ovirt/host-update-unknown',
  title: 'The engine has looked for updates of every host lately',
  severity: 'warning',
  applies: { platform: 'ovirt', phases: ['pre'], because: 'afterwards host-not-up-after-update looks at it' },
  why: 'The engine refuses to update a host of which it knows no update, and what it knows is from its last look.',
  fix: { checkFailed: checkAgain, stale: checkAgain, nothing: checkAgain },
  refs: [GUIDE, UPGRADE_CHECKER_SOURCE],
  covers: ['A.2.2'],
  needs: { summary: apiSummary, hosts, events: hostEvents, options: attempt(engineOptions) },
  inputs: UPDATE_INPUTS,
  messages: {
    checkFailed: 'The last check for updates of host {name}, at {time}, failed.',
    stale: 'No update of host {name} is known, and the last check for updates that ended well is {age}.',
    nothing: { text: 'Host {name} has no update, by the check of {time}.', severity: 'note' },
  },
  judge({ summary, hosts: all, events, options }, found, { inputs }) {
    const scope = scopeOf(all, inputs.hostsToUpdate);
    const hours = Number('value' in options ? options.value.get('HostPackagesUpdateTimeInHours') : INTERVAL) || INTERVAL;
    const outcomes: Outcome[] = [...scope.hosts.flatMap(judgeHost), ...scope.problems, ...shortLists(summary, { hosts: all })];
    return scope.hosts.length === 0 && outcomes.length === 0 ? skip(NO_HOSTS) : outcomes;

    function judgeHost(host: Host): Outcome[] {
      const { name } = host;
      const at = { object: hostObject(host) };
      const last = newestOf(events, host.id, HOST_EVENTS.checkFinished, HOST_EVENTS.checkFailed);
      if (last?.code === HOST_EVENTS.checkFailed) return [found.checkFailed({ name, time: sayMoment(last.time) }, at)];
      if (host.updateAvailable === true) return [];
      if (last && isRecent(events, last.time, hours)) return [found.nothing({ name, time: sayMoment(last.time) }, at)];
      return [found.stale({ name, age: last ? `of ${sayMoment(last.time)}, more than ${hours} hours ago` : 'not among the events' }, at)];
    }
  },
});

const isRecent = ({ now }: HostEvents, time: number, hours: number): boolean => now - time <= hours * HOUR;
