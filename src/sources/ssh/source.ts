import type { Duplex } from 'node:stream';
import type { Answer, Failure } from '../../model/answer.ts';
import { describe, type Query } from '../../model/query.ts';
import { askShell } from '../shell/ask.ts';
import { type Limits, limitsWith } from '../shell/limits.ts';
import type { Connection } from './connect.ts';
import { type LoginOptions, login } from './login.ts';
import type { SshOptions } from './options.ts';
import { openForward, openSocket, routeTo, sayHost } from './route.ts';
import { explainExit, openExec, startRemote } from './run.ts';
import { sharedFor } from './shared.ts';
import type { ResolvedHost, SshTarget } from './target.ts';

/** One host that can be asked, and through which its database can be reached. */
export interface HostConnection {
  /** All answers, in order. Never throws: a host that cannot be reached is the same failure for each. `limits` change for these questions alone. */
  ask(queries: readonly Query[], limits?: Partial<Limits>): Promise<readonly Answer[]>;
  /** A TCP connection from the host. Rejects with one sentence. Fast only after `ask`. */
  forwardOut(host: string, port: number): Promise<Duplex>;
  /** A connection to a socket file on the host, as the user who logged in. Rejects with one sentence. */
  forwardSocket(path: string): Promise<Duplex>;
  close(): Promise<void>;
}

interface Opened {
  readonly connection: Connection;
  readonly host: ResolvedHost;
  readonly where: string;
}

/** A host behind SSH. Nothing happens before the first question; then it logs in once, and stays until `close`. */
export function sshSource(target: SshTarget, options: SshOptions = {}): HostConnection {
  const limits = limitsWith(options.limits);
  let opening: Promise<Opened | Failure> | undefined;
  let last: Promise<unknown> = Promise.resolve();
  let warm = false;
  const closing = new AbortController();

  const open = (): Promise<Opened | Failure> => {
    if (closing.signal.aborted) return Promise.resolve({ status: 'unreachable', reason: `${target.host}: the connection was closed` });
    return (opening ??= openHost(target, options, { seconds: limits.connectSeconds, signal: closing.signal }));
  };

  const askNow = async (queries: readonly Query[], changes?: Partial<Limits>): Promise<readonly Answer[]> => {
    const opened = await open();
    if ('status' in opened) return queries.map(() => opened);
    warm = true;
    const { connection, host, where } = opened;
    const run = { where, user: host.user, sudo: (target.sudo ?? false) && host.user !== 'root' };
    const explain = (exit: number, said: { stdout: string; stderr: string }) => explainExit(exit, said, run);
    for (const query of queries) options.log?.(`${where}: ${describe(query)}`);
    const began = performance.now();
    const answers = await askShell(queries, { start: startRemote(connection, run), limits: { ...limits, ...changes }, where, explain });
    options.log?.(
      `${where}: ${answers.filter(({ status }) => status === 'ok').length} of ${queries.length} questions answered in ${Math.round(performance.now() - began)} ms`,
    );
    return answers;
  };

  /** sshd delays what it sends, until a session has run on the connection: 44 ms for each step of a database login. */
  const warmUp = async ({ connection }: Opened): Promise<void> => {
    if (warm) return;
    warm = true;
    await openExec(connection, 'exec true', channel => {
      channel.on('error', () => undefined).resume();
      channel.stderr.resume();
    });
  };

  const tunnel = async (connect: (connection: Connection) => Promise<Duplex>, what: string): Promise<Duplex> => {
    const opened = await open();
    if ('status' in opened) throw new Error(opened.reason);
    await warmUp(opened);
    return withTimeout(connect(opened.connection), limits.connectSeconds, `${opened.where}: ${what}`);
  };

  return {
    ask: (queries, changes) => {
      const answers = last.then(() => askNow(queries, changes));
      last = answers.catch(() => undefined);
      return answers;
    },
    forwardOut: (host, port) => tunnel(({ client }) => openForward(client, host, port), `no way from there to ${host}:${port}`),
    forwardSocket: path => tunnel(({ client }) => openSocket(client, path), `no way from there to ${path}`),
    close: async () => {
      closing.abort();
      const opened = await opening;
      if (opened && 'connection' in opened) opened.connection.close();
    },
  };
}

async function openHost(target: SshTarget, options: SshOptions, patience: Pick<LoginOptions, 'seconds' | 'signal'>): Promise<Opened | Failure> {
  try {
    const route = await routeTo(target);
    const host = route.at(-1)!;
    const { legacy, passwordFile } = target;
    const secrets = {
      ...(legacy && { legacy }),
      ...(passwordFile !== undefined && { passwordFile }),
      ...(options.password && { password: options.password }),
    };
    const connection = await login(route, { shared: await sharedFor(options), ...patience, options, secrets });
    return 'status' in connection ? connection : { connection, host, where: sayHost(host) };
  } catch (error) {
    return { status: 'unreachable', reason: `${target.host}: ${(error as Error).message}` };
  }
}

function withTimeout(channel: Promise<Duplex>, seconds: number, what: string): Promise<Duplex> {
  return new Promise((resolve, reject) => {
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      reject(new Error(`${what}: no answer within ${seconds} s`));
    }, seconds * 1000);
    channel.then(
      opened => {
        clearTimeout(timer);
        if (late) opened.destroy();
        else resolve(opened);
      },
      (error: Error) => {
        clearTimeout(timer);
        reject(new Error(`${what}: ${error.message}`));
      },
    );
  });
}
