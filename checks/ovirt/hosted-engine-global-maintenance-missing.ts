import { check, type Outcome, sh, skip } from '../../src/index.ts';
import { ENGINE_VM_NAME, engineVms, globalMaintenance, namedEngineVms, vmHosts } from './facts/hosted-engine.ts';
import { HOSTED_ENGINE_REFS } from './hosted-engine.ts';
import { vmObject } from './update-scope.ts';

const set = {
  text: 'Right before engine-setup, on one of the hosts of the self-hosted engine; then wait a minute, until the engine knows of it.',
  commands: [sh`hosted-engine --set-maintenance --mode=global`],
  undo: sh`hosted-engine --set-maintenance --mode=none`.text,
};

export default check({
  id: 'ovirt/hosted-engine-global-maintenance-missing',
  title: 'Global maintenance is on before engine-setup runs in a self-hosted engine',
  severity: 'blocker',
  applies: { platform: 'ovirt', phases: ['pre', 'stopped'] },
  why: 'engine-setup stops the engine. Without global maintenance the agents take that for a failure and restart its virtual machine in the middle of it, so that engine-setup refuses to begin.',
  fix: {
    off: set,
    offYet: set,
    notSaid: set,
    notRunning: set,
    ordinary: `Rename the virtual machine ${ENGINE_VM_NAME}: engine-setup goes by the name.`,
  },
  refs: HOSTED_ENGINE_REFS,
  covers: ['A.5.1', 'A.5.2'],
  needs: { own: engineVms, named: namedEngineVms, vmHosts, maintenance: globalMaintenance },
  messages: {
    off: 'Global maintenance of the self-hosted engine {name} is off.',
    offYet: {
      text: 'Global maintenance of the self-hosted engine {name} is still off: it has to be on right before engine-setup.',
      severity: 'warning',
    },
    notSaid: 'The host of the self-hosted engine {name} does not say that global maintenance is on, which engine-setup takes for off.',
    notRunning: 'The database says of no host that the self-hosted engine {name} runs on it, so that engine-setup does not see global maintenance.',
    ordinary: {
      text: `Virtual machine ${ENGINE_VM_NAME} is an ordinary one; engine-setup takes it for that of a self-hosted engine and refuses.`,
      severity: 'warning',
    },
  },
  judge({ own, named, vmHosts: running, maintenance }, found, { phase }) {
    const ordinary = named.filter(({ isOwn }) => !isOwn).map(() => found.ordinary({}, { object: vmObject({ name: ENGINE_VM_NAME }) }));
    if (own.length === 0 && ordinary.length === 0) return skip('the engine is not self-hosted');
    return [...own.flatMap(judgeVm), ...ordinary];

    function judgeVm({ id, name }: (typeof own)[number]): Outcome[] {
      const [host, at] = [running.get(id), { object: vmObject({ name }) }];
      if (host === undefined) return [found.notRunning({ name }, at)];
      const isOn = maintenance.get(host);
      if (isOn === undefined) return [found.notSaid({ name }, at)];
      // Days before the window it is off, and should be.
      return isOn ? [] : [found[phase === 'pre' ? 'offYet' : 'off']({ name }, at)];
    }
  },
});
