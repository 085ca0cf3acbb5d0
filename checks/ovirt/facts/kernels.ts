import { command, fact } from '../../../src/index.ts';
import { KERNEL_PACKAGES } from '../kernels.ts';
import { packagesOf } from './packages.ts';

/** `3.10.0-1127.19.1.el7.x86_64`; of a debug kernel with `+debug` or `.debug` at its end. */
export const runningKernel = fact({
  id: 'ovirt.engine-running-kernel',
  title: 'running kernel',
  role: 'engine',
  query: command('uname', '-r'),
  parse: ({ stdout }): string => {
    const kernel = stdout.trim();
    if (!/^[\w.+~^-]{3,200}$/.test(kernel)) throw new Error('uname says no version of a kernel');
    return kernel;
  },
});

export const engineKernels = packagesOf('engine', 'kernels', 'installed kernels', KERNEL_PACKAGES);

/** `/boot/vmlinuz-3.10.0-1160.el7.x86_64` → `3.10.0-1160.el7.x86_64` */
export const defaultKernel = fact({
  id: 'ovirt.engine-default-kernel',
  title: 'kernel of the next start',
  role: 'engine',
  query: command('grubby', '--default-kernel'),
  parse: ({ stdout, exit }): string => {
    const [, kernel] = /^\/boot\/vmlinuz-(\S+)\s*$/m.exec(stdout) ?? [];
    if (exit !== 0 || kernel === undefined) throw new Error(`grubby says no kernel (exit status ${exit})`);
    return kernel;
  },
});

/**
 * Packages for which the machine should be started anew; exit status 1 where there are some.
 *
 *     Core libraries or services have been updated:
 *       glibc -> 2.17-317.el7
 *     Reboot is required to ensure that your system benefits from these updates.
 */
export const restartNeeded = fact({
  id: 'ovirt.engine-restart-needed',
  title: 'needs-restarting',
  role: 'engine',
  query: command('needs-restarting', '-r'),
  parse: ({ stdout, exit }): string[] => {
    if (exit !== 0 && exit !== 1) throw new Error(`needs-restarting ended with exit status ${exit}`);
    return exit === 0 ? [] : [...stdout.matchAll(/^\s+\*?\s*([A-Za-z0-9_.+-]+)(?: ->.*)?\s*$/gm)].map(([, name]) => name!).slice(0, 100);
  },
});
