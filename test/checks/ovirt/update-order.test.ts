import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type HardRules, hardRules, unitsOf } from '../../../checks/ovirt/affinity.ts';
import type { AffinityGroup } from '../../../checks/ovirt/facts/affinity-groups.ts';
import { type Station, updateOrder } from '../../../checks/ovirt/update-order.ts';

const NO_RULES: HardRules = { together: [], apart: [], hosts: [] };
const station = (id: string, capacity: number, needs: Readonly<Record<string, number>> = {}, more: Partial<Station> = {}): Station => ({
  id,
  name: id,
  capacity,
  isUp: true,
  machines: Object.entries(needs).map(([name, need]) => ({ id: name, name, need, physical: need })),
  ...more,
});

describe('the order in which hosts can be updated', () => {
  test('the one with least to move first, the SPM last', () => {
    const hosts = [station('a', 10, { x: 4 }), station('b', 10, {}, { isLate: true }), station('c', 10, { y: 2 })];
    expect(updateOrder(hosts, NO_RULES)).toEqual({ order: ['c', 'a', 'b'], left: [], isUndecided: false });
  });
  test('a host that is empty now makes room for the next', () => {
    const full = [station('a', 0, { x: 6 }), station('b', 0, { y: 6 }), station('c', 6, {})];
    expect(updateOrder(full, NO_RULES).order).toEqual(['c', 'a', 'b']);
  });
  test('a host that is late goes first where there is no other way', () => {
    const hosts = [station('a', 0, { x: 6 }), station('b', 6, { y: 1 }, { isLate: true })];
    expect(updateOrder(hosts, NO_RULES)).toMatchObject({
      order: ['a'],
      left: [{ id: 'b', why: 'the other hosts have 1 MiB too little to give' }],
    });
  });
  test('no room, blocked, and alone', () => {
    expect(updateOrder([station('a', 1, { x: 6 }), station('b', 1, { y: 6 })], NO_RULES).order).toEqual([]);
    expect(updateOrder([station('a', 9, { x: 1 }, { blocked: 'db01 is pinned to it' }), station('b', 9)], NO_RULES)).toEqual({
      order: ['b'],
      left: [{ id: 'a', why: 'db01 is pinned to it', isBlocked: true }],
      isUndecided: false,
    });
    expect(updateOrder([station('a', 9, { x: 1 })], NO_RULES).left).toEqual([{ id: 'a', why: 'no other host is up', isBlocked: true }]);
    expect(updateOrder([station('a', 9)], NO_RULES).order).toEqual(['a']);
  });
  test('a host in maintenance is updated and takes nothing; one that is spared takes, and is not updated', () => {
    expect(updateOrder([station('a', 9, { x: 1 }), station('b', 9, {}, { isUp: false })], NO_RULES).order).toEqual(['b']);
    expect(updateOrder([station('a', 9, { x: 1 }), station('b', 9, { y: 20 }, { isSpared: true })], NO_RULES)).toEqual({
      order: ['a'],
      left: [],
      isUndecided: false,
    });
  });
  test('machines that must be apart, together, and on some hosts', () => {
    const two = [station('a', 9, { x: 1 }), station('b', 9, { y: 1 })];
    expect(updateOrder(two, { ...NO_RULES, apart: [new Set(['x', 'y'])] })).toMatchObject({
      order: [],
      left: [{ id: 'a', why: 'affinity, or its own list of hosts, lets x run on no other host that is up' }, { id: 'b' }],
    });
    const three = [station('a', 9, { x: 4, z: 4 }), station('b', 7), station('c', 7)];
    expect(updateOrder(three, { ...NO_RULES, together: [new Set(['x', 'z'])] }).left).toEqual([
      { id: 'a', why: 'x with z fits on no other host that is up', isBlocked: true },
    ]);
    expect(updateOrder(three, NO_RULES).left).toEqual([]);
    expect(updateOrder(two, { ...NO_RULES, hosts: [{ vms: new Set(['x']), hosts: new Set(['a']), isPositive: true }] }).order).toEqual(['b']);
    expect(updateOrder(two, { ...NO_RULES, hosts: [{ vms: new Set(['x']), hosts: new Set(['b']), isPositive: false }] }).order).toEqual(['b']);
    expect(updateOrder(two, NO_RULES, (vm, host) => vm !== 'y' || host === 'b').order).toEqual(['a']);
  });
  test('it ends, whatever the cluster is like, and says of every host whether it is in the order', () => {
    const one = fc.record({ capacity: fc.nat(9), needs: fc.array(fc.integer({ min: 1, max: 6 }), { maxLength: 4 }), isUp: fc.boolean() });
    fc.assert(
      fc.property(fc.array(one, { maxLength: 7 }), all => {
        const hosts = all.map(({ capacity, needs, isUp }, at) =>
          station(`h${at}`, capacity, Object.fromEntries(needs.map((need, nth) => [`v${at}.${nth}`, need])), { isUp }),
        );
        const { order, left } = updateOrder(hosts, NO_RULES);
        expect([...order, ...left.map(({ id }) => id)].sort()).toEqual(hosts.map(({ id }) => id).sort());
      }),
      { numRuns: 60 },
    );
  });
  test('what no order can mend is said at once, however many hosts there are', () => {
    const many = (need: number, capacity: number) =>
      Array.from({ length: 24 }, (_, at) => station(`h${at}`, capacity, { [`v${at}`]: at === 5 ? need : 3 }));
    const why = (need: number, capacity: number) => updateOrder(many(need, capacity), NO_RULES);
    expect(why(900, 20)).toMatchObject({ isUndecided: false, left: [{ id: 'h5', why: 'v5 fits on no other host that is up' }] });
    expect(why(5, 0).left.find(({ id }) => id === 'h5')?.why).toBe('v5 fits on no other host that is up');
    expect(why(3, 0).left.find(({ id }) => id === 'h5')?.why).toBe('the other hosts have 3 MiB too little to give');
  });
  test('where many orders lead nowhere the search ends, and says that it has not tried them all', () => {
    const free = Array.from({ length: 12 }, (_, at) => station(`h${at}`, 20, { [`v${at}`]: 3 }));
    const rules = { ...NO_RULES, apart: [new Set(['x', 'y'])] };
    const mayRunOn = (vm: string, host: string): boolean => (vm !== 'x' && vm !== 'y') || host === 'q';
    expect(updateOrder([...free, station('p', 20, { x: 3 }), station('q', 20, { y: 3 })], rules, mayRunOn)).toMatchObject({
      isUndecided: true,
      left: [
        { id: 'p', isBlocked: false },
        { id: 'q', isBlocked: true },
      ],
    });
  });
  test('one that is blocked among many does not make it search', () => {
    const hosts = Array.from({ length: 24 }, (_, at) => station(`h${at}`, 20, { [`v${at}`]: 3 }, at === 5 ? { blocked: 'it is down' } : {}));
    expect(updateOrder(hosts, NO_RULES)).toMatchObject({ isUndecided: false, left: [{ id: 'h5', isBlocked: true }] });
  });
  test('two hundred hosts', () => {
    const hosts = Array.from({ length: 200 }, (_, at) =>
      station(`h${at}`, at === 7 ? 40 : 0, Object.fromEntries((at === 7 ? [] : [1, 2, 3, 4]).map(nth => [`v${at}.${nth}`, 10]))),
    );
    expect(updateOrder(hosts, NO_RULES).order).toHaveLength(200);
  });
});

