import type { Failure } from '../../model/answer.ts';
import type { Connection } from './connect.ts';

/** Connections to jump hosts, shared by all hosts behind them. */
export interface Jumps {
  /** The connection of this name, opened by the first who needs it. One that could not be opened is not tried again. */
  use(name: string, open: () => Promise<Connection | Failure>): Promise<Jump | Failure>;
}

export interface Jump {
  /** As it was given to `use`. */
  readonly name: string;
  readonly connection: Connection;
  /** The last one to leave closes it, a moment later. */
  leave(): void;
}

const LINGER_MS = 250;

interface Shared {
  readonly opening: Promise<Connection | Failure>;
  users: number;
}

export function jumps(): Jumps {
  const open = new Map<string, Shared>();

  const drop = (name: string, shared: Shared, connection: Connection): void => {
    if (shared.users > 0) return;
    if (open.get(name) === shared) open.delete(name);
    connection.close();
  };

  const join = (name: string, start: () => Promise<Connection | Failure>): Shared => {
    const known = open.get(name);
    if (known) return known;
    const shared: Shared = { opening: start(), users: 0 };
    open.set(name, shared);
    void shared.opening.then(opened => {
      if ('client' in opened) opened.client.once('close', () => void (open.get(name) === shared && open.delete(name)));
    });
    return shared;
  };

  return {
    use: async (name, start) => {
      const shared = join(name, start);
      shared.users++;
      const connection = await shared.opening;
      if ('status' in connection) return connection;
      let left = false;
      const leave = (): void => {
        if (left) return;
        left = true;
        if (--shared.users === 0) setTimeout(drop, LINGER_MS, name, shared, connection);
      };
      return { name, connection, leave };
    },
  };
}
