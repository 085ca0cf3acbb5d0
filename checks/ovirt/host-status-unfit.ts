import { check, type Outcome, skip } from '../../src/index.ts';
import { apiSummary } from './facts/api-summary.ts';
import { type Host, hosts } from './facts/hosts.ts';
import { GUIDE } from './references.ts';
import { hostObject, NO_HOSTS, scopeOf, shortLists, UPDATE_INPUTS, UPGRADE_CHECKER_SOURCE } from './update-scope.ts';

export default check({
  id: 'ovirt/host-status-unfit',
  title: 'Every host that is to be updated is up',
  severity: 'blocker',
  applies: { platform: 'ovirt', phases: ['pre'], because: 'afterwards host-not-up-after-update looks at it' },
  why: 'The engine looks for updates only on hosts that are up or non-operational, and refuses to update a host in most other states.',
  fix: {
    unfit: ({ name }) =>
      `Find out why ${name} is not up (Compute › Hosts › ${name} › Events), mend that, and activate it: Management › Activate. Wait where it is only on its way.`,
    nonOperational: ({ name }) => `Mend what makes ${name} non-operational, then Management › Activate. An update does not do it.`,
    maintenance: ({ name }) => `Activate ${name} (Management › Activate), or check for updates by hand: Installation › Check for Upgrade.`,
  },
  refs: [GUIDE, UPGRADE_CHECKER_SOURCE],
  covers: ['A.2.1'],
  needs: { summary: apiSummary, hosts },
  inputs: UPDATE_INPUTS,
  messages: {
    unfit: 'Host {name} is {status}{detail}: it cannot be updated.',
    nonOperational: { text: 'Host {name} is non-operational{detail}.', severity: 'warning' },
    maintenance: { text: 'Host {name} is in maintenance{detail}: the engine does not look for its updates by itself.', severity: 'warning' },
  },
  judge({ summary, hosts: all }, found, { inputs }) {
    const scope = scopeOf(all, inputs.hostsToUpdate);
    const outcomes: Outcome[] = [...scope.hosts.flatMap(judgeHost), ...scope.problems, ...shortLists(summary, { hosts: all })];
    return scope.hosts.length === 0 && outcomes.length === 0 ? skip(NO_HOSTS) : outcomes;

    function judgeHost(host: Host): Outcome[] {
      const { name, status } = host;
      const data = { name, detail: host.statusDetail === undefined ? '' : ` (${host.statusDetail})` };
      const at = { object: hostObject(host) };
      // Install Failed may be updated again; host-install-failed tells of it.
      if (status === 'up' || status === 'install_failed') return [];
      if (status === 'non_operational') return [found.nonOperational(data, at)];
      return [status === 'maintenance' ? found.maintenance(data, at) : found.unfit({ ...data, status }, at)];
    }
  },
});
