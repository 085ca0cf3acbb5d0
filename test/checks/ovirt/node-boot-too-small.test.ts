import check from '../../../checks/ovirt/node-boot-too-small.ts';
import { cases } from '../../support/cases.ts';
import { EL, NODE } from './node-systems.ts';

const df = (...mounts: (readonly [mount: string, kilobytes: number])[]) =>
  `Filesystem 1024-blocks Used Available Capacity Mounted on\n${mounts.map(([mount, size]) => `/dev/sda1 ${size} 1 2 3% ${mount}`).join('\n')}\n`;

cases(check, {
  on: { from: '4.4.9', to: '4.4.10', phase: 'pre' },
  passes: {
    '1 GB, exactly': { given: { systems: NODE, space: df(['/', 6_000_000], ['/boot', 976_563]) } },
    'part of a larger file system': { given: { systems: NODE, space: df(['/', 6_000_000], ['/boot/efi', 200_000]) } },
  },
  fails: {
    '1 GB, nearly': {
      given: { systems: NODE, space: df(['/', 6_000_000], ['/boot', 976_562]) },
      finds: [{ message: 'small', data: { size: '953 MiB' }, host: 'host', object: 'file system /boot', remedy: 'enlarge /boot' }],
    },
  },
  skips: { 'no oVirt Node': { given: { systems: EL, space: df(['/boot', 1]) }, because: 'no host is an oVirt Node' } },
  unknown: { 'df says nothing': { given: { systems: NODE, space: '\u001b[2J' }, because: 'df names no file system' } },
});
