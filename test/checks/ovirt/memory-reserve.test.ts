import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { demandOf, MIB, staticOverhead, videoMemory } from '../../../checks/ovirt/memory-demand.ts';
import { type Mover, pack, type Room, reserveFor } from '../../../checks/ovirt/memory-reserve.ts';

describe('what a virtual machine takes of a host', () => {
  test.each([
    [8192, 8192, 'x86_64', 80],
    [1000, 4000, 'x86_64', 65],
    [511, 511, undefined, 64],
    [8192, 16384, 'ppc64', 356],
    [8192, 16385, 'ppc64', 612],
    [1, 1, 'ppc64', 100],
  ])('%i MiB (at most %i) on %s have an overhead of %i MiB', (memory, most, architecture, overhead) => {
    expect(staticOverhead(memory, most, architecture)).toBe(overhead);
  });
  test.each([
    ['spice', undefined, 1, 'rhel_8x64', 96],
    ['spice', undefined, 1, 'windows_10x64', 128],
    ['spice', undefined, 1, 'windows_2012R2x64', 72],
    ['spice', undefined, 2, 'rhel_8x64', 192],
    ['spice', undefined, 4, 'windows_7', 264],
    ['spice', 'vga', 1, 'rhel_8x64', 16],
    ['vnc', undefined, 4, 'rhel_8x64', 16],
    ['vnc', 'qxl', 1, 'rhel_8x64', 96],
    [undefined, 'bochs', 1, undefined, 16],
    [undefined, undefined, undefined, undefined, 96],
  ])('%s, %s, %s monitors of %s: %i MiB of video memory', (type, videoType, monitors, osType, expected) => {
    const display = { ...(type && { type }), ...(videoType && { videoType }), ...(monitors && { monitors }) };
    expect(videoMemory({ display, ...(osType && { osType }) })).toBe(expected);
  });
  test('all of it, with huge pages, and unsaid', () => {
    const vm = { memory: 8192 * MIB, cpus: 4, ioThreads: 1, display: { type: 'vnc' } };
    expect(demandOf(vm, 'x86_64', false)).toEqual({ need: 8192 + 80 + 16 + 32 + 8, physical: 8272 });
    expect(demandOf(vm, 'x86_64', true)).toEqual({ need: 80 + 16 + 32 + 8, physical: 80 });
    expect(demandOf({ cpus: 1, display: {} }, 'x86_64', false)).toBeUndefined();
    expect(demandOf({ memory: 1, display: {} }, 'x86_64', false)).toBeUndefined();
  });
});

const mover = (id: string, need: number, physical = need): Mover => ({ id, name: id, need, physical });
const room = (id: string, capacity: number, free?: number): Room => ({ id, name: id, capacity, ...(free !== undefined && { free }) });

describe('first fit', () => {
  test('the largest first, each to the host that may promise most', () => {
    const { placed, rooms } = pack([mover('small', 2), mover('large', 6)], [room('a', 7), room('b', 8)]);
    expect([...placed]).toEqual([
      ['large', 'b'],
      ['small', 'a'],
    ]);
    expect(rooms.map(({ capacity }) => capacity)).toEqual([5, 2]);
  });
  test.each([
    ['nothing runs', [], [room('a', 0)], 'nothing-to-move'],
    ['no host is up', [mover('x', 1)], [], 'no-room'],
    ['it fits to the last MiB', [mover('x', 4), mover('y', 3)], [room('a', 4), room('b', 3)], 'enough'],
    ['one MiB is missing, and the larger of them fits', [mover('x', 4), mover('y', 4)], [room('a', 4), room('b', 3)], 'short'],
    ['the largest fits nowhere', [mover('x', 5)], [room('a', 4), room('b', 4)], 'too-large'],
    ['together there is enough, and no host has it', [mover('x', 5), mover('y', 5), mover('z', 5)], [room('a', 8), room('b', 8)], 'fragmented'],
    ['it may be promised and would swap', [mover('x', 5)], [room('a', 9, 4), room('b', 6, 4)], 'would-swap'],
    ['nobody knows what is free', [mover('x', 5)], [room('a', 9)], 'enough'],
    ['two hosts, both at 60 per cent: many small machines', Array.from({ length: 6 }, (_, at) => mover(`m${at}`, 10)), [room('a', 40)], 'short'],
  ] as const)('%s', (_, movers, rooms, expected) => {
    expect(reserveFor(movers, rooms).is).toBe(expected);
  });
  test('nothing is placed twice, lost or put where it does not fit', () => {
    const sizes = fc.array(fc.nat(40), { maxLength: 12 });
    fc.assert(
      fc.property(sizes, sizes, (needs, capacities) => {
        const movers = needs.map((need, at) => mover(`m${at}`, need, Math.floor(need / 2)));
        const rooms = capacities.map((capacity, at) => room(`r${at}`, capacity, capacity - 3));
        const packing = pack(movers, rooms);
        expect(packing.placed.size + packing.unplaced.length).toBe(movers.length);
        for (const before of rooms) {
          const inside = movers.filter(({ id }) => packing.placed.get(id) === before.id);
          const after = packing.rooms.find(({ id }) => id === before.id)!;
          expect(after.capacity).toBe(before.capacity - inside.reduce((all, { need }) => all + need, 0));
          if (inside.length > 0) expect(Math.min(after.capacity, after.free!)).toBeGreaterThanOrEqual(0);
        }
        expect(pack([...movers].reverse(), [...rooms].reverse()).placed).toEqual(packing.placed);
      }),
      { numRuns: 200 },
    );
  });
});
