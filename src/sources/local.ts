import { type ChildProcess, spawn } from 'node:child_process';
import type { Failure, Source } from '../model/answer.ts';
import { askShell } from './shell/ask.ts';
import { type Limits, limitsWith } from './shell/limits.ts';
import type { Said, StartShell } from './shell/round.ts';
import { quoteRemote } from './shell/text.ts';

/** Asks the machine that preflight runs on, with the same script that an SSH host gets. */
export const localSource = (limits: Partial<Limits> = {}): Source => {
  const options = { start: startLocal(['/bin/sh', '-s']), limits: limitsWith(limits), where: 'this machine', explain };
  return { ask: (_host, queries) => askShell(queries, options) };
};

/** Starts this shell here, in a process group of its own so that it can be ended with all that it started. */
export const startLocal =
  (argv: readonly string[]): StartShell =>
  (script, listener) =>
    new Promise(resolve => {
      const child = spawn(argv[0]!, argv.slice(1), { cwd: '/', detached: true, env: environment(), stdio: ['pipe', 'pipe', 'pipe'] });
      child.once('error', error => resolve(noShell(argv[0]!, error)));
      child.once('spawn', () => resolve({ stop: () => endGroup(child) }));
      child.stdout.on('data', listener.stdout);
      child.stderr.on('data', listener.stderr);
      child.once('close', (code, signal) => listener.close(code === null ? { lost: `its shell was ended by ${signal}` } : { exit: code }));
      child.stdin.on('error', () => undefined);
      child.stdin.end(script);
    });

/** Only what a login has: nothing of preflight's own environment, which may hold passwords, reaches a command. */
const environment = (): NodeJS.ProcessEnv =>
  Object.fromEntries(['HOME', 'USER', 'LOGNAME', 'PATH'].flatMap(name => (process.env[name] === undefined ? [] : [[name, process.env[name]]])));

function endGroup({ pid, stdout, stderr }: ChildProcess): void {
  try {
    process.kill(-pid!, 'SIGKILL');
  } catch {
    // The group has left already.
  }
  stdout?.destroy();
  stderr?.destroy();
}

const noShell = (shell: string, error: Error): Failure => ({
  status: 'failed',
  reason: `this machine: ${shell} could not be started: ${error.message}`,
});

const explain = (exit: number, { stderr }: Said): Failure => ({
  status: 'failed',
  reason: `this machine: /bin/sh ended with exit code ${exit} before it answered: ${quoteRemote(stderr)}`,
});
