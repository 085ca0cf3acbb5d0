import { describe, expect, test } from 'vitest';
import type { Host } from '../../../checks/ovirt/facts/hosts.ts';
import type { Vm } from '../../../checks/ovirt/facts/vms.ts';
import { obstaclesOf, type TiedVms } from '../../../checks/ovirt/obstacles.ts';
import { spmOf, successorsOf } from '../../../checks/ovirt/spm.ts';
import { vgpusOf } from '../../../checks/ovirt/vgpu.ts';

const host = (id: string, more: Partial<Host> = {}): Host => ({
  id,
  name: id,
  address: id,
  status: 'up',
  cluster: 'c1',
  spm: {},
  os: {},
  vms: {},
  ...more,
});
const vm = (more: Partial<Vm> = {}): Vm => ({ id: 'v', name: 'v', status: 'up', host: 'h1', isCpuPinned: false, pinnedTo: [], display: {}, ...more });
const none: TiedVms = { hostDevice: new Set(), diskSnapshot: new Set(), vgpu: new Set(), fixedVnic: new Set(), scsiReservation: new Set() };
const effects = (one: Partial<Vm>, tied: Partial<TiedVms> = {}) =>
  obstaclesOf(vm(one), [host('h1'), host('h2'), host('h3', { status: 'maintenance' })], { ...none, ...tied }).map(({ effect }) => effect);

describe('machines that do not leave their host', () => {
  test.each([
    ['nothing keeps it', {}, []],
    ['pinned: maintenance and update are refused', { affinity: 'pinned' }, ['maintenance']],
    ['pinned, and down', { affinity: 'pinned', status: 'down' }, []],
    ['user migratable: the update alone is refused', { affinity: 'user_migratable' }, ['update']],
    ['bound to hosts of which another is up', { pinnedTo: ['h1', 'h2'], affinity: 'migratable' }, []],
    ['bound to hosts of which no other is up', { pinnedTo: ['h1', 'h3'], affinity: 'migratable' }, ['stuck']],
    ['pinned to one host is said once', { pinnedTo: ['h1'], affinity: 'pinned' }, ['maintenance']],
    ['paused after an error of its storage', { status: 'paused', statusDetail: 'eio' }, ['stuck']],
    ['paused for another reason', { status: 'paused', statusDetail: 'none' }, []],
    ['migrating now', { status: 'migrating' }, ['wait']],
    ['the engine itself', { affinity: 'pinned', origin: 'managed_hosted_engine' }, []],
  ] as const)('%s', (_, one, expected) => {
    expect(effects(one as Partial<Vm>)).toEqual(expected);
  });
  test('what the database knows of it', () => {
    for (const key of ['hostDevice', 'vgpu', 'fixedVnic', 'scsiReservation'] as const)
      expect(effects({}, { [key]: new Set(['v']) })).toEqual(['stuck']);
    expect(effects({}, { diskSnapshot: new Set(['v']) })).toEqual(['maintenance']);
    expect(effects({}, { hostDevice: new Set(['w']) })).toEqual([]);
  });
});

describe('the SPM', () => {
  const dataCenter = { id: 'd1', name: 'Default', status: 'up' };
  const cluster = (id: string, more = {}) => ({ id, name: id, level: '4.3', dataCenter: 'd1', ...more });
  test('candidates: up, in a cluster for virtual machines, priority not -1; highest first', () => {
    const hosts = [
      host('low', { spm: { priority: 1, status: 'spm' } }),
      host('never', { spm: { priority: -1 } }),
      host('unsaid'),
      host('high', { spm: { priority: 10 } }),
      host('away', { status: 'maintenance' }),
      host('gluster', { cluster: 'c2' }),
      host('other', { cluster: 'c9' }),
    ];
    const spm = spmOf(dataCenter, [cluster('c1'), cluster('c2', { virtService: false }), cluster('c9', { dataCenter: 'd2' })], hosts);
    expect(spm.candidates.map(({ id }) => id)).toEqual(['high', 'unsaid', 'low']);
    expect(spm.holders.map(({ id }) => id)).toEqual(['low']);
    expect(spm.hosts).toHaveLength(6);
    expect(successorsOf(spm, ['high', 'low']).map(({ id }) => id)).toEqual(['unsaid']);
  });
});

describe('virtual GPUs', () => {
  const property = (id: string, mdevType?: string, isUserDefined = false) => ({
    id,
    name: id,
    isUserDefined,
    ...(mdevType !== undefined && { mdevType }),
  });
  test('in three spellings', () => {
    const all = vgpusOf(
      [
        property('a', 'nvidia-11'),
        property('b', 'nodisplay,nvidia-11,nvidia-12'),
        property('c', 'nvidia-3', true),
        property('d'),
        property('e', 'nodisplay'),
        property('f', 'i915-4'),
      ],
      { mdev: new Set(['f', 'g']) },
    );
    expect([...all].sort(([x], [y]) => (x < y ? -1 : 1))).toEqual([
      ['a', { spelling: 'property', types: 'nvidia-11' }],
      ['b', { spelling: 'property', types: 'nvidia-11, nvidia-12' }],
      ['c', { spelling: 'user-defined property', types: 'nvidia-3' }],
      ['f', { spelling: 'device', types: 'i915-4' }],
      ['g', { spelling: 'device', types: '' }],
    ]);
  });
});
