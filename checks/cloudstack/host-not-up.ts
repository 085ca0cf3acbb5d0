import { check, compare, type Found, list, type Outcome, skip, undecided, version } from '../../src/index.ts';
import { runsAgent } from './facts/clusters.ts';
import { type CloudHost, hosts, managementUptimes, unmanagedClusters } from './facts/hosts.ts';

/** How long hosts may take to come back after a management server starts, as the guide says: 20 to 30 minutes. */
const PATIENCE_MINUTES = 30;
const MAINTENANCE = ['maintenance', 'prepareformaintenance', 'errorinmaintenance', 'errorinprepareformaintenance'];
const ON_THE_WAY = ['connecting', 'rebalancing', 'creating'];

const OFFLINE = list('offline-hosts', {
  title: 'Hosts that are known to be offline, by name or id',
  default: [],
  reason: 'every host is expected to be up',
});

const MESSAGES = {
  notUp:
    'Host {name} (id {id}, {hypervisor}) is {status}, {minutes} minutes after the management server was started. It was last disconnected: {disconnected}.',
  maintenance: { text: 'Host {name} (id {id}) is {status} and in the state {state}: nothing can be said of its agent.', severity: 'warning' },
  otherVersion: { text: 'The agent of KVM host {name} (id {id}) says version {version}, and the target is {target}.', severity: 'warning' },
  nobody: { text: 'Host {name} (id {id}) is Up and no management server has it.', severity: 'warning' },
  offline: { text: 'Host {name} (id {id}) is {status}, and is known to be offline.', severity: 'note' },
} as const;

const isIn = (words: readonly string[], word: string | null | undefined): boolean => words.includes((word ?? '').trim().toLowerCase());

export default check({
  id: 'cloudstack/host-not-up',
  title: 'Every host is Up, or known to be offline',
  severity: 'blocker',
  applies: { platform: 'cloudstack', phases: ['post'] },
  why: 'A host whose agent has not come back after the upgrade runs its virtual machines without control: they can be neither stopped nor moved, and HA may start them twice.',
  fix: {
    notUp: ({ name, hypervisor }) =>
      `${runsAgent({ hypervisor_type: String(hypervisor) }) ? `Look at the agent on ${name}: its service, its log /var/log/cloudstack/agent/agent.log, and port 8250 of the management server.` : `Look into the log of the management server for ${name}: it connects to the host itself, or to its vCenter, with the password in the database.`} A host that is meant to be off belongs into --input offline-hosts=${name}.`,
    maintenance: ({ name }) => `Cancel the maintenance of ${name} when the work on it is done, and run preflight again.`,
    otherVersion: ({ name }) =>
      `Upgrade the package cloudstack-agent on ${name} and restart the agent; where the package is new already, restart the agent.`,
    nobody: ({ name }) => `Restart the agent of ${name}, or force a reconnect of the host in the UI.`,
  },
  refs: ['https://docs.cloudstack.apache.org/projects/cloudstack-release-notes/en/4.3/#upgrade-from-3-0-x-to-4-3'],
  covers: ['56'],
  inputs: { offline: OFFLINE },
  needs: { hosts, unmanaged: unmanagedClusters, uptimes: managementUptimes },
  messages: MESSAGES,
  judge({ hosts, unmanaged, uptimes }, found, { to, inputs: { offline } }) {
    const managed = hosts.filter(({ cluster_id }) => cluster_id === null || !unmanaged.includes(cluster_id));
    if (hosts.length === 0) return skip('the cloud has no hypervisor');
    if (managed.length === 0) return skip('no cluster is managed');
    if (uptimes.length === 0) return [undecided('no management server is up, and then every host is disconnected')];
    const minutes = Math.floor(Math.max(0, ...uptimes) / 60);
    return managed.flatMap(host => {
      const at = { object: `host ${host.id}` };
      const isOffline = offline.some(one => one.toLowerCase() === host.name.toLowerCase() || one === String(host.id));
      if (host.status.trim().toLowerCase() === 'up') return [...judgeUp(host, found, to?.text), ...judgeState(host, found)];
      if (isOffline) return [found.offline(host, at)];
      if (isIn(MAINTENANCE, host.resource_state)) return judgeState(host, found);
      return judgeDown(host, minutes, found);
    });
  },
});

type Says = Found<typeof MESSAGES>;

const judgeState = (host: CloudHost, found: Says): Outcome[] =>
  isIn(MAINTENANCE, host.resource_state) ? [found.maintenance({ ...host, state: host.resource_state ?? '' }, { object: `host ${host.id}` })] : [];

function judgeDown(host: CloudHost, minutes: number, found: Says): Outcome[] {
  if (minutes >= PATIENCE_MINUTES) {
    const data = { ...host, minutes, hypervisor: host.hypervisor_type ?? 'no hypervisor', disconnected: host.disconnected ?? 'unknown' };
    return [found.notUp(data, { object: `host ${host.id}` })];
  }
  const what = isIn(ON_THE_WAY, host.status) ? 'is still' : 'is';
  const wait = `the management server was started ${minutes} minutes ago: hosts may take ${PATIENCE_MINUTES}`;
  return [undecided(`host ${host.name} (id ${host.id}) ${what} ${host.status}, and ${wait}`)];
}

function judgeUp(host: CloudHost, found: Says, target: string | undefined): Outcome[] {
  const at = { object: `host ${host.id}` };
  const [own, to] = [version(host.version ?? ''), version(target ?? '')];
  const old = runsAgent(host) && own !== undefined && to !== undefined && compare(own, to) < 0;
  return [
    ...(old ? [found.otherVersion({ ...host, version: host.version ?? '', target: to.text }, at)] : []),
    ...(host.mgmt_server_id === null ? [found.nobody(host, at)] : []),
  ];
}
