import type { Connection } from 'mysql2';
import { type MysqlError, stopped } from './errors.ts';

/** The part of the driver where every packet passes. */
interface Inside {
  handlePacket(packet?: { readonly sequenceId: number }): void;
  readonly sequenceId: number;
  readonly _command?: unknown;
}

/** Ends the connection at the first packet out of turn, about which the driver would write a line to stderr and go on. */
export function guardPackets(connection: Connection, isAlive: () => boolean, end: (error: MysqlError) => void): void {
  const inside = connection as unknown as Inside;
  const handle = inside.handlePacket.bind(connection);
  inside.handlePacket = packet => {
    if (packet && !isAlive()) return;
    if (packet && inside._command && packet.sequenceId !== inside.sequenceId)
      end(stopped('PREFLIGHT_REFUSED', 'does not keep to the MySQL protocol: a packet came out of turn'));
    else handle(packet);
  };
}
