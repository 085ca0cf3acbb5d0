import { check, undecided } from '../../src/index.ts';
import { engineOptions } from './facts/engine-options.ts';

export default check({
  id: 'ovirt/engine-mode-not-active',
  title: 'The engine is in the mode Active',
  severity: 'blocker',
  applies: { platform: 'ovirt', phases: ['pre', 'post'] },
  why: 'engine-setup puts the engine into maintenance while it waits for tasks, and back at its end. An engine that was left there refuses nearly every action.',
  fix: {
    notActive: {
      text: 'Run engine-setup again and let it end: it puts the mode back. Only where it cannot be run, set the mode by hand, on the engine:',
      commands: [
        { language: 'sh', text: 'engine-config -s EngineMode=Active' },
        { language: 'sh', text: 'systemctl restart ovirt-engine' },
      ],
    },
  },
  refs: ['https://github.com/oVirt/ovirt-engine/blob/master/packaging/setup/plugins/ovirt-engine-setup/ovirt-engine/upgrade/asynctasks.py'],
  covers: ['A.3.24'],
  needs: { options: engineOptions },
  messages: { notActive: 'The engine is in the mode {mode}.' },
  judge({ options }, found) {
    const mode = options.get('EngineMode');
    if (mode === undefined) return [undecided('the database has no option EngineMode')];
    return mode.trim().toUpperCase() === 'ACTIVE' ? [] : [found.notActive({ mode }, { object: 'option EngineMode' })];
  },
});
