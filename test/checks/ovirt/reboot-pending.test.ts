import { KERNEL_PACKAGES } from '../../../checks/ovirt/kernels.ts';
import check from '../../../checks/ovirt/reboot-pending.ts';
import { cases } from '../../support/cases.ts';
import { rpm } from './rpm.ts';

const kernels = (installed: Parameters<typeof rpm>[0]) => rpm(installed, KERNEL_PACKAGES);
const two = kernels({ kernel: ['3.10.0-1127.19.1.el7', '3.10.0-957.el7'] });
const next = (kernel: string) => `/boot/vmlinuz-${kernel}\n`;
const newest = '3.10.0-1127.19.1.el7.x86_64';
const refused = { status: 'denied', reason: 'leaves a trace' } as const;

cases(check, {
  on: { from: '4.3.10.4', to: '4.3.11.4', phase: 'post' },
  passes: {
    'the newest runs: 957 is older than 1127': { given: { running: `${newest}\n`, kernels: two, default: next(newest), restart: '' } },
    'a debug kernel of it': { given: { running: `${newest}.debug\n`, kernels: two, restart: refused } },
    'of EL8, where the package kernel is empty': {
      given: { running: '4.18.0-348.el8.x86_64', kernels: kernels({ 'kernel-core': '4.18.0-348.el8' }) },
    },
  },
  fails: {
    'another is newer': {
      given: {
        running: '3.10.0-957.el7.x86_64',
        kernels: two,
        default: next(newest),
        restart: { exit: 1, stdout: 'Core libraries:\n  kernel -> 3.10.0-1127.19.1.el7\n' },
      },
      finds: [{ message: 'pending', data: { running: '3.10.0-957.el7.x86_64', newest }, object: 'kernel', remedy: 'systemctl reboot' }],
    },
    'what runs was removed': {
      given: { running: '3.10.0-862.el7.x86_64', kernels: two },
      finds: [{ message: 'removed', data: { running: '3.10.0-862.el7.x86_64', newest }, object: 'kernel' }],
    },
    'the next start takes an old one': {
      given: { running: newest, kernels: two, default: next('3.10.0-957.el7.x86_64') },
      finds: [{ message: 'notDefault', data: { newest, next: '3.10.0-957.el7.x86_64' }, object: 'kernel of the next start' }],
    },
    'other packages want it': {
      given: {
        running: newest,
        kernels: two,
        restart: {
          exit: 1,
          stdout: 'Core libraries or services have been updated:\n  glibc -> 2.17-317.el7\n  systemd -> 219-78.el7\n\nReboot is required\n',
        },
      },
      finds: [{ message: 'packages', data: { names: 'glibc, systemd' } }],
    },
  },
  unknown: {
    'no package of it': { given: { running: '5.4.17-uek.el7uek.x86_64', kernels: two }, because: 'no package of the running kernel' },
    'rpm is locked': { given: { running: newest, kernels: { exit: 1, stderr: 'error: rpmdb open failed' } }, because: 'rpmdb open failed' },
    'uname says nonsense': { given: { running: '\u001b[2J', kernels: two }, because: 'no version of a kernel' },
  },
});