describe('affinity', () => {
  const group = (id: string, vms: AffinityGroup['vms'], hosts = { isPositive: true, isHard: false }): AffinityGroup => ({
    id,
    name: id,
    hosts,
    ...(vms && { vms }),
  });
  const member = (affinity_group_id: string, vm_id: string | null, vds_id: string | null = null) => ({ affinity_group_id, vm_id, vds_id });
  test('only hard rules count, and those of hosts only where there are hosts', () => {
    const groups = [
      group('soft', { isPositive: false, isHard: false }),
      group('alone', { isPositive: false, isHard: true }),
      group('apart', { isPositive: false, isHard: true }),
      group('hosts', undefined, { isPositive: true, isHard: true }),
      group('no hosts', undefined, { isPositive: true, isHard: true }),
    ];
    const members = [
      ...['soft', 'apart'].flatMap(id => [member(id, 'x'), member(id, 'y')]),
      member('alone', 'x'),
      member('hosts', 'x'),
      member('hosts', null, 'h1'),
      member('no hosts', 'x'),
    ];
    expect(hardRules(groups, members)).toEqual({
      together: [],
      apart: [new Set(['x', 'y'])],
      hosts: [{ vms: new Set(['x']), hosts: new Set(['h1']), isPositive: true }],
    });
  });
  test('groups that overlap keep all of their machines together', () => {
    const movers = ['a', 'b', 'c', 'd'].map(id => ({ id, name: id, need: 1, physical: 1 }));
    const units = unitsOf(movers, { together: [new Set(['a', 'b']), new Set(['b', 'c']), new Set(['d', 'elsewhere'])] });
    expect(units.map(({ name, need }) => [name, need])).toEqual([
      ['a with b with c', 3],
      ['d', 1],
    ]);
  });
});
