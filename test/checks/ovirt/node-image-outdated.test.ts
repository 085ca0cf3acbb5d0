import check from '../../../checks/ovirt/node-image-outdated.ts';
import { cases } from '../../support/cases.ts';
import { EL, NODE } from './node-systems.ts';

const [OLD, NEW] = ['ovirt-node-ng-4.4.9-0.20211026.0+1', 'ovirt-node-ng-4.4.10.2-0.20220303.0+1'];
const booted = (layer: string) => `BOOT_IMAGE=(hd0,msdos1)//${layer}/vmlinuz-4.18.0 root=/dev/onn/${layer} rhgb quiet img.bootid=${layer} null\n`;
const boot = (...layers: string[]) => layers.map(layer => ({ path: `/boot/${layer}`, type: 'directory' })) as never;
const given = (running: string, ...layers: string[]) => ({ systems: NODE, started: booted(running), layers: boot(...layers) });

cases(check, {
  on: { from: '4.4.9', to: '4.4.10', phase: 'post' },
  passes: {
    'the newest runs': { given: given(NEW, OLD, NEW) },
    'one image alone': { given: given(OLD, OLD) },
    'a file is no image': { given: { ...given(OLD, OLD), layers: [...(boot(OLD) as object[]), `/boot/${NEW}`] as never } },
  },
  fails: {
    'the old one runs': {
      given: given(OLD, OLD, NEW),
      finds: [{ message: 'old', data: { running: OLD, newest: NEW }, host: 'host', object: 'image of oVirt Node', remedy: 'restart it' }],
    },
    'told by the kernel alone, in another layer of one image': {
      given: { systems: NODE, started: `BOOT_IMAGE=(hd0)/${OLD}/vmlinuz-4.18.0\n`, layers: boot(OLD, OLD.replace('+1', '+2')) },
      finds: [{ message: 'old', data: { running: OLD, newest: OLD.replace('+1', '+2') }, host: 'host', object: 'image of oVirt Node' }],
    },
  },
  skips: { 'no oVirt Node': { given: { ...given(OLD, NEW), systems: EL }, because: 'no host is an oVirt Node' } },
  unknown: {
    'no layer was named': { given: { ...given(OLD, OLD), started: 'quiet \u001b[2J img.bootid=' }, because: 'does not say which image was started' },
    'no image in /boot': { given: given(OLD), because: '/boot has no directory of an image' },
  },
});
