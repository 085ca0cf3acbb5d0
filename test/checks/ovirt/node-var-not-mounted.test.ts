import check from '../../../checks/ovirt/node-var-not-mounted.ts';
import { cases } from '../../support/cases.ts';
import { EL, NODE } from './node-systems.ts';

const mounts = (...points: string[]) => points.map(point => `/dev/mapper/onn-x ${point} ext4 rw,discard 0 0`).join('\n');

cases(check, {
  on: { from: '4.4.9', to: '4.4.10', phase: 'pre' },
  passes: {
    'a volume of its own': { given: { systems: NODE, mounts: mounts('/', '/var', '/boot') } },
    'a host with Enterprise Linux beside it': {
      given: { systems: { on: { h1: NODE, h2: EL } }, mounts: { on: { h1: mounts('/', '/var'), h2: mounts('/') } } },
    },
  },
  fails: {
    'only below it': {
      given: { systems: NODE, mounts: mounts('/', '/var/log', '/variable', '/mnt/var', '/\u001b[2J') },
      finds: [{ message: 'notMounted', data: {}, host: 'host', object: 'mount /var', remedy: 'Install the host anew' }],
    },
  },
  skips: { 'no oVirt Node': { given: { systems: EL, mounts: mounts('/') }, because: 'no host is an oVirt Node' } },
  unknown: {
    'an empty file': { given: { systems: NODE, mounts: '' }, because: '/ is not among them' },
    'a host that is down': { given: { systems: { status: 'unreachable', reason: 'timed out' }, mounts: mounts('/') }, because: 'timed out' },
  },
});
