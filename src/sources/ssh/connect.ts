import type { Duplex } from 'node:stream';
import type { Client, ConnectConfig } from 'ssh2';
import type { Failure } from '../../model/answer.ts';
import type { Authenticator } from './auth.ts';
import type { HostKeyCheck } from './host-key.ts';
import { type Patience, patience } from './patience.ts';
import { type Refusal, refusalOf } from './refusal.ts';

type Ssh2 = typeof import('ssh2');

/** A connection that has logged in. */
export interface Connection {
  readonly client: Client;
  /** Why it ended, once it has. */
  lost(): string | undefined;
  close(): void;
}

export interface HandshakeOptions {
  readonly ssh2: Ssh2;
  readonly user: string;
  /** `m1.example.org:22`, for messages. */
  readonly where: string;
  readonly seconds: number;
  readonly legacy: boolean;
  readonly hostKey: HostKeyCheck;
  readonly auth: Authenticator;
  /** Opens the way to the host: a socket, or a channel of a jump host. Rejects with half a sentence. */
  readonly open: () => Promise<Duplex>;
  /** Stands still while a person is asked. */
  readonly timer: (over: () => void) => Patience;
  /** Ends the attempt at once. */
  readonly signal: AbortSignal;
}

/**
 * Group exchange comes last: the check of its prime stops this whole program for seconds, and old systems would choose it.
 * SHA-1 only where the target says so.
 */
const kexOf = (legacy: boolean): string[] => [
  ...['curve25519-sha256', 'curve25519-sha256@libssh.org', 'ecdh-sha2-nistp256', 'ecdh-sha2-nistp384', 'ecdh-sha2-nistp521'],
  ...['diffie-hellman-group14-sha256', 'diffie-hellman-group16-sha512'],
  ...(legacy ? ['diffie-hellman-group14-sha1'] : []),
  'diffie-hellman-group-exchange-sha256',
];

/** Half a sentence. */
export const GIVEN_UP = 'the connection was closed before the login was over';

/** A peer that is gone without a word is noticed after two of these without an answer. */
const KEEPALIVE_MS = 4000;
const FAREWELL_MS = 1000;

/** One attempt to log in. Settles once, whatever the other side does, and leaves nothing open where it fails. */
export function handshake(options: HandshakeOptions): Promise<Connection | Refusal> {
  const { ssh2, where, seconds, signal } = options;
  return new Promise(resolve => {
    const client = new ssh2.Client().setMaxListeners(0);
    let socket: Duplex | undefined;
    let settled = false;
    let why: string | undefined;
    let heard = '';

    const settle = (outcome: Connection | Refusal): void => {
      if (settled) return;
      settled = true;
      timer.stop();
      signal.removeEventListener('abort', stop);
      resolve(outcome);
    };
    const close = (): void => {
      client.destroy();
      socket?.destroy();
    };
    /** A word of farewell, so that the host's log shows no lost connection; a host that does not listen is left all the same. */
    const leave = (): void => {
      const timer = setTimeout(close, FAREWELL_MS).unref();
      client.once('close', () => clearTimeout(timer));
      client.end();
    };
    const refuse = (status: Failure['status'], what: string, retry = false): void => {
      settle({ failure: { status, reason: `${where}: ${what}` }, retry });
      close();
    };
    const late = (): string => {
      if (!socket) return `could not be reached within ${seconds} s`;
      return heard === '' ? `took the connection but said nothing within ${seconds} s` : `did not finish the login within ${seconds} s`;
    };
    const failed = (error: Error & { level?: string }): void => {
      if (error.level === 'agent') return;
      why ??= error.message;
      const { status, what, retry } = refusalOf(error, heard, options);
      refuse(status, what, retry);
    };
    const listen = (chunk: Buffer): void => {
      heard += chunk.toString('latin1', 0, 256);
      if (heard.length >= 4) socket!.off('data', listen);
    };
    const start = (opened: Duplex): void => {
      socket = opened;
      opened.on('error', () => undefined);
      if (settled) {
        close();
        return;
      }
      client.connect(configOf(opened, options));
      opened.on('data', listen);
    };

    const stop = (): void => refuse('unreachable', GIVEN_UP);
    const timer = options.timer(() => refuse('timeout', late()));
    signal.addEventListener('abort', stop, { once: true });
    client.on('error', failed);
    client.on('close', () => {
      why ??= 'the connection was lost';
      refuse('unreachable', 'the connection was lost during the login', heard === '');
    });
    client.on('change password', () => refuse('denied', 'the password has expired; change it with ssh first'));
    client.once('ready', () => settle({ client, lost: () => why, close: leave }));
    options
      .open()
      .then(start)
      .catch(error => refuse('unreachable', (error as Error).message));
  });
}

function configOf(sock: Duplex, { user, legacy, hostKey, auth }: HandshakeOptions): ConnectConfig {
  return {
    sock,
    username: user,
    readyTimeout: 0,
    keepaliveInterval: KEEPALIVE_MS,
    keepaliveCountMax: 2,
    algorithms: { kex: kexOf(legacy), serverHostKey: [...hostKey.algorithms] } as NonNullable<ConnectConfig['algorithms']>,
    hostVerifier: (key: Buffer): boolean => hostKey.verify(key),
    authHandler: auth.handler as NonNullable<ConnectConfig['authHandler']>,
  };
}

/** A timer of so many seconds, and the means to stop it while a person is asked. */
export function pausable(seconds: number): { readonly timer: HandshakeOptions['timer']; readonly without: Patience['without'] } {
  let running: Patience | undefined;
  return {
    timer: over => (running = patience(seconds * 1000, over)),
    without: wait => (running ? running.without(wait) : wait()),
  };
}
