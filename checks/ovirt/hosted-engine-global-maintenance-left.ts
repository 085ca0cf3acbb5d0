import { check, sh, skip } from '../../src/index.ts';
import { engineVms, globalMaintenance, vmHosts } from './facts/hosted-engine.ts';
import { HOSTED_ENGINE_REFS } from './hosted-engine.ts';
import { vmObject } from './update-scope.ts';

export default check({
  id: 'ovirt/hosted-engine-global-maintenance-left',
  title: 'Global maintenance is off again after the engine was updated',
  severity: 'blocker',
  applies: { platform: 'ovirt', phases: ['post'] },
  why: 'In global maintenance nothing starts the virtual machine of the engine again: neither after its restart, nor where its host fails.',
  fix: {
    left: {
      text: 'On one of the hosts of the self-hosted engine, before the machine of the engine is restarted and before hosts are updated.',
      commands: [sh`hosted-engine --set-maintenance --mode=none`],
    },
  },
  refs: HOSTED_ENGINE_REFS,
  covers: ['A.5.3'],
  needs: { own: engineVms, vmHosts, maintenance: globalMaintenance },
  messages: { left: 'Global maintenance of the self-hosted engine {name} is still on.' },
  judge({ own, vmHosts: running, maintenance }, found) {
    if (own.length === 0) return skip('the engine is not self-hosted');
    return own
      .filter(({ id }) => (running.has(id) ? maintenance.get(running.get(id)!) === true : [...maintenance.values()].some(Boolean)))
      .map(({ name }) => found.left({ name }, { object: vmObject({ name }) }));
  },
});
