import { CORE_PACKAGES } from '../../../checks/ovirt/facts/host-system.ts';
import check from '../../../checks/ovirt/host-restart-pending.ts';
import { KERNEL_PACKAGES } from '../../../checks/ovirt/kernels.ts';
import { cases } from '../../support/cases.ts';
import { ABSENT, DOWN } from './fleet-answers.ts';
import { EL, NODE, rpm } from './host-machines-answers.ts';

const STARTED = 1_600_000_000;
const kernels = (...all: string[]) =>
  rpm(
    KERNEL_PACKAGES,
    all.map(one => `kernel 3.10.0 ${one} x86_64 1600000000`),
  );
const core = (installed: number) =>
  rpm(CORE_PACKAGES, [`glibc 2.17 317.el7 x86_64 ${installed}`, `glibc 2.17 317.el7 i686 ${installed}`, `systemd 219 78.el7 x86_64 ${STARTED - 9}`]);
const given = (release: string, installed: object, more: object = {}) => ({
  given: {
    running: `3.10.0-${release}.x86_64\n`,
    kernels: installed,
    next: ABSENT,
    packages: core(STARTED - 5),
    boots: `btime ${STARTED}\n`,
    nodes: EL,
    ...more,
  } as never,
});
const data = (running: string, newest: string) => ({ running: `3.10.0-${running}.x86_64`, newest: `3.10.0-${newest}.x86_64` });
const grubby = (release: string) => ({ next: `/boot/vmlinuz-3.10.0-${release}.x86_64\n` });
const object = 'kernel';

cases(check, {
  on: { from: '4.3.7', to: '4.3.10', phase: 'post' },
  passes: {
    'the newest, which sorts before the other as text': given('1160.el7', kernels('1160.el7', '862.el7'), grubby('1160.el7')),
    'grubby is not there, or says nothing of use': given('1160.el7', kernels('1160.el7'), { next: { stdout: 'error', exit: 1 } }),
  },
  fails: {
    'an older one': {
      ...given('862.el7', kernels('862.el7', '1160.el7')),
      finds: [{ message: 'pending', data: data('862.el7', '1160.el7'), object, remedy: 'restart it' }],
    },
    'one that was removed': {
      ...given('957.el7', kernels('862.el7', '1160.el7')),
      finds: [{ message: 'removed', data: data('957.el7', '1160.el7'), object }],
    },
    'one that is newer than all': {
      ...given('1160.9.1.el7', kernels('1160.el7')),
      finds: [{ message: 'newer', data: data('1160.9.1.el7', '1160.el7'), object }],
    },
    'the next start takes an old one': {
      ...given('1160.el7', kernels('862.el7', '1160.el7'), grubby('862.el7')),
      finds: [
        {
          message: 'notDefault',
          data: { newest: '3.10.0-1160.el7.x86_64', next: '3.10.0-862.el7.x86_64' },
          object: 'kernel of the next start',
          remedy: '--set-default=/boot/vmlinuz-3.10.0-1160.el7.x86_64',
        },
      ],
    },
    'a new glibc since the start': {
      ...given('1160.el7', kernels('1160.el7'), { packages: core(STARTED + 5) }),
      finds: [{ message: 'packages', data: { names: 'glibc' }, object: 'packages' }],
    },
  },
  skips: { 'oVirt Node': { ...given('862.el7', kernels('1160.el7'), { nodes: NODE }), because: 'comes with its image' } },
  unknown: {
    'no package of a kernel': { ...given('1160.el7', kernels()), because: 'no package of the running kernel' },
    'the host cannot be reached': {
      given: { running: DOWN, kernels: DOWN, next: DOWN, packages: DOWN, boots: DOWN, nodes: DOWN },
      because: 'timed out',
    },
    'no name of a kernel': { ...given('1160.el7', kernels(), { running: 'uname: not found' }), because: 'does not print the name of a kernel' },
  },
});
