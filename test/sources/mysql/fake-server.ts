import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';

/** One message of the MySQL protocol: length, number, content. */
export function packet(number: number, ...parts: readonly (string | Uint8Array | readonly number[])[]): Buffer {
  const content = Buffer.concat(parts.map(part => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))));
  const head = Buffer.alloc(4);
  head.writeUIntLE(content.length, 0, 3);
  head[3] = number;
  return Buffer.concat([head, content]);
}

/** A greeting as MySQL 8 sends it, with 20 bytes to be hashed with the password. */
export const greeting = (plugin = 'mysql_native_password'): Buffer =>
  packet(
    0,
    [10],
    '8.0.36\0',
    [1, 0, 0, 0],
    '01234567',
    [0],
    [0xff, 0xf7],
    [45],
    [2, 0],
    [0xff, 0xdf],
    [21],
    new Uint8Array(10),
    '890123456789\0',
    `${plugin}\0`,
  );

export const ok = (number: number): Buffer => packet(number, [0, 0, 0, 2, 0, 0, 0]);
export const eof = (number: number): Buffer => packet(number, [0xfe, 0, 0, 2, 0]);
export const problem = (number: number, code: number, text: string): Buffer => packet(number, [0xff, code & 0xff, code >> 8], '#HY000', text);
export const switchTo = (plugin: string): Buffer => packet(2, [0xfe], `${plugin}\0`, '01234567890123456789', [0]);

const text = (value: string): Buffer => Buffer.concat([Buffer.from([value.length]), Buffer.from(value)]);
export const columnDefinition = (number: number, name: string): Buffer =>
  packet(number, text('def'), text('s'), text('t'), text('t'), text(name), text(name), [0x0c, 45, 0, 255, 0, 0, 0, 0xfd, 0, 0, 0, 0, 0]);

/** A result of one column and these rows. */
export const result = (...values: readonly string[]): Buffer =>
  Buffer.concat([
    packet(1, [1]),
    columnDefinition(2, 'c'),
    eof(3),
    ...values.map((value, index) => packet(4 + index, text(value))),
    eof(4 + values.length),
  ]);

/** What a fake server does with the bytes of a client; `packets` are those so far, without their heads. */
export type Behaviour = (socket: Socket, packets: readonly Buffer[]) => void;

export interface FakeServer {
  readonly port: number;
  /** Every byte that any client sent. */
  received(): Buffer;
  stop(): Promise<void>;
}

/** A server that greets and then does as it is told at every packet of the client. */
export async function fakeServer(hello: Buffer | undefined, behave: Behaviour): Promise<FakeServer> {
  const sockets = new Set<Socket>();
  const received: Buffer[] = [];
  const server = createServer(socket => {
    sockets.add(socket);
    const packets: Buffer[] = [];
    let rest = Buffer.alloc(0);
    socket.on('error', () => {});
    socket.on('data', chunk => {
      received.push(chunk);
      rest = Buffer.concat([rest, chunk]);
      while (rest.length >= 4 && rest.length >= 4 + rest.readUIntLE(0, 3)) {
        const end = 4 + rest.readUIntLE(0, 3);
        packets.push(rest.subarray(4, end));
        rest = rest.subarray(end);
        behave(socket, packets);
      }
    });
    if (hello) socket.write(hello);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as { port: number }).port,
    received: () => Buffer.concat(received),
    async stop() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
