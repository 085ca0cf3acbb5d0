import { check, type Outcome, skip, undecided } from '../../src/index.ts';
import { apiSummary } from './facts/api-summary.ts';
import { hostStatistics, type Statistics } from './facts/host-statistics.ts';
import { type Host, hosts } from './facts/hosts.ts';
import { GUIDE } from './references.ts';
import { count, hostObject, scopeOf, shortLists, UPDATE_INPUTS } from './update-scope.ts';

/** Per cent from which on a host is not quiet. */
const CPU = 50;
const MEMORY = 75;

export default check({
  id: 'ovirt/host-load-high',
  title: 'The hosts that are to be updated have little to do',
  severity: 'advice',
  applies: { platform: 'ovirt', phases: ['pre'], because: 'afterwards the load says nothing of the update' },
  why: 'Every virtual machine on the host is migrated before its update. That takes the longer, and disturbs the more, the more there is to do.',
  fix: 'Update the host at a quieter time, or shut down virtual machines that are not needed.',
  refs: [GUIDE],
  covers: ['A.2.7'],
  needs: { summary: apiSummary, hosts, statistics: hostStatistics },
  inputs: UPDATE_INPUTS,
  messages: {
    cpu: 'Host {name} uses {percent} % of its processors.',
    memory: 'Host {name} uses {percent} % of its memory.',
    migrating: 'Host {name} has {count} on the way from or to it.',
  },
  judge({ summary, hosts: all, statistics }, found, { inputs }) {
    const scope = scopeOf(all, inputs.hostsToUpdate);
    const up = scope.hosts.filter(({ status }) => status === 'up');
    const outcomes: Outcome[] = [...up.flatMap(judgeHost), ...scope.problems, ...shortLists(summary, { hosts: all })];
    return up.length === 0 && outcomes.length === 0 ? skip('no host that is to be updated is up') : outcomes;

    function judgeHost(host: Host): Outcome[] {
      const at = { object: hostObject(host) };
      const use = useOf(statistics.get(host.id));
      if (!use) return [undecided(`the engine has no statistics of host ${host.name}`)];
      const migrating = host.vms.migrating ?? 0;
      return [
        ...(use.cpu >= CPU ? [found.cpu({ name: host.name, percent: Math.round(use.cpu) }, at)] : []),
        ...(use.memory >= MEMORY ? [found.memory({ name: host.name, percent: Math.round(use.memory) }, at)] : []),
        ...(migrating > 0 ? [found.migrating({ name: host.name, count: count(migrating, 'virtual machine') }, at)] : []),
      ];
    }
  },
});

/** Per cent; undefined where the engine has measured nothing yet: it then says 0 of everything. */
function useOf(statistics: Statistics | undefined): { readonly cpu: number; readonly memory: number } | undefined {
  const of = (name: string): number => statistics?.get(name) ?? 0;
  const cpu = of('cpu.current.user') + of('cpu.current.system');
  if (!(of('memory.total') > 0) || cpu + of('cpu.current.idle') === 0) return undefined;
  return { cpu, memory: (of('memory.used') / of('memory.total')) * 100 };
}
