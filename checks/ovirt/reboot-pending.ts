import { attempt, check, sh, undecided } from '../../src/index.ts';
import { defaultKernel, engineKernels, restartNeeded, runningKernel } from './facts/kernels.ts';
import { flavourOf, kernelState, kernelsIn } from './kernels.ts';
import { GUIDE } from './references.ts';

export default check({
  id: 'ovirt/reboot-pending',
  title: 'The engine machine runs the newest kernel that is installed',
  severity: 'warning',
  applies: { platform: 'ovirt', phases: ['post'] },
  why: 'An updated kernel works from the next start of the machine on. The guide asks for a restart where a kernel was updated.',
  fix: {
    text: 'Restart the machine at a time when nobody works with the engine.',
    commands: [sh`systemctl reboot`],
    note: 'On a self-hosted engine end global maintenance first (hosted-engine --set-maintenance --mode=none on one of its hosts), so that the virtual machine of the engine is started again.',
  },
  refs: [GUIDE],
  covers: ['A.1.14'],
  needs: { running: runningKernel, kernels: engineKernels, default: attempt(defaultKernel), restart: attempt(restartNeeded) },
  messages: {
    pending: 'The kernel {running} is running, and {newest} is installed.',
    removed: 'The kernel {running} is running, and is not installed any more; the newest that is installed is {newest}.',
    notDefault: 'The next start will not take the newest kernel {newest}, but {next}.',
    packages: { text: 'Updated packages want a restart of the machine: {names}.', severity: 'advice' },
  },
  *judge({ running, kernels, default: next, restart }, found) {
    const kernel = kernelState(running, kernelsIn(kernels.all));
    if (kernel.state === 'none-installed') return yield undecided(`no package of the running kernel ${running} is installed`);
    const newest = kernel.newest.release;
    if (kernel.state !== 'current') yield found[kernel.state === 'pending' ? 'pending' : 'removed']({ running, newest }, { object: 'kernel' });
    if ('value' in next && next.value !== newest && flavourOf(next.value) === flavourOf(running))
      yield found.notDefault({ newest, next: next.value }, { object: 'kernel of the next start' });
    const others = 'value' in restart ? restart.value.filter(name => !name.startsWith('kernel')) : [];
    if (others.length > 0) yield found.packages({ names: others.slice(0, 12).join(', ') });
  },
});
