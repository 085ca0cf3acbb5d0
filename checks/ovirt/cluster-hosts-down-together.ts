import { check, type Outcome, skip } from '../../src/index.ts';
import { apiSummary } from './facts/api-summary.ts';
import { type Cluster, clusters } from './facts/clusters.ts';
import { type DataCenter, dataCenters } from './facts/data-centers.ts';
import { type Host, hosts } from './facts/hosts.ts';
import { GUIDE } from './references.ts';
import { clusterObject, sayNames, shortLists } from './update-scope.ts';

/** States in which a host is out of use for its update, or stuck in it. */
const AWAY = ['maintenance', 'preparing_for_maintenance', 'installing', 'reboot', 'install_failed'];

const names = (all: readonly Host[]): string => sayNames(all.map(({ name }) => name));

export default check({
  id: 'ovirt/cluster-hosts-down-together',
  title: 'No more than one host of a cluster is away at a time',
  severity: 'blocker',
  applies: { platform: 'ovirt', phases: ['pre', 'post'], because: 'the API answers before and after the update of the engine' },
  why: 'One host must stay for the storage pool manager, and the others need room for the virtual machines of the one that is updated.',
  fix: 'Activate hosts that are ready: Management › Activate. Update the next only when the one before is up again.',
  refs: [GUIDE],
  covers: ['A.2.9'],
  needs: { summary: apiSummary, clusters, dataCenters, hosts },
  messages: {
    several: { text: 'Of cluster {cluster}, these hosts are away at once: {hosts}.', severity: 'warning' },
    stillAway: { text: 'Of cluster {cluster}, these hosts are still away after the update: {hosts}.', severity: 'warning' },
    allOfCluster: 'No host of cluster {cluster} is up: {hosts}.',
    allOfDataCenter: 'No host of data center {dataCenter} is up: {hosts}.',
    stillUpgrading: { text: 'Cluster {cluster} is still marked as being upgraded.', severity: 'warning' },
  },
  judge({ summary, clusters: groups, dataCenters: centers, hosts: all }, found, { phase }) {
    const isAfter = phase === 'post';
    const outcomes: Outcome[] = [
      ...groups.flatMap(judgeCluster),
      ...centers.flatMap(judgeDataCenter),
      ...shortLists(summary, { hosts: all, clusters: groups }),
    ];
    return all.length === 0 && outcomes.length === 0 ? skip('the engine has no hosts') : outcomes;

    function judgeCluster(cluster: Cluster): Outcome[] {
      const at = { object: clusterObject(cluster) };
      const own = all.filter(host => host.cluster === cluster.id);
      const data = { cluster: cluster.name, hosts: names(own) };
      const mark = isAfter && cluster.upgradeInProgress === true ? [found.stillUpgrading({ cluster: cluster.name }, at)] : [];
      return isAllDown(own) ? [found.allOfCluster(data, at), ...mark] : [...judgeAway(cluster, own), ...mark];
    }

    function judgeAway(cluster: Cluster, own: readonly Host[]): Outcome[] {
      const away = own.filter(({ status }) => AWAY.includes(status));
      const data = { cluster: cluster.name, hosts: names(away) };
      if (away.length <= (isAfter ? 0 : 1)) return [];
      return [found[isAfter ? 'stillAway' : 'several'](data, { object: clusterObject(cluster) })];
    }

    /** A data center with one cluster is that cluster. */
    function judgeDataCenter({ id, name }: DataCenter): Outcome[] {
      const own = groups.filter(({ dataCenter }) => dataCenter === id).map(cluster => all.filter(host => host.cluster === cluster.id));
      const used = own.filter(hostsOf => hostsOf.length > 0);
      if (used.length < 2 || !isAllDown(used.flat())) return [];
      return [found.allOfDataCenter({ dataCenter: name, hosts: names(used.flat()) }, { object: `data center ${name}` })];
    }

    /** The only host of a cluster may be away before its own update. */
    function isAllDown(own: readonly Host[]): boolean {
      return own.length > (isAfter ? 0 : 1) && own.every(({ status }) => status !== 'up');
    }
  },
});
