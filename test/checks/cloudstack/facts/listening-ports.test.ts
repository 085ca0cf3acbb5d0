import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { type AddressInfo, createServer, type Server } from 'node:net';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ports4, ports6 } from '../../../../checks/cloudstack/facts/listening-ports.ts';
import { redactor } from '../../../../src/engine/redact/redactor.ts';
import type { Answer } from '../../../../src/model/answer.ts';
import { localSource } from '../../../../src/sources/local.ts';
import { tcp4, tcp6 } from '../services.ts';

const read = (fact: typeof ports4, text: string) => {
  const [query] = fact.queries({});
  return fact.parse(redactor().body(query!, { text }, { rules: [], keyFiles: [] }), { host: 'm1', at: '2026-11-21T02:00:00Z', query: query! });
};

/** The list of the kernel of this machine, by the shell that a host would get. */
async function look(fact: typeof ports4) {
  const [query] = fact.queries({});
  const [answer] = (await localSource().ask('m1', [query!])) as Answer<'file'>[];
  if (answer?.status !== 'ok') throw new Error(JSON.stringify(answer));
  return read(fact, answer.body.text);
}

async function listen(host: string): Promise<Server> {
  const server = createServer().listen(0, host);
  await once(server, 'listening');
  return server;
}

test('a server of this machine is found in the list of its kernel', async () => {
  const server = await listen('127.0.0.1');
  try {
    expect(await look(ports4)).toContainEqual({ port: (server.address() as AddressInfo).port, local: true });
  } finally {
    server.close();
  }
});

test.runIf(existsSync('/proc/net/if_inet6'))('a server that listens by IPv6 alone is found too', async () => {
  const server = await listen('::1');
  try {
    expect(await look(ports6)).toContainEqual({ port: (server.address() as AddressInfo).port, local: true });
  } finally {
    server.close();
  }
});

test('who can reach a port', () => {
  expect(read(ports4, tcp4(['00000000', 8080], ['0100007F', 8005], ['0A01010A', 8250]))).toEqual([
    { port: 8080, local: false },
    { port: 8005, local: true },
    { port: 8250, local: false },
  ]);
  expect(read(ports6, tcp6(9090))).toEqual([{ port: 9090, local: false }]);
  expect(read(ports6, tcp6(9090).replace('00000000000000000000000000000000:2382', '00000000000000000000000001000000:2382'))).toEqual([
    { port: 9090, local: true },
  ]);
  expect(read(ports6, tcp6(9090).replace('00000000000000000000000000000000:2382', '0000000000000000FFFF00000100007F:2382'))).toEqual([
    { port: 9090, local: true },
  ]);
});

test('what is no list of sockets is no answer', () => {
  expect(() => read(ports4, '')).toThrow('does not begin with the header');
  expect(() => read(ports4, `${tcp4()}   0: 0100007F:1F90 nonsense\n`)).toThrow('a line is no socket');
  fc.assert(
    fc.property(fc.string(), text => {
      const parse = (): unknown => read(ports4, `${tcp4()}${text}`);
      try {
        expect(parse()).toEqual([]);
      } catch (error) {
        expect((error as Error).message).toContain('a line is no socket');
      }
    }),
    { numRuns: 200 },
  );
});
