import type { Demand } from './memory-demand.ts';

/** A machine that has to move. */
export interface Mover extends Demand {
  readonly id: string;
  readonly name: string;
}

/** A host that could take machines, in MiB. `free` is undefined where nobody knows what it has free, and then is no limit. */
export interface Room {
  readonly id: string;
  readonly name: string;
  /** What the scheduler would still promise. */
  readonly capacity: number;
  readonly free?: number;
}

export interface Packing {
  /** Ids of hosts by ids of machines. */
  readonly placed: ReadonlyMap<string, string>;
  readonly unplaced: readonly Mover[];
  readonly rooms: readonly Room[];
}

export type Reserve =
  /** `left` is what the rooms together could still take. */
  | { readonly is: 'enough'; readonly left: number; readonly packing: Packing }
  | { readonly is: 'nothing-to-move' }
  | { readonly is: 'no-room' }
  | { readonly is: 'too-large'; readonly mover: Mover; readonly largest: number }
  | { readonly is: 'short'; readonly need: number; readonly capacity: number }
  /** There is enough of it together, and some machines fit on no single host after the others. */
  | { readonly is: 'fragmented'; readonly unplaced: readonly Mover[] }
  /** It may be promised, and the hosts have not that much free: they would swap. */
  | { readonly is: 'would-swap'; readonly unplaced: readonly Mover[] };

/** Whether a machine may be on a host beside those that were placed before it. */
export type Allowed = (mover: Mover, room: Room, placed: ReadonlyMap<string, string>) => boolean;

/** First fit: the machine that needs most goes first, each to the host that may promise most. Ties go by id, so that it is the same every time. */
export function pack(movers: readonly Mover[], rooms: readonly Room[], allowed: Allowed = () => true): Packing {
  const placed = new Map<string, string>();
  const unplaced: Mover[] = [];
  const now = rooms.toSorted(byId).map(room => ({ ...room }));
  for (const mover of movers.toSorted((a, b) => b.need - a.need || byId(a, b))) {
    const room = now.filter(one => fits(mover, one) && allowed(mover, one, placed)).reduce<(typeof now)[number] | undefined>(roomiest, undefined);
    if (!room) {
      unplaced.push(mover);
      continue;
    }
    room.capacity -= mover.need;
    if (room.free !== undefined) room.free -= mover.physical;
    placed.set(mover.id, room.id);
  }
  return { placed, unplaced, rooms: now };
}

const byId = (a: { readonly id: string }, b: { readonly id: string }): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
/** Whether a host has what a machine needs, by itself. */
export const fits = ({ need, physical }: Mover, { capacity, free }: Room): boolean => need <= capacity && (free === undefined || physical <= free);
const roomiest = <R extends Room>(best: R | undefined, room: R): R => (best && best.capacity >= room.capacity ? best : room);

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

/** Whether the rooms can take all machines of one host. */
export function reserveFor(movers: readonly Mover[], rooms: readonly Room[]): Reserve {
  if (movers.length === 0) return { is: 'nothing-to-move' };
  if (rooms.length === 0) return { is: 'no-room' };
  const packing = pack(movers, rooms);
  const capacity = sum(rooms.map(room => room.capacity));
  const need = sum(movers.map(mover => mover.need));
  if (packing.unplaced.length === 0) return { is: 'enough', left: capacity - need, packing };
  return whyNot(movers, rooms, { packing, capacity, need });
}

interface Sums {
  readonly packing: Packing;
  readonly capacity: number;
  readonly need: number;
}

function whyNot(movers: readonly Mover[], rooms: readonly Room[], { packing, capacity, need }: Sums): Reserve {
  const largest = Math.max(...rooms.map(room => room.capacity));
  const mover = movers.toSorted((a, b) => b.need - a.need || byId(a, b))[0]!;
  if (mover.need > largest) return { is: 'too-large', mover, largest };
  if (need > capacity) return { is: 'short', need, capacity };
  const promised = pack(
    movers,
    rooms.map(({ free: _, ...room }) => room),
  );
  return promised.unplaced.length === 0 ? { is: 'would-swap', unplaced: packing.unplaced } : { is: 'fragmented', unplaced: promised.unplaced };
}
