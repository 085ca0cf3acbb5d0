import { check, type Outcome, sh, skip } from '../../src/index.ts';
import { incomplete } from './api.ts';
import { apiSummary } from './facts/api-summary.ts';
import { type Host, hosts } from './facts/hosts.ts';
import { vms } from './facts/vms.ts';
import { HOSTED_ENGINE_REFS, isAgentHost } from './hosted-engine.ts';
import { hostObject, vmObject } from './update-scope.ts';
import { isEngineVm } from './vm-states.ts';

const MOST = 7;

export default check({
  id: 'ovirt/hosted-engine-agent-unfit',
  title: 'The agents of the self-hosted engine are active on every host that is up, and its virtual machine is up',
  severity: 'blocker',
  applies: { platform: 'ovirt', phases: ['pre', 'post'] },
  why: 'Agents decide where the engine runs. A host whose agent is silent cannot take it over, and may start it a second time.',
  fix: {
    inactive: {
      text: 'On the host. Then see with hosted-engine --vm-status that its data is live.',
      commands: [sh`systemctl restart ovirt-ha-broker ovirt-ha-agent`],
    },
    engineNotUp: { text: 'On a host of the self-hosted engine: see its state and its health.', commands: [sh`hosted-engine --vm-status`] },
    many: 'Undeploy it on some: in maintenance, Installation > Reinstall with Hosted Engine > Undeploy.',
  },
  refs: [...HOSTED_ENGINE_REFS, 'https://bugzilla.redhat.com/show_bug.cgi?id=2027087'],
  covers: ['A.5.5'],
  needs: { hosts, vms, summary: apiSummary },
  messages: {
    inactive: 'The agent of the self-hosted engine on the host {name} is not active.',
    engineNotUp: 'The virtual machine of the engine, {name}, is {status}.',
    many: { text: '{count} hosts run agents of the self-hosted engine; more than 7 slow each other down.', severity: 'warning' },
  },
  judge({ hosts, vms, summary }, found) {
    const [agents, engines] = [hosts.filter(isAgentHost), vms.filter(isEngineVm)];
    const short = incomplete('hosts', hosts, summary);
    if (short) return [short];
    if (agents.length === 0 && engines.length === 0) return skip('the engine is not self-hosted');
    return [
      ...agents.filter(isSilent).map((host): Outcome => found.inactive({ name: host.name }, { object: hostObject(host) })),
      ...engines.filter(({ status }) => status !== 'up').map(vm => found.engineNotUp({ name: vm.name, status: vm.status }, { object: vmObject(vm) })),
      ...(agents.length > MOST ? [found.many({ count: agents.length }, { object: 'hosts of the self-hosted engine' })] : []),
    ];
  },
});

const isSilent = ({ status, hostedEngine }: Host): boolean => status === 'up' && hostedEngine?.active !== true;
