import { attempt, check, type Outcome, skip, undecided } from '../../src/index.ts';
import { apiSummary } from './facts/api-summary.ts';
import { asyncTasks } from './facts/async-tasks.ts';
import { clusters } from './facts/clusters.ts';
import { type DataCenter, dataCenters } from './facts/data-centers.ts';
import { type Host, hosts } from './facts/hosts.ts';
import { GUIDE } from './references.ts';
import { type Spm, spmOf, successorsOf } from './spm.ts';
import { count, hostObject, MAINTENANCE_SOURCE, sayNames, scopeOf, shortLists, UPDATE_INPUTS } from './update-scope.ts';

const SELECT = 'Compute › Hosts › Management › Select as SPM on a host that is up; raise the SPM priority of hosts where it is Never (Edit › SPM).';

export default check({
  id: 'ovirt/spm-successor-missing',
  title: 'Every data center has a storage pool manager, and another host that can take over',
  severity: 'blocker',
  applies: { platform: 'ovirt', phases: ['pre'], because: 'afterwards the hosts are updated' },
  why: 'The storage pool manager (SPM) is one of the hosts. When it is updated, another must take over, or nothing can be done with the storage of the data center.',
  fix: {
    none: SELECT,
    several: `Look into /var/log/ovirt-engine/engine.log: two hosts must never be SPM at once. ${SELECT}`,
    contending: 'Wait until the election ends, and look again. Where it does not, look at the storage domains and at vdsm.log of the host.',
    onlyCandidate: ({ name }) => `Activate another host of the data center, or raise its SPM priority, before ${name} is updated.`,
    tasks: ({ dataCenter }) => `Wait until the tasks of data center ${dataCenter} have ended: the engine refuses maintenance of the SPM until then.`,
  },
  refs: [GUIDE, MAINTENANCE_SOURCE],
  covers: ['A.2.10'],
  needs: { summary: apiSummary, dataCenters, clusters, hosts, tasks: attempt(asyncTasks) },
  inputs: UPDATE_INPUTS,
  messages: {
    none: 'Data center {dataCenter} is {status}, and none of its hosts is SPM.',
    several: 'Data center {dataCenter} has more than one SPM: {hosts}.',
    contending: { text: 'Host {name} is contending for SPM of data center {dataCenter}.', severity: 'warning' },
    onlyCandidate: 'Host {name} is the only one of data center {dataCenter} that can be SPM.',
    local: { text: 'Data center {dataCenter} has local storage of {name} alone: it is down while that host is updated.', severity: 'warning' },
    tasks: { text: 'Host {name} is SPM of data center {dataCenter}, in which {count} not finished.', severity: 'warning' },
    last: { text: 'Host {name} is SPM of data center {dataCenter}: update it last.', severity: 'note' },
  },
  judge({ summary, dataCenters: centers, clusters: groups, hosts: all, tasks }, found, { inputs }) {
    const scope = scopeOf(all, inputs.hostsToUpdate);
    const used = centers.map(center => spmOf(center, groups, all)).filter(isUsed);
    const outcomes: Outcome[] = [
      ...used.flatMap(spm => (spm.dataCenter.local === true ? judgeLocal(spm) : judgeShared(spm))),
      ...scope.problems,
      ...shortLists(summary, { hosts: all, clusters: groups }),
    ];
    return used.length === 0 && outcomes.length === 0 ? skip('no data center has storage and hosts') : outcomes;

    function judgeShared(spm: Spm): Outcome[] {
      const updated = spm.hosts.filter(({ id }) => scope.hosts.some(host => host.id === id));
      return [...judgeHolder(spm), ...updated.flatMap(host => judgeHost(spm, host))];
    }

    function judgeLocal({ dataCenter, hosts: own }: Spm): Outcome[] {
      return own
        .filter(({ id }) => scope.hosts.some(host => host.id === id))
        .map(host => found.local({ dataCenter: dataCenter.name, name: host.name }, { object: hostObject(host) }));
    }

    function judgeHolder({ dataCenter: { name, status }, holders, contending }: Spm): Outcome[] {
      const object = `data center ${name}`;
      if (holders.length > 1) return [found.several({ dataCenter: name, hosts: sayNames(holders.map(host => host.name)) }, { object })];
      if (contending.length > 0) return contending.map(host => found.contending({ name: host.name, dataCenter: name }, { object: hostObject(host) }));
      return holders.length === 0 ? [found.none({ dataCenter: name, status }, { object })] : [];
    }

    function judgeHost(spm: Spm, host: Host): Outcome[] {
      const [object, data] = [hostObject(host), { name: host.name, dataCenter: spm.dataCenter.name }];
      const isHolder = spm.holders.some(({ id }) => id === host.id);
      const isCandidate = isHolder || spm.candidates.some(({ id }) => id === host.id);
      if (isCandidate && successorsOf(spm, [host.id]).length === 0) return [found.onlyCandidate(data, { object })];
      return isHolder ? [...judgeTasks(spm.dataCenter, data, object), found.last(data, { object })] : [];
    }

    function judgeTasks({ id }: DataCenter, data: { readonly name: string; readonly dataCenter: string }, object: string): Outcome[] {
      if (!('value' in tasks))
        return [undecided(`whether the SPM of data center ${data.dataCenter} has unfinished tasks is not known: ${tasks.reason}`)];
      const own = tasks.value.filter(one => one === id).length;
      return own === 0 ? [] : [found.tasks({ ...data, count: `${count(own, 'task')} ${own === 1 ? 'is' : 'are'}` }, { object })];
    }
  },
});

/** A data center without storage has no SPM, and one in maintenance needs none. */
const isUsed = ({ dataCenter: { status }, hosts: own }: Spm): boolean => own.length > 0 && status !== 'uninitialized' && status !== 'maintenance';
