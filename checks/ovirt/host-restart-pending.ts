import { type Attempt, attempt, check, each, type OnHost, type Outcome, sh, skip, undecided } from '../../src/index.ts';
import { bootTime, corePackages, hostDefaultKernel, isNode, kernelPackages, runningKernel } from './facts/host-system.ts';
import { flavourOf, type KernelState, kernelState, kernelsIn } from './kernels.ts';
import { GUIDE } from './references.ts';
import { sayNames } from './update-scope.ts';

const restart = 'Put the host into maintenance (Management › Maintenance), restart it, and activate it.';

export default check({
  id: 'ovirt/host-restart-pending',
  title: 'Every Enterprise Linux host runs the newest kernel and the packages that are installed on it',
  severity: 'warning',
  applies: { platform: 'ovirt', phases: ['post'], because: 'before, nothing is updated' },
  why: 'An updated kernel works from the next start of the host on, and so do libraries that everything uses. Who updates a host may untick its restart.',
  fix: {
    pending: restart,
    removed: restart,
    newer: 'Find out who removed the package of the kernel that runs; the next start takes an older one.',
    notDefault: ({ newest }) => ({
      text: 'See why (grubby --info=ALL). Where that was not meant, set the default.',
      commands: [sh`grubby --set-default=${`/boot/vmlinuz-${newest}`}`],
    }),
    packages: restart,
  },
  refs: [GUIDE],
  covers: ['A.2.17'],
  needs: {
    running: each(runningKernel),
    kernels: each(kernelPackages),
    next: each(attempt(hostDefaultKernel)),
    packages: each(corePackages),
    boots: each(bootTime),
    nodes: each(isNode),
  },
  messages: {
    pending: 'The kernel {running} is running, and {newest} is installed.',
    removed: 'The kernel {running} is running, and is not installed any more; the newest that is installed is {newest}.',
    newer: 'The kernel {running} is running, and is not installed any more; the newest that is installed, {newest}, is older.',
    notDefault: 'The next start will not take the newest kernel {newest}, but {next}.',
    packages: 'These packages were installed since the last start, and parts of the old ones may still be in use: {names}.',
  },
  judge({ running, kernels, next, packages, boots, nodes }, found) {
    const own = running.filter(({ host }) => nodes.find(one => one.host === host)?.value !== true);
    if (own.length === 0 && running.length > 0) return skip('every host is oVirt Node, whose kernel comes with its image');
    return own.flatMap(({ host, value }): Outcome[] => {
      const installed = valueOn(kernels, host);
      return [...(installed ? judgeKernel(host, value, kernelState(value, kernelsIn(installed.all))) : []), ...judgePackages(host)];
    });

    function judgeKernel(host: string, release: string, kernel: KernelState): Outcome[] {
      if (kernel.state === 'none-installed') return [undecided(`no package of the running kernel ${release} is installed`, host)];
      const data = { running: release, newest: kernel.newest.release };
      const following = judgeNext(host, release, data.newest);
      if (kernel.state === 'current') return following;
      return [found[kernel.state === 'newer-than-installed' ? 'newer' : kernel.state](data, { host, object: 'kernel' }), ...following];
    }

    /** A kernel of another flavour was chosen by somebody. */
    function judgeNext(host: string, release: string, newest: string): Outcome[] {
      const said: Attempt<string> | undefined = valueOn(next, host);
      if (!said || !('value' in said) || said.value === newest || flavourOf(said.value) !== flavourOf(release)) return [];
      return [found.notDefault({ newest, next: said.value }, { host, object: 'kernel of the next start' })];
    }

    function judgePackages(host: string): Outcome[] {
      const booted = valueOn(boots, host);
      const since = (valueOn(packages, host)?.all ?? []).filter(one => booted !== undefined && one.installedAt > booted);
      const names = [...new Set(since.map(({ name }) => name))];
      return names.length > 0 ? [found.packages({ names: sayNames(names) }, { host, object: 'packages' })] : [];
    }
  },
});

const valueOn = <T>(all: readonly OnHost<T>[], host: string): T | undefined => all.find(one => one.host === host)?.value;
