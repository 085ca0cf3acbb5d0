import { check, type Outcome, skip } from '../../src/index.ts';
import { apiSummary } from './facts/api-summary.ts';
import { type Cluster, clusters } from './facts/clusters.ts';
import { dataCenters } from './facts/data-centers.ts';
import { type Host, hosts } from './facts/hosts.ts';
import { vms } from './facts/vms.ts';
import { GUIDE } from './references.ts';
import { clusterObject, count, hostObject, MAINTENANCE_SOURCE, NO_HOSTS, scopeOf, shortLists, UPDATE_INPUTS } from './update-scope.ts';
import { isRunning } from './vm-states.ts';

export default check({
  id: 'ovirt/cluster-host-alone',
  title: 'Every host that is to be updated has another host of its cluster that is up',
  severity: 'blocker',
  applies: { platform: 'ovirt', phases: ['pre'], because: 'afterwards the hosts are updated' },
  why: 'The virtual machines of a host move to the other hosts of its cluster while it is updated. Where there is none, the engine refuses to put it into maintenance.',
  fix: {
    alone: ({ name, cluster }) =>
      `Activate or add another host in cluster ${cluster}, or shut down the virtual machines on ${name} before its update.`,
    single: ({ name }) => `Plan the time for which host ${name} and what it would run are down.`,
    oneUp: ({ cluster }) => `Activate the other hosts of cluster ${cluster} first: Management › Activate.`,
    local: ({ name }) => `Shut down the virtual machines on ${name} before its update, and start them after it.`,
  },
  refs: [GUIDE, MAINTENANCE_SOURCE],
  covers: ['A.2.8'],
  needs: { summary: apiSummary, clusters, dataCenters, hosts, vms },
  inputs: UPDATE_INPUTS,
  messages: {
    alone: 'Host {name} runs {count}, and no other host of cluster {cluster} is up.',
    single: { text: 'Host {name} is the only one of cluster {cluster}: it can be updated while nothing runs on it.', severity: 'warning' },
    oneUp: { text: 'Of the {count} of cluster {cluster}, only {name} is up.', severity: 'warning' },
    local: { text: 'Host {name} is in a data center with local storage, and runs {count}: nothing can be migrated from it.', severity: 'warning' },
  },
  judge({ summary, clusters: groups, dataCenters: centers, hosts: all, vms: machines }, found, { inputs }) {
    const scope = scopeOf(all, inputs.hostsToUpdate);
    const outcomes: Outcome[] = [
      ...scope.hosts.flatMap(judgeHost),
      ...scope.problems,
      ...shortLists(summary, { hosts: all, vms: machines, clusters: groups }),
    ];
    return scope.hosts.length === 0 && outcomes.length === 0 ? skip(NO_HOSTS) : outcomes;

    function judgeHost(host: Host): Outcome[] {
      const { name } = host;
      const cluster = groups.find(({ id }) => id === host.cluster);
      const others = all.filter(one => one.cluster === host.cluster && one.id !== host.id);
      const running = machines.filter(vm => vm.host === host.id && isRunning(vm)).length;
      if (others.some(({ status }) => status === 'up')) return [];
      const data = { name, cluster: cluster?.name ?? host.cluster };
      if (isLocal(cluster)) return running > 0 ? [found.local({ name, count: sayVms(running) }, { object: hostObject(host) })] : [];
      if (running > 0) return [found.alone({ ...data, count: sayVms(running) }, { object: hostObject(host) })];
      if (others.length === 0) return [found.single(data, { object: hostObject(host) })];
      return host.status === 'up'
        ? [found.oneUp({ ...data, count: count(others.length + 1, 'host') }, { object: clusterObject({ name: data.cluster }) })]
        : [];
    }

    function isLocal(cluster: Cluster | undefined): boolean {
      return centers.find(({ id }) => id === cluster?.dataCenter)?.local === true;
    }
  },
});

const sayVms = (number: number): string => count(number, 'virtual machine');
