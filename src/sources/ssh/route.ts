import { connect as connectTcp } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Client } from 'ssh2';
import { quoteRemote } from '../shell/text.ts';
import { resolveHost } from './config.ts';
import { parseJump, type ResolvedHost, type Self, type SshTarget } from './target.ts';

const MOST_HOPS = 8;

/**
 * The hosts to log in to, one after another; the last is the target itself. As ssh: only the first hop's own ProxyJump
 * counts, since a chain that somebody wrote down is complete. Throws a sentence.
 */
export async function routeTo(target: SshTarget, who?: Self, depth = 0): Promise<ResolvedHost[]> {
  const last = await resolveHost(target, who);
  if (last.jumps.length === 0) return [last];
  if (depth + last.jumps.length > MOST_HOPS) throw new Error(`${target.host}: more than ${MOST_HOPS} jump hosts, or they lead in a circle`);
  const files = {
    ...(target.configFile !== undefined && { configFile: target.configFile }),
    ...(target.knownHostsFile !== undefined && { knownHostsFile: target.knownHostsFile }),
  };
  const [first, ...others] = last.jumps.map(parseJump);
  const way = await routeTo({ ...files, ...first! }, who, depth + last.jumps.length);
  for (const hop of others) way.push({ ...(await resolveHost({ ...files, ...hop, jump: 'none' }, who)) });
  return [...way, last];
}

/** `m1.example.org:22`, an address of version 6 in brackets. */
export const addressOf = ({ hostname, port }: { readonly hostname: string; readonly port: number }): string =>
  hostname.includes(':') ? `[${hostname}]:${port}` : `${hostname}:${port}`;

/** A host in messages: `m1 (192.0.2.7:22)` where ssh_config gives it another name, otherwise its address alone. */
export const sayHost = (host: ResolvedHost): string =>
  host.host.toLowerCase() === host.hostname ? addressOf(host) : `${host.host} (${addressOf(host)})`;

/** A TCP connection without Nagle's delay, which would cost 40 ms at every step of the login. Rejects with half a sentence. */
export function openTcp({ hostname, port, family }: ResolvedHost, signal: AbortSignal): Promise<Duplex> {
  return new Promise((resolve, reject) => {
    const socket = connectTcp({ host: hostname, port, family, noDelay: true, autoSelectFamily: family === 0 });
    const stop = (): void => void socket.destroy(new Error('gave up'));
    signal.addEventListener('abort', stop, { once: true });
    socket.once('error', (error: NodeJS.ErrnoException) => reject(new Error(tcpProblem(error))));
    socket.once('connect', () => {
      signal.removeEventListener('abort', stop);
      resolve(socket);
    });
  });
}

const TCP_PROBLEMS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'connection refused; is sshd running there, and is the port right?',
  ENOTFOUND: 'no such host name',
  EAI_AGAIN: 'the name server does not answer',
  EHOSTUNREACH: 'no route to this host',
  ENETUNREACH: 'no route to this network',
  ETIMEDOUT: 'the connection timed out',
};

const tcpProblem = ({ code, message }: NodeJS.ErrnoException): string => TCP_PROBLEMS[code ?? ''] ?? `cannot be connected to: ${code ?? message}`;

/** A connection from a host that we are logged in to. Rejects with half a sentence. */
export const openForward = (client: Client, host: string, port: number): Promise<Duplex> =>
  new Promise((resolve, reject) => {
    const done = (error: Error | undefined, channel: Duplex): void => (error ? reject(new Error(forwardProblem(error))) : resolve(channel));
    try {
      client.forwardOut('127.0.0.1', 0, host, port, done);
    } catch {
      reject(new Error('the connection is not there any more'));
    }
  });

/** The same to a socket file there, such as a database's. */
export const openSocket = (client: Client, path: string): Promise<Duplex> =>
  new Promise((resolve, reject) => {
    const done = (error: Error | undefined, channel: Duplex): void => (error ? reject(new Error(forwardProblem(error))) : resolve(channel));
    try {
      client.openssh_forwardOutStreamLocal(path, done);
    } catch {
      reject(new Error('the connection is not there any more'));
    }
  });

/** 1 is what the protocol calls "administratively prohibited". */
function forwardProblem({ message, reason }: Error & { reason?: unknown }): string {
  if (reason === 1) return 'its sshd does not allow forwarding (AllowTcpForwarding, AllowStreamLocalForwarding, PermitOpen)';
  return quoteRemote(/open failure: (.*)/.exec(message)?.[1] ?? message);
}
