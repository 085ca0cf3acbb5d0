import check from '../../../checks/ovirt/cluster-memory-short.ts';
import { cases } from '../../support/cases.ts';
import { ABSENT, cluster, clusters, DOWN, down, FILTERED, GIB, host, hosts, statistics, summary, UNTIED, vm, vms } from './fleet-answers.ts';

const free = (gib: number, ...ids: string[]) => ids.map(id => ({ vds_id: id, mem_free: gib * 1024, swap_free: 0 }));
interface World {
  readonly properties?: unknown;
  readonly free?: unknown;
  readonly statistics?: unknown;
}
const given = (all: string[], machines: string[], more: World = {}) => ({
  given: {
    summary: summary(all.length, machines.length),
    clusters: clusters(cluster('c1')),
    hosts: hosts(...all),
    vms: vms(...machines),
    ...UNTIED,
    free: free(60, 'h1', 'h2', 'h3'),
    statistics: ABSENT,
    ...more,
  } as never,
});
const only = { inputs: { hostsToUpdate: ['h1'] } };
const gives = (gib: number) => ({ max_scheduling_memory: gib * GIB });
const needs = (gib: number) => ({ memory: gib * GIB });
const object = 'host h1';
/** 2 processors with VNC: 4 GiB of memory need 4096 + 72 + 16 + 16 MiB. */
const FOUR = 4200;

cases(check, {
  on: { from: '4.3.7', to: '4.3.10', phase: 'pre' },
  passes: {
    'there is enough': given([host('h1'), host('h2')], [vm('a'), vm('b')]),
    'to the last MiB, on a host whose memory is not said': {
      ...given([host('h1'), host('h2', { max_scheduling_memory: FOUR * 1024 * 1024, memory: undefined })], [vm('a')]),
      ...only,
    },
    'in huge pages only the overhead counts': {
      ...given([host('h1'), host('h2', { ...gives(8), memory: 64 * GIB })], [vm('a', needs(40))], {
        properties: [{ vm_guid: 'a', vm_name: 'a', predefined_properties: 'hugepages=1048576', userdefined_properties: '' }],
      }),
      ...only,
    },
    'a paused machine takes nothing more, and one that is pinned stays': given(
      [host('h1'), host('h2')],
      [
        vm('a', { ...needs(500), status: 'paused' }),
        vm('b', { ...needs(500), 'placement_policy/affinity': 'pinned' }),
        vm('c'),
        vm('e', { ...needs(500), origin: 'hosted_engine' }),
      ],
    ),
    'what is free, as the API comes near it': given([host('h1'), host('h2')], [vm('a')], {
      free: DOWN,
      statistics: statistics({ h1: {}, h2: { 'memory.free': 60 * GIB, 'memory.total': 64 * GIB, 'swap.free': 0 } }),
    }),
  },
  fails: {
    'one fits nowhere': {
      ...given([host('h1'), host('h2', gives(30)), host('h3', gives(8))], [vm('a', needs(40)), vm('b')]),
      ...only,
      finds: [
        { message: 'tooLarge', data: { name: 'h1', vm: 'a', need: 40960 + 80 + 64 + 16 + 16, largest: 30 * 1024 }, object, remedy: 'Shut down a' },
      ],
    },
    'together it is too much': {
      ...given([host('h1'), host('h2', gives(8))], [vm('a'), vm('b')]),
      ...only,
      finds: [{ message: 'short', data: { name: 'h1', need: 2 * FOUR, capacity: 8192, missing: 208 }, object, remedy: '208 MiB' }],
    },
    'two hosts at 60 per cent: the sum is enough, and it fits on no single one': {
      ...given([host('h1'), host('h2', gives(6)), host('h3', gives(7))], [vm('a'), vm('b'), vm('c')]),
      ...only,
      finds: [{ message: 'fragmented', data: { name: 'h1', vms: 'c' }, object }],
    },
    'it may be promised by over-commitment, and is not free': {
      ...given([host('h1'), host('h2')], [vm('a')], { free: free(2, 'h2') }),
      ...only,
      finds: [{ message: 'wouldSwap', data: { name: 'h1', vms: 'a' }, object }],
    },
    'hardly anything is left': {
      ...given([host('h1'), host('h2', gives(10))], [vm('a')]),
      ...only,
      finds: [{ message: 'tight', data: { name: 'h1', left: 10240 - FOUR, margin: 10 }, object }],
    },
    'no other is up': {
      ...given([host('h1'), host('h2', { status: 'maintenance', ...gives(0) })], [vm('a')]),
      finds: [{ message: 'noRoom', data: { name: 'h1' }, object }],
    },
    'with an overhead by the largest memory it may have, on POWER': {
      given: {
        ...(given([host('h1'), host('h2', gives(4.5))], [vm('a', { 'memory_policy/max': 64 * GIB })]).given as object),
        clusters: clusters(cluster('c1', { 'cpu/architecture': 'ppc64' })),
      } as never,
      ...only,
      finds: [{ message: 'tooLarge', data: { name: 'h1', vm: 'a', need: 4096 + 1024 + 100 + 32, largest: 4608 }, object }],
    },
  },
  skips: {
    'nothing has to move': {
      ...given([host('h1'), host('h2')], [vm('a', down), vm('b', { status: 'suspended', 'host/@id': undefined })]),
      because: 'nothing has to move',
    },
  },
  unknown: {
    'a machine without memory': {
      ...given([host('h1'), host('h2')], [vm('a', { memory: undefined })]),
      because: 'the memory and the processors of virtual machine a',
    },
    'the other does not say what it could take': {
      ...given([host('h1'), host('h2', { max_scheduling_memory: undefined })], [vm('a')]),
      ...only,
      because: 'could take',
    },
    'nobody knows what is free': { ...given([host('h1'), host('h2')], [vm('a')], { free: DOWN }), because: 'have free is not known' },
    'an account that sees some machines': {
      given: { ...(given([host('h1'), host('h2')], [vm('a')]).given as object), summary: summary(2, 9) } as never,
      because: '1 of 9',
    },
    'an account that is told no totals': {
      given: { ...(given([host('h1')], []).given as object), summary: FILTERED } as never,
      because: 'no administrator',
    },
  },
});
