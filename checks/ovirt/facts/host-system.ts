import { command, fact, file } from '../../../src/index.ts';
import { KERNEL_PACKAGES } from '../kernels.ts';
import { packagesOf } from './packages.ts';

/** Of hosts that can be logged in to. */

/** `3.10.0-1127.19.1.el7.x86_64` */
export const runningKernel = fact({
  id: 'ovirt.running-kernel',
  title: 'the kernel that runs',
  role: 'host',
  query: command('uname', '-r'),
  parse: ({ stdout }): string => {
    const release = stdout.trim();
    if (!/^\d\S{2,120}$/.test(release)) throw new Error('uname does not print the name of a kernel');
    return release;
  },
});

export const kernelPackages = packagesOf('host', 'kernels', 'packages of kernels', KERNEL_PACKAGES);

/** Packages that a machine has in use until it is restarted, or until its services are. */
export const CORE_PACKAGES = [
  'glibc',
  'systemd',
  'linux-firmware',
  'openssl-libs',
  'dbus',
  'vdsm',
  'libvirt-daemon',
  'qemu-kvm',
  'qemu-kvm-ev',
  'qemu-kvm-core',
];
export const corePackages = packagesOf('host', 'core-packages', 'packages that are in use since the start', CORE_PACKAGES);

/** `/boot/vmlinuz-3.10.0-1160.el7.x86_64` → `3.10.0-1160.el7.x86_64` */
export const hostDefaultKernel = fact({
  id: 'ovirt.host-default-kernel',
  title: 'kernel of the next start',
  role: 'host',
  query: command('grubby', '--default-kernel'),
  parse: ({ stdout, exit }): string => {
    const [, kernel] = /^\/boot\/vmlinuz-(\S{1,200})\s*$/m.exec(stdout) ?? [];
    if (exit !== 0 || kernel === undefined) throw new Error(`grubby says no kernel (exit status ${exit})`);
    return kernel;
  },
});

/**
 * When the machine was started, in seconds since 1970.
 *
 *     btime 1605830400
 */
export const bootTime = fact({
  id: 'ovirt.boot-time',
  title: 'time of the last start',
  role: 'host',
  query: file('/proc/stat'),
  parse: ({ text }): number => {
    const [, seconds] = /^btime (\d{1,12})$/m.exec(text) ?? [];
    if (seconds === undefined) throw new Error('it has no line btime');
    return Number(seconds);
  },
});

/** Whether the host is an oVirt Node: `VARIANT_ID="ovirt-node"`. */
export const isNode = fact({
  id: 'ovirt.host-variant',
  title: 'kind of operating system',
  role: 'host',
  query: file('/etc/os-release'),
  parse: ({ text }): boolean => /^VARIANT_ID=["']?ovirt-node["']?\s*$/m.test(text),
});
