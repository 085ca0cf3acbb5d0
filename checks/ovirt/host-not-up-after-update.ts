import { check, type Outcome, skip } from '../../src/index.ts';
import { apiSummary } from './facts/api-summary.ts';
import { HOST_EVENTS, hostEvents, newestOf, sayMoment } from './facts/host-events.ts';
import { type Host, hosts } from './facts/hosts.ts';
import { GUIDE } from './references.ts';
import { hostObject, NO_HOSTS, scopeOf, shortLists, UPDATE_INPUTS, UPGRADE_SOURCE } from './update-scope.ts';

/** A host that is restarted for its update is back after that. */
const MINUTES = 20;
const ON_ITS_WAY = ['reboot', 'initializing', 'installing', 'preparing_for_maintenance', 'connecting', 'unassigned'];
const { upgradeStarted, upgradeFailed, upgradeFinished, upgradeFinishedAndRebooted } = HOST_EVENTS;

const log = ({ name }: { readonly name: string | number }): string =>
  `Read the newest ovirt-host-mgmt-ansible-${name}-*.log in /var/log/ovirt-engine/host-deploy/ on the engine (4.3: ovirt-host-mgmt-*.log), mend what it says, then Compute › Hosts › ${name} › Installation › Upgrade again.`;

export default check({
  id: 'ovirt/host-not-up-after-update',
  title: 'Every host that was updated is up',
  severity: 'blocker',
  applies: { platform: 'ovirt', phases: ['post'], because: 'before, host-status-unfit looks at it' },
  why: 'An update of a host ends with the host up again. Until then its cluster lacks its memory, and the next host must not be updated.',
  fix: {
    failed: log,
    unfinished: ({ name }) => `Look at the events of ${name} and wait for the end of its update before the next host.`,
    notUp: ({ name }) => `Look at the events of ${name} and at its console; when it answers again, Management › Activate.`,
    maintenance: ({ name }) => `Activate ${name} where it is ready: Management › Activate.`,
    updateLeft: ({ name }) => `Compute › Hosts › ${name} › Installation › Check for Upgrade, and Upgrade where there still is one.`,
  },
  refs: [GUIDE, UPGRADE_SOURCE],
  covers: ['A.2.15'],
  needs: { summary: apiSummary, hosts, events: hostEvents },
  inputs: UPDATE_INPUTS,
  messages: {
    failed: 'The last update of host {name} failed at {time}.',
    unfinished: { text: 'The update of host {name}, started at {time}, has not ended; the host is {status}.', severity: 'warning' },
    notUp: 'Host {name} is {status}{detail}.',
    maintenance: {
      text: 'Host {name} is in maintenance{detail}. After its update the engine leaves it there where it was there before.',
      severity: 'warning',
    },
    updateLeft: { text: 'Host {name} was updated at {time}, and still has an update.', severity: 'warning' },
  },
  judge({ summary, hosts: all, events }, found, { inputs }) {
    const scope = scopeOf(all, inputs.hostsToUpdate);
    const outcomes: Outcome[] = [...scope.hosts.flatMap(judgeHost), ...scope.problems, ...shortLists(summary, { hosts: all })];
    return scope.hosts.length === 0 && outcomes.length === 0 ? skip(NO_HOSTS) : outcomes;

    function judgeHost(host: Host): Outcome[] {
      const last = newestOf(events, host.id, upgradeStarted, upgradeFailed, upgradeFinished, upgradeFinishedAndRebooted);
      const at = { object: hostObject(host) };
      const time = last ? sayMoment(last.time) : '';
      if (last?.code === upgradeFailed) return [found.failed({ name: host.name, time }, at), ...judgeStatus(host, false)];
      const isRecent = last !== undefined && events.now - last.time < MINUTES * 60_000;
      const isRunning = last?.code === upgradeStarted || isRecent;
      if (last && isRunning && host.status !== 'install_failed' && (ON_ITS_WAY.includes(host.status) || last.code === upgradeStarted))
        return [found.unfinished({ name: host.name, time, status: host.status }, at)];
      const left = last && host.status === 'up' && host.updateAvailable === true ? [found.updateLeft({ name: host.name, time }, at)] : [];
      return [...judgeStatus(host, true), ...left];
    }

    /** Install Failed after an update that failed is said already. */
    function judgeStatus(host: Host, isNews: boolean): Outcome[] {
      const { name, status } = host;
      const at = { object: hostObject(host) };
      const detail = host.statusDetail === undefined ? '' : ` (${host.statusDetail})`;
      if (status === 'up' || (status === 'install_failed' && !isNews)) return [];
      return [status === 'maintenance' ? found.maintenance({ name, detail }, at) : found.notUp({ name, status, detail }, at)];
    }
  },
});
