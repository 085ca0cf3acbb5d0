import { check, type Outcome, skip } from '../../src/index.ts';
import { incomplete } from './api.ts';
import { apiSummary } from './facts/api-summary.ts';
import { type Host, hosts } from './facts/hosts.ts';
import { vms } from './facts/vms.ts';
import { BEST_SCORE, canTakeOver, HOSTED_ENGINE_REFS, isAgentHost } from './hosted-engine.ts';
import { hostObject, sayNames } from './update-scope.ts';
import { isEngineVm } from './vm-states.ts';

const deploy =
  'Choose another host of the same cluster, put it into maintenance, and reinstall it with Hosted Engine > Deploy; or mend the agents of those that have it: hosted-engine --vm-status on a host says what is wrong.';

export default check({
  id: 'ovirt/hosted-engine-alternate-host-missing',
  title: 'Another host can take over the virtual machine of the engine',
  severity: 'blocker',
  applies: { platform: 'ovirt', phases: ['pre', 'post'] },
  why: 'The host of the engine goes into maintenance only where another host of its cluster can run the engine meanwhile.',
  fix: { none: deploy, weak: deploy, few: 'Deploy the self-hosted engine on a third host, so that one may fail while another is updated.' },
  refs: [
    ...HOSTED_ENGINE_REFS,
    'https://github.com/oVirt/ovirt-engine/blob/master/backend/manager/modules/bll/src/main/java/org/ovirt/engine/core/bll/hostedengine/HostedEngineHelper.java',
  ],
  covers: ['A.5.4', 'A.5.6'],
  needs: { hosts, vms, summary: apiSummary },
  messages: {
    none: 'No host but {name} can take over the virtual machine of the engine: {others}.',
    weak: {
      text: 'The hosts that can take over the virtual machine of the engine from {name} do so with a score below 3400: {others}.',
      severity: 'warning',
    },
    few: { text: 'Only {count} hosts can run the virtual machine of the engine.', severity: 'warning' },
  },
  judge({ hosts, vms, summary }, found) {
    const agents = hosts.filter(isAgentHost);
    const engine = vms.find(isEngineVm);
    const short = incomplete('hosts', hosts, summary) ?? (engine ? undefined : incomplete('vms', vms, summary));
    if (short) return [short];
    if (agents.length === 0 && !engine) return skip('the engine is not self-hosted');
    const current = hosts.find(({ id }) => id === engine?.host) ?? agents.find(({ status }) => status === 'up') ?? agents[0];
    return [
      ...(current ? judgeOthers(current) : []),
      ...(agents.length === 2 ? [found.few({ count: 2 }, { object: 'hosts of the self-hosted engine' })] : []),
    ];

    function judgeOthers(current: Host): Outcome[] {
      const others = agents.filter(({ id, cluster }) => id !== current.id && cluster === current.cluster);
      const [able, at] = [others.filter(canTakeOver), { object: hostObject(current) }];
      if (able.length === 0) return [found.none({ name: current.name, others: sayWhy(others) }, at)];
      const isWeak = able.every(({ hostedEngine }) => (hostedEngine?.score ?? 0) < BEST_SCORE);
      return isWeak ? [found.weak({ name: current.name, others: sayNames(able.map(one => `${one.name} (${one.hostedEngine?.score})`)) }, at)] : [];
    }
  },
});

const sayWhy = (others: readonly Host[]): string =>
  others.length === 0 ? 'it is the only one with an agent in its cluster' : sayNames(others.map(one => `${one.name} ${whyNot(one)}`));

function whyNot({ status, hostedEngine }: Host): string {
  if (status !== 'up') return `is ${status}`;
  if (hostedEngine?.localMaintenance === true) return 'is in local maintenance';
  if (hostedEngine?.active !== true) return 'has an agent that is not active';
  return `has the score ${hostedEngine.score ?? 0}`;
}
