import { type Attempt, attempt, check, type Outcome, skip, undecided } from '../../src/index.ts';
import { apiSummary } from './facts/api-summary.ts';
import { type Cluster, clusters } from './facts/clusters.ts';
import { type EngineOptions, engineOptions } from './facts/engine-options.ts';
import { hosts } from './facts/hosts.ts';
import { type Vm, vms } from './facts/vms.ts';
import { GUIDE } from './references.ts';
import { clusterObject, count, scopeOf, shortLists, UPDATE_INPUTS } from './update-scope.ts';
import { isEngineVm, isRunning } from './vm-states.ts';

export default check({
  id: 'ovirt/cluster-migration-off',
  title: 'Virtual machines of every cluster migrate by themselves when a host goes into maintenance',
  severity: 'blocker',
  applies: { platform: 'ovirt', phases: ['pre'], because: 'afterwards nothing has to move' },
  why: 'A host is updated in maintenance, which the engine reaches by migrating everything that runs on it.',
  fix: {
    unsupported: ({ cluster }) =>
      `Shut down the virtual machines of cluster ${cluster} before its hosts are updated: the engine does not migrate on this architecture.`,
    allFixed: ({ cluster }) =>
      `Shut down the virtual machines of cluster ${cluster}, or allow their migration: Edit › Host › Migration Options › Allow manual and automatic migration.`,
    onError: {
      text: 'Compute › Clusters › Edit › Migration Policy › Resilience Policy: Migrate Virtual Machines.',
      note: 'The guide says that machines are migrated where migration is enabled at the level of the cluster. This setting is about hosts that fail; maintenance migrates whatever it says.',
    },
  },
  refs: [GUIDE],
  covers: ['A.2.6'],
  needs: { summary: apiSummary, clusters, hosts, vms, options: attempt(engineOptions) },
  inputs: UPDATE_INPUTS,
  messages: {
    unsupported: 'The engine does not migrate virtual machines of cluster {cluster}: its architecture is {architecture}.',
    allFixed: 'None of the {count} that run in cluster {cluster} may be migrated automatically.',
    onError: {
      text: 'Cluster {cluster} has the resilience policy {policy}: where a host fails during the update, not all of its virtual machines are migrated.',
      severity: 'warning',
    },
  },
  judge({ summary, clusters: groups, hosts: all, vms: machines, options }, found, { inputs }) {
    const scope = scopeOf(all, inputs.hostsToUpdate);
    const running = machines.filter(vm => isRunning(vm) && !isEngineVm(vm));
    const used = groups.filter(({ id }) => scope.hosts.some(({ cluster }) => cluster === id) && running.some(({ cluster }) => cluster === id));
    const outcomes: Outcome[] = [
      ...used.flatMap(judgeCluster),
      ...scope.problems,
      ...shortLists(summary, { hosts: all, vms: machines, clusters: groups }),
    ];
    return used.length === 0 && outcomes.length === 0 ? skip('nothing runs in the clusters of the hosts that are to be updated') : outcomes;

    function judgeCluster(cluster: Cluster): Outcome[] {
      const at = { object: clusterObject(cluster) };
      const own = running.filter(vm => vm.cluster === cluster.id);
      const policy = cluster.onError;
      return [
        ...judgeSupport(cluster, at),
        ...(own.every(isFixed) ? [found.allFixed({ cluster: cluster.name, count: count(own.length, 'virtual machine') }, at)] : []),
        ...(policy !== undefined && policy !== 'migrate' ? [found.onError({ cluster: cluster.name, policy }, at)] : []),
      ];
    }

    function judgeSupport({ name, architecture, level }: Cluster, at: { readonly object: string }): Outcome[] {
      const supported = migrates(options, architecture, level);
      if (supported === undefined)
        return [undecided(`whether the engine migrates on the architecture of cluster ${name} is not known${sayWhy(options)}`)];
      return supported ? [] : [found.unsupported({ cluster: name, architecture: architecture ?? 'not set' }, at)];
    }
  },
});

const isFixed = ({ affinity }: Vm): boolean => affinity === 'pinned' || affinity === 'user_migratable';
const sayWhy = (options: Attempt<EngineOptions>): string => ('value' in options ? '' : `: ${options.reason}`);

const FAMILIES: Readonly<Record<string, string>> = { x86_64: 'x86', ppc64: 'ppc', ppc64le: 'ppc' };

/**
 * What IsMigrationSupported says of an architecture, by itself or by its family.
 *
 *     {"undefined":"true","x86":"true","ppc":"true"}
 */
function migrates(options: Attempt<EngineOptions>, architecture = 'undefined', level: string): boolean | undefined {
  const said = 'value' in options ? (options.value.get('IsMigrationSupported', level) ?? options.value.get('IsMigrationSupported')) : undefined;
  const [, value] =
    [architecture, FAMILIES[architecture] ?? architecture, 'undefined']
      .map(key => new RegExp(`"${key.replace(/\W/g, '')}"\\s*:\\s*"?(true|false)\\b`).exec(said ?? ''))
      .find(match => match !== null) ?? [];
  return value === undefined ? undefined : value === 'true';
}
