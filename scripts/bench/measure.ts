import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';

/** One run of one client, as a whole process with all that it starts. */
export interface Run {
  readonly ms: number;
  /** User and system, of the client and the processes that it waited for. */
  readonly cpuMs: number;
  readonly exit: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  /** Its own, for output. */
  readonly folder: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly seconds?: number;
  readonly signal: AbortSignal;
}

/** `times` of POSIX sh says what its children cost; they do not see the descriptor it goes to. */
const TIMED = '"$@" 3>&-; s=$?; times >&3; exit $s';

/** Runs a client to its end, in a process group of its own that is ended where it takes too long. Output goes to files: an ssh that stays behind would hold a pipe. */
export function measure(argv: readonly string[], { folder, env = {}, seconds = 900, signal }: RunOptions): Promise<Run> {
  const [out, err] = ['stdout', 'stderr'].map(name => join(folder, name)) as [string, string];
  const [outFd, errFd] = [openSync(out, 'w'), openSync(err, 'w')];
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const began = process.hrtime.bigint();
    const child = spawn('/bin/sh', ['-c', TIMED, 'sh', ...argv], {
      cwd: folder,
      env: { ...process.env, ...env },
      detached: true,
      stdio: ['ignore', outFd, errFd, 'pipe'],
    });
    let times = '';
    (child.stdio[3] as Readable).on('data', (chunk: Buffer) => {
      times += chunk.toString('latin1');
    });
    const kill = (): void => void (child.pid !== undefined && process.kill(-child.pid, 'SIGKILL'));
    const timer = setTimeout(kill, seconds * 1000);
    signal.addEventListener('abort', kill);
    const over = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', kill);
      closeSync(outFd);
      closeSync(errFd);
    };
    child.once('error', error => {
      over();
      reject(error);
    });
    let ms = Number.NaN;
    child.once('exit', () => {
      ms = Number(process.hrtime.bigint() - began) / 1e6;
    });
    child.once('close', exit => {
      over();
      if (signal.aborted) reject(signal.reason);
      else resolve({ ms, cpuMs: childrenOf(times), exit, stdout: readFileSync(out, 'utf8'), stderr: readFileSync(err, 'utf8') });
    });
  });
}

/**
 * The second line is of the children, user and system, in minutes and seconds:
 *
 *     0m0.001s 0m0.000s
 *     0m1.520s 0m0.310s
 */
export const childrenOf = (times: string): number =>
  [...(times.split('\n')[1] ?? '').matchAll(/(\d+)m([\d.]+)s/g)].reduce(
    (sum, [, minutes, seconds]) => sum + Number(minutes) * 60_000 + Number(seconds) * 1000,
    0,
  );

export const median = (numbers: readonly number[]): number => {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : ((sorted[middle - 1] ?? Number.NaN) + (sorted[middle] ?? Number.NaN)) / 2;
};
