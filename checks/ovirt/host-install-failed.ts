import { check, type Outcome, skip } from '../../src/index.ts';
import { apiSummary } from './facts/api-summary.ts';
import { hosts } from './facts/hosts.ts';
import { GUIDE } from './references.ts';
import { hostObject, shortLists, UPGRADE_SOURCE } from './update-scope.ts';

export default check({
  id: 'ovirt/host-install-failed',
  title: 'No host is left in Install Failed',
  severity: 'blocker',
  applies: { platform: 'ovirt', phases: ['pre', 'post'], because: 'the API answers before and after the update of the engine' },
  why: 'An update or installation of this host broke off. It runs no virtual machines until that is repeated, and the next update starts from packages that are half old.',
  fix: {
    failed: ({ name }) =>
      `Read the newest ovirt-host-mgmt-ansible-${name}-*.log in /var/log/ovirt-engine/host-deploy/ on the engine (4.3: ovirt-host-mgmt-*.log), mend what it says, then Compute › Hosts › ${name} › Installation › Upgrade again.`,
  },
  refs: [GUIDE, UPGRADE_SOURCE],
  covers: ['A.2.16'],
  needs: { summary: apiSummary, hosts },
  messages: { failed: 'Host {name} is in Install Failed.' },
  judge({ summary, hosts: all }, found) {
    const failed = all.filter(({ status }) => status === 'install_failed');
    const outcomes: Outcome[] = [
      ...failed.map(host => found.failed({ name: host.name }, { object: hostObject(host) })),
      ...shortLists(summary, { hosts: all }),
    ];
    return all.length === 0 && outcomes.length === 0 ? skip('the engine has no hosts') : outcomes;
  },
});
