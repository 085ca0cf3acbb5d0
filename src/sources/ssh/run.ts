import { setTimeout as sleep } from 'node:timers/promises';
import type { ClientChannel } from 'ssh2';
import type { Failure } from '../../model/answer.ts';
import type { Said, ShellListener, StartShell } from '../shell/round.ts';
import { quoteRemote } from '../shell/text.ts';
import type { Connection } from './connect.ts';

export interface RunOptions {
  readonly where: string;
  readonly user: string;
  readonly sudo: boolean;
}

/** `exec` so that the login shell, whatever it is, leaves; the script comes on standard input, which every shell can. */
const commandOf = (sudo: boolean): string => `exec ${sudo ? 'sudo -n ' : ''}/bin/sh -s`;

/** How often, and after how many milliseconds more each time, a channel is asked for again: sshd may still be clearing up the last one. */
const AGAIN = { times: 5, ms: 60 };

/** Starts the shell of a host on this connection. */
export const startRemote =
  (connection: Connection, options: RunOptions): StartShell =>
  async (script, listener) => {
    for (let tries = 0; ; tries++) {
      const opened = await openExec(connection, commandOf(options.sudo), channel => attach(channel, script, listener, connection));
      if (!('problem' in opened)) return opened;
      if (!opened.again || tries >= AGAIN.times) return noChannel(opened.problem, options.where);
      await sleep(AGAIN.ms * (tries + 1));
    }
  };

interface NoChannel {
  readonly problem: string;
  /** Whether it may be better in a moment. */
  readonly again: boolean;
}

/** A session channel that runs this command. `use` gets it at once: all that it has to say may lie in the same packet. */
export function openExec<T>(connection: Connection, command: string, use: (channel: ClientChannel) => T): Promise<T | NoChannel> {
  return new Promise(resolve => {
    const lost = (): void => resolve({ problem: connection.lost() ?? 'the connection was lost', again: false });
    try {
      connection.client.exec(command, (error, channel) => {
        if (!error) resolve(use(channel));
        else if (connection.lost()) lost();
        else resolve({ problem: error.message, again: /open failure/.test(error.message) });
      });
    } catch {
      lost();
    }
  });
}

const noChannel = (problem: string, where: string): Failure => ({
  status: 'unreachable',
  reason: `${where}: no shell could be started: ${quoteRemote(problem)}${/open failure/.test(problem) ? '; has its sshd a low MaxSessions, or a ForceCommand?' : ''}`,
});

function attach(channel: ClientChannel, script: string, listener: ShellListener, connection: Connection): { stop(): void } {
  let exit: number | undefined;
  let signal: string | undefined;
  let closed = false;
  const close = (): void => {
    if (closed) return;
    closed = true;
    if (exit !== undefined) listener.close({ exit });
    else listener.close({ lost: signal ? `its shell was ended by ${quoteRemote(signal)}` : (connection.lost() ?? 'the connection was lost') });
  };
  channel.on('data', listener.stdout);
  channel.stderr.on('data', listener.stderr);
  channel.on('exit', (code: number | null, name?: string) => {
    exit = code ?? undefined;
    signal = name;
  });
  channel.on('close', close);
  channel.on('error', () => undefined);
  // A lost connection closes its channels by itself, after their last output; this is for one that it forgets.
  connection.client.once('close', () => closed || setTimeout(close, 200));
  channel.write(script);
  return {
    stop: () => {
      if (closed) return;
      channel.signal('KILL');
      channel.close();
    },
  };
}

/** Why a shell ended before the script began: sudo, or an account that is not meant for logins. */
export function explainExit(exit: number, { stdout, stderr }: Said, { where, user, sudo }: RunOptions): Failure {
  const said = quoteRemote(stderr) || quoteRemote(stdout) || `exit code ${exit}`;
  if (sudo && /command not found|not found|no such file/i.test(said))
    return { status: 'denied', reason: `${where}: sudo is not installed there: ${said}` };
  if (sudo) {
    const advice = `allow it without a password in sudoers (${user} ALL=(root) NOPASSWD: /bin/sh -s), or log in as a user who may read what is asked`;
    return { status: 'denied', reason: `${where}: sudo -n refuses ${user}: ${said}; ${advice}` };
  }
  return { status: 'denied', reason: `${where}: ${user} gets no shell there: ${said}` };
}
