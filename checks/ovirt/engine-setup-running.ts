import { attempt, check, type Remedy, sh, undecided } from '../../src/index.ts';
import { engineOptions } from './facts/engine-options.ts';
import { busyProcesses } from './facts/processes.ts';
import { setupFiles, setupOutcomes } from './facts/setup-runs.ts';
import { GUIDE, SETUP_SOURCE } from './references.ts';
import { runSetup } from './releases.ts';

const again: Remedy = { ...runSetup, text: 'Run engine-setup again, and to its end: it restores what the interrupted run left behind.' };

export default check({
  id: 'ovirt/engine-setup-running',
  title: 'Neither engine-setup nor a backup nor the package manager is running, and no run was cut off',
  severity: 'blocker',
  applies: { platform: 'ovirt', phases: ['pre', 'stopped', 'installed', 'post'] },
  why: 'A second run beside the first, or on what a stopped run left behind, can leave the database half updated. A run must not be stopped.',
  fix: {
    running: ({ pid }) => ({ text: 'Wait until it has ended; do not stop it.', commands: [sh`tail --pid=${pid} -f /dev/null`] }),
    packageManager: 'Wait until the package manager has ended.',
    interrupted: {
      ...again,
      note: 'Setting the mode by hand (engine-config -s EngineMode=Active) hides what is half done; do it only where the support of oVirt says so.',
    },
    cutOff: again,
  },
  refs: [GUIDE, SETUP_SOURCE],
  covers: ['A.1.7'],
  needs: { busy: busyProcesses, options: attempt(engineOptions), outcomes: setupOutcomes, files: setupFiles },
  messages: {
    running: '{program} is running (process {pid}).',
    packageManager: { text: '{program} is running (process {pid}), and engine-setup will wait for it.', severity: 'warning' },
    interrupted: 'The engine is in the mode {mode}, and engine-setup is not running: a run of it was interrupted.',
    cutOff: {
      text: 'The last log of engine-setup says neither that it completed nor that it failed, and it is not running: {log}.',
      severity: 'warning',
    },
  },
  *judge({ busy, options, outcomes, files }, found) {
    for (const { program, pid } of busy)
      yield found[isManager(program) ? 'packageManager' : 'running']({ program, pid }, { object: `process ${program}` });
    if (busy.some(({ program }) => program === 'engine-setup')) return;
    if ('reason' in options) yield undecided(options.reason);
    else {
      const mode = options.value.get('EngineMode') ?? '';
      if (mode === '') yield undecided('the engine database has no option EngineMode');
      else if (mode.toLowerCase() === 'maintenance') yield found.interrupted({ mode }, { object: 'option EngineMode' });
    }
    const [newest] = files.logs;
    if (newest && !outcomes.get(newest.path)?.result) yield found.cutOff({ log: newest.path }, { path: newest.path });
  },
});

const isManager = (program: string): boolean => program === 'yum' || program === 'dnf';
