import check from '../../../checks/cloudstack/libvirtd-not-restarted.ts';
import { cases } from '../../support/cases.ts';
import { DOWN, on, ps } from './agent-hosts.ts';

const HOOK = '/etc/libvirt/hooks/qemu';
const CONF = '/etc/libvirt/libvirtd.conf';
const files = (hook: string | undefined, conf = '00:10:00') =>
  [
    { path: CONF, mtime: `2026-11-21T${conf}Z` },
    ...(hook === undefined ? [] : [{ path: HOOK, mode: '0755', mtime: `2026-11-21T${hook}Z` }]),
  ] as never;
const host = (...processes: string[]) => ({ given: { files: files('01:00:00'), processes: ps(...processes) } });
const older = (path: string, started: string, changed: string, name = 'libvirtd') => ({
  message: 'older' as const,
  data: { name, path, started: `2026-11-21 ${started} UTC`, changed: `2026-11-21 ${changed} UTC` },
  path,
});

cases(check, {
  on: { from: '3.0.6', to: '4.3.1', phase: 'post' },
  passes: {
    'started after the hook was made': host('900 1 01:00:05 libvirtd'),
    'started in the same second': host('900 1 01:00:00 libvirtd'),
    'a second before, as ps is not exact': host('900 1 00:59:59 libvirtd'),
    'the modular daemon': host('900 1 01:00:05 virtqemud'),
    'no hook, and an old configuration': { given: { files: files(undefined), processes: ps('900 1 01:00:05 libvirtd') } },
  },
  fails: {
    'started before the hook was made': {
      ...host('900 1 00:30:00 libvirtd'),
      finds: [{ ...older(HOOK, '00:30:00', '01:00:00'), remedy: 'service libvirtd restart' }],
    },
    'started before both': {
      given: { files: files('01:00:00', '01:10:00'), processes: ps('900 1 00:30:00 libvirtd') },
      finds: [older(HOOK, '00:30:00', '01:00:00'), older(CONF, '00:30:00', '01:10:00')],
    },
    'a child of it is newer': { ...host('900 1 00:30:00 libvirtd', '901 900 01:30:00 libvirtd'), finds: [older(HOOK, '00:30:00', '01:00:00')] },
    'one host of two, before the agents are started': {
      phase: 'installed',
      given: {
        files: on({ kvm1: files('01:00:00'), kvm2: files('01:00:00') }),
        processes: on({ kvm1: ps('900 1 01:30:00 libvirtd'), kvm2: ps('900 1 00:30:00 virtqemud') }),
      },
      finds: [{ ...older(HOOK, '00:30:00', '01:00:00', 'virtqemud'), host: 'kvm2' }],
    },
  },
  skips: { 'no KVM host': { given: { files: on({}), processes: on({}) }, because: 'names no KVM host' } },
  unknown: {
    'no libvirtd': { ...host(), because: 'no process libvirtd runs' },
    'no files of libvirt': {
      given: { files: [] as never, processes: ps('900 1 01:00:05 libvirtd') },
      because: 'neither a hook nor the configuration',
    },
    'no process data': { given: { files: files('01:00:00'), processes: DOWN }, because: 'processes of libvirt on kvm: timed out' },
  },
});
