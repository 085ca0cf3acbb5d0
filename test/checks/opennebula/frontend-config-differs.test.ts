import check from '../../../checks/opennebula/frontend-config-differs.ts';
import { cases } from '../../support/cases.ts';
import { NO_CLUSTER, on, onedConf, single, three } from './clusters.ts';
import { DENIED } from './hosts.ts';

const MONITORD = 'NETWORK = [ MONITOR_ADDRESS = "10.0.0.2" ]\n';
const of = (path: string, size = 100) => ({ path, size });
const files = [of('/etc/one/oned.conf', 900), of('/etc/one/sched.conf'), of('/var/lib/one/remotes/etc/vmm/kvm/kvmrc')];
const conf = (server: number, more = '') => `${onedConf({ server })}${more}`;
const oned = (more: Readonly<Record<string, string>> = {}) =>
  on(Object.fromEntries([0, 1, 2].map(server => [`fe${server}`, conf(server, more[`fe${server}`])])));
const each = (value: unknown, others: object = {}) => on({ fe0: value, fe1: value, fe2: value, ...others });
const same = { zones: three().zones, deployments: oned(), oned: oned(), monitord: each(MONITORD), sizes: each(files) };

cases(check, {
  on: { from: '6.10.2', to: '7.0.1', phase: 'post' },
  passes: {
    'equal but for the number of the server': { given: same },
    'the size of oned.conf, which is compared by what it says': {
      given: { ...same, sizes: each(files, { fe2: [of('/etc/one/oned.conf', 901), ...files.slice(1)] }) },
    },
    'copies beside them': {
      given: { ...same, sizes: each(files, { fe1: [...files, of('/etc/one/sched.conf.rpmsave'), of('/etc/one/oned.conf~')] }) },
    },
    'a database of its own': {
      given: {
        ...same,
        ...(text => ({ deployments: text, oned: text }))(
          on({ fe0: conf(0), fe1: conf(1).replace('hunter2', 'hunter3'), fe2: conf(2).replace('localhost', '192.0.2.9') }),
        ),
      },
    },
  },
  fails: {
    'a setting, and one more': {
      given: { ...same, ...(text => ({ deployments: text, oned: text }))(oned({ fe1: 'PORT = 2634\nVM_MAD = [ NAME = "a" ]\n' })) },
      finds: [
        {
          message: 'setting',
          data: { path: '/etc/one/oned.conf', other: 'fe0', names: 'PORT, VM_MAD/NAME' },
          host: 'fe1',
          path: '/etc/one/oned.conf',
          remedy: 'SERVER_ID',
        },
      ],
    },
    'another address of monitoring, in as many bytes': {
      given: { ...same, monitord: each(MONITORD, { fe2: MONITORD.replace('10.0.0.2', '10.0.0.3') }) },
      finds: [
        {
          message: 'setting',
          data: { path: '/etc/one/monitord.conf', other: 'fe0', names: 'NETWORK/MONITOR_ADDRESS' },
          host: 'fe2',
          path: '/etc/one/monitord.conf',
        },
      ],
    },
    'a file that is missing here, one there, and one of another size': {
      given: { ...same, sizes: on({ fe0: files, fe1: [files[0], of('/etc/one/sched.conf', 7), of('/etc/one/az.conf')], fe2: files }) },
      finds: [
        {
          message: 'size',
          data: { path: '/etc/one/sched.conf', size: 7, other: 'fe0', otherSize: 100 },
          host: 'fe1',
          path: '/etc/one/sched.conf',
          remedy: 'rsync',
        },
        {
          message: 'missing',
          data: { path: '/var/lib/one/remotes/etc/vmm/kvm/kvmrc', other: 'fe0' },
          host: 'fe1',
          path: '/var/lib/one/remotes/etc/vmm/kvm/kvmrc',
          remedy: 'from front-end fe0',
        },
        { message: 'missing', data: { path: '/etc/one/az.conf', other: 'fe1' }, host: 'fe0', path: '/etc/one/az.conf' },
      ],
    },
    'a server that was forgotten': {
      given: { ...same, sizes: each([...files, ...Array.from({ length: 12 }, (_, index) => of(`/etc/one/f${index}\u001b`))], { fe2: files }) },
      finds: [
        ...Array.from({ length: 10 }, (_, index) => ({
          message: 'missing' as const,
          data: { path: `/etc/one/f${index}\u001b`, other: 'fe0' },
          host: 'fe2',
          path: `/etc/one/f${index}\u001b`,
        })),
        { message: 'more', data: { count: 2, other: 'fe0' }, host: 'fe2', object: 'other files', remedy: 'set SERVER_ID again' },
      ],
    },
  },
  skips: { 'one front-end': { given: { ...single(), oned: onedConf(), monitord: MONITORD, sizes: files }, because: NO_CLUSTER } },
  unknown: { 'one is denied': { given: { ...same, sizes: each(files, { fe1: DENIED }) }, because: 'permission denied' } },
});
