import check from '../../../checks/ovirt/host-disk-space-short.ts';
import { cases } from '../../support/cases.ts';

const EL = 'ID=rocky\nVERSION_ID=8.8\n';
const NODE = 'ID=centos\nVERSION_ID=8\nVARIANT_ID="ovirt-node"\n';
const GIB = 2 ** 20;
const line = (mount: string, free: number, size = 100 * GIB) => `/dev/sda1 ${size} 1 ${free} 50% ${mount}`;
const df = (...lines: string[]) => `Filesystem 1024-blocks Used Available Capacity Mounted on\n${lines.join('\n')}\n`;
const place = (mount: string, host = 'host') => ({ host, object: `file system ${mount}` });

cases(check, {
  on: { from: '4.3.10', to: '4.3.11', phase: 'pre' },
  passes: {
    'much room': { given: { systems: df(line('/', 50 * GIB)), kinds: EL } },
    'a small disk with a tenth free': { given: { systems: df(line('/', 2 * GIB, 20 * GIB)), kinds: EL } },
    'the root of an oVirt Node': {
      given: { systems: df(line('/', 1, 6 * GIB), line('/var', 20 * GIB), line('/boot', 100 * 1024, GIB)), kinds: NODE },
    },
    '/boot with 50 MiB': { given: { systems: df(line('/', 50 * GIB), line('/boot', 50 * 1024, GIB)), kinds: EL } },
  },
  fails: {
    'less than a gigabyte': {
      given: { systems: df(line('/', GIB - 1)), kinds: EL },
      finds: [{ message: 'short', data: { mount: '/', free: '1023 MiB', least: '1.0 GiB' }, ...place('/'), remedy: 'Free / on the host' }],
    },
    '/boot, on one host of two': {
      given: {
        systems: { on: { h1: df(line('/', 50 * GIB)), h2: df(line('/', 50 * GIB), line('/boot', 50 * 1024 - 1, GIB)) } },
        kinds: { on: { h1: EL, h2: EL } },
      },
      finds: [{ message: 'short', data: { mount: '/boot', free: '49 MiB', least: '50 MiB' }, ...place('/boot', 'h2') }],
    },
    'less than 5 GiB of a large disk': {
      given: { systems: df(line('/', 50 * GIB), line('/var/log', 4 * GIB)), kinds: EL },
      finds: [{ message: 'tight', data: { mount: '/var/log', free: '4.0 GiB' }, ...place('/var/log') }],
    },
  },
  skips: { 'no host': { given: { systems: { on: {} }, kinds: { on: {} } }, because: 'names no virtualization host' } },
  unknown: {
    'df is denied': {
      given: { systems: { stdout: '', stderr: "df: '/': Permission denied\u001b[2J", exit: 1 }, kinds: EL },
      because: 'Permission denied',
    },
    'a host that is down': {
      given: { systems: { status: 'unreachable', reason: 'timed out' }, kinds: EL },
      because: 'free space of the host on host: timed out',
    },
  },
});
