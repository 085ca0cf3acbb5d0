import { type HardRules, isAllowed, type Unit, unitsOf } from './affinity.ts';
import { fits as hasRoom, type Mover, pack, type Room } from './memory-reserve.ts';

/** One host of a cluster, for the order in which its hosts can be updated one at a time. */
export interface Station extends Room {
  readonly machines: readonly Mover[];
  /** Whether it may take machines of others: it is up. */
  readonly isUp: boolean;
  /** What keeps it from being updated at any time, half a sentence. */
  readonly blocked?: string;
  /** To be updated as late as possible: it is SPM, or runs the engine. */
  readonly isLate?: boolean;
  /** Not to be updated at all: it only takes machines. */
  readonly isSpared?: boolean;
}

export interface Order {
  /** Ids of hosts, as far as it goes. */
  readonly order: readonly string[];
  /** The hosts that cannot be updated then. */
  readonly left: readonly { readonly id: string; readonly why: string; readonly isBlocked: boolean }[];
  /** Hosts are left, and not every order was tried. */
  readonly isUndecided: boolean;
}

/** How often a machine is tried on a host, on ways that are no longer than the best that is known, before the search ends. */
const PATIENCE = 300_000;

/** Where machines of a host may go: by itself a machine may be bound to some hosts. */
export type MayRunOn = (vm: string, host: string) => boolean;

/**
 * Empties one host after the other, first fit, onto the others, and lets it come back empty. Hosts with little to move go first, those
 * that should be late go last; where that leads nowhere, other orders are tried.
 */
export function updateOrder(all: readonly Station[], rules: HardRules, mayRunOn: MayRunOn = () => true): Order {
  const stations = all.map(one => ({ ...one, ...orNothing(one.blocked ?? hopeless(one, all, rules, mayRunOn)) }));
  let patience = PATIENCE;
  let best: Way = { order: [], now: stations };

  const isTooMuch = ({ machines }: Station, { order, now }: Way): boolean => {
    if (order.length < best.order.length) patience -= 1 + machines.length * now.length;
    return patience <= 0;
  };
  const search = (way: Way): boolean => {
    if (way.order.length > best.order.length) best = way;
    const open = remaining(way).filter(({ blocked }) => blocked === undefined);
    if (open.length === 0) return true;
    return open.toSorted(byEase).some(station => {
      if (isTooMuch(station, way)) return false;
      const next = empty(station, way.now, rules, mayRunOn);
      return typeof next !== 'string' && search({ order: [...way.order, station.id], now: next });
    });
  };
  const isFound = search(best);
  return {
    order: best.order,
    left: remaining(best).map(station => leftOver(station, empty(station, best.now, rules, mayRunOn))),
    isUndecided: !isFound && patience <= 0,
  };
}

/** Memory and rules are mended in different ways, so that it is said which of them it is. */
const sayStays = (mover: Mover, isRoom: (mover: Mover) => boolean): string =>
  isRoom(mover)
    ? `affinity, or its own list of hosts, lets ${mover.name} run on no other host that is up`
    : `${mover.name} fits on no other host that is up`;

const orNothing = (blocked: string | undefined): Pick<Station, 'blocked'> => (blocked === undefined ? {} : { blocked });

/**
 * What no order can mend. Together, the hosts always have the same left to give: a host whose machines need more than the others can give
 * now will never be emptied.
 */
function hopeless(station: Station, all: readonly Station[], rules: HardRules, mayRunOn: MayRunOn): string | undefined {
  if (station.machines.length === 0) return undefined;
  const others = all.filter(({ id, isUp }) => isUp && id !== station.id);
  if (others.length === 0) return 'no other host is up';
  const fits = (unit: Unit): boolean =>
    others.some(
      one =>
        unit.need <= one.capacity + load(one) &&
        unit.members.every(({ id }) => mayRunOn(id, one.id)) &&
        isAllowed(unit, one.id, () => new Set(), rules),
    );
  const unit = unitsOf(station.machines, rules).find(one => !fits(one));
  if (unit) return sayStays(unit, ({ need }) => others.some(one => need <= one.capacity + load(one)));
  const missing = load(station) - others.reduce((sum, { capacity }) => sum + capacity, 0);
  return missing > 0 ? `the other hosts have ${missing} MiB too little to give` : undefined;
}

/** How far the search has come, and what the cluster is like then. */
interface Way {
  readonly order: readonly string[];
  readonly now: readonly Station[];
}

const leftOver = ({ id, blocked }: Station, result: readonly Station[] | string): Order['left'][number] => ({
  id,
  why: typeof result === 'string' ? result : 'the hosts that follow it leave no room',
  isBlocked: blocked !== undefined,
});

const remaining = ({ now, order }: Way): Station[] => now.filter(({ id, isSpared }) => !isSpared && !order.includes(id));
const load = ({ machines }: Station): number => machines.reduce((all, { need }) => all + need, 0);
const byEase = (a: Station, b: Station): number =>
  Number(a.isLate ?? false) - Number(b.isLate ?? false) || Number(a.isUp) - Number(b.isUp) || load(a) - load(b) || (a.id < b.id ? -1 : 1);

/** The cluster after one host was emptied, updated and is back; or why it cannot be emptied. */
function empty(station: Station, now: readonly Station[], rules: HardRules, mayRunOn: MayRunOn): readonly Station[] | string {
  if (station.blocked !== undefined) return station.blocked;
  if (station.machines.length === 0) return [...now];
  const others = now.filter(({ id, isUp }) => isUp && id !== station.id);
  const units = unitsOf(station.machines, rules);
  const byId = new Map(units.map(unit => [unit.id, unit]));
  const packing = pack(units, others, (mover, room, placed) => {
    const unit = byId.get(mover.id)!;
    return unit.members.every(({ id }) => mayRunOn(id, room.id)) && isAllowed(unit, room.id, () => residents(room.id, others, byId, placed), rules);
  });
  const [unplaced] = packing.unplaced;
  if (unplaced) return sayStays(unplaced, mover => packing.rooms.some(room => hasRoom(mover, room)));
  const rooms = new Map(packing.rooms.map(room => [room.id, room]));
  return now.map(one => (one.id === station.id ? emptied(one) : filled(one, rooms, units, packing.placed)));
}

const residents = (
  host: string,
  others: readonly Station[],
  units: ReadonlyMap<string, Unit>,
  placed: ReadonlyMap<string, string>,
): ReadonlySet<string> =>
  new Set([
    ...(others.find(({ id }) => id === host)?.machines ?? []).map(({ id }) => id),
    ...[...placed].filter(([, room]) => room === host).flatMap(([unit]) => units.get(unit)!.members.map(({ id }) => id)),
  ]);

const emptied = (one: Station): Station => ({
  ...one,
  machines: [],
  capacity: one.capacity + load(one),
  ...(one.free !== undefined && { free: one.free + one.machines.reduce((all, { physical }) => all + physical, 0) }),
});

function filled(one: Station, rooms: ReadonlyMap<string, Room>, units: readonly Unit[], placed: ReadonlyMap<string, string>): Station {
  const room = rooms.get(one.id);
  const added = units.filter(({ id }) => placed.get(id) === one.id).flatMap(({ members }) => members);
  return room ? { ...one, capacity: room.capacity, ...(room.free !== undefined && { free: room.free }), machines: [...one.machines, ...added] } : one;
}
