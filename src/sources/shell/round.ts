import { randomBytes } from 'node:crypto';
import type { Answer, Failure } from '../../model/answer.ts';
import { collector } from './collector.ts';
import { type FrameReader, frameReader } from './frames.ts';
import { type Limits, sayBytes } from './limits.ts';
import { type ShellQuery, script } from './script.ts';

/** How a shell came to its end: with an exit code, or because the way to it is gone (`lost` says how, as half a sentence). */
export type ShellEnd = { readonly exit: number } | { readonly lost: string };

export interface ShellListener {
  stdout(chunk: Buffer): void;
  stderr(chunk: Buffer): void;
  /** Once, after all output. */
  close(end: ShellEnd): void;
}

export interface Shell {
  /** Ends the shell and what it started, as far as that can be done from here. May be called after the end. */
  stop(): void;
}

/** Starts `sh -s` with this script on its standard input. Never rejects: that no shell could be started is a failure. */
export type StartShell = (script: string, listener: ShellListener) => Promise<Shell | Failure>;

/** What a shell said outside the answers. */
export interface Said {
  readonly stdout: string;
  readonly stderr: string;
}

export interface RoundOptions {
  readonly start: StartShell;
  readonly limits: Limits;
  /** The host, for messages: `m1.example.org:22`. */
  readonly where: string;
  /** When the time of the host is over, as `performance.now()` counts. */
  readonly deadline: number;
  /** Explains a shell that ended before the script began: no sudo, no login shell. */
  readonly explain: (exit: number, said: Said) => Failure;
}

/** What one shell answered. `failure` is why the others have no answer; `culprit` the query at which it happened, where it was one. */
export interface Round {
  readonly answers: ReadonlyMap<number, Answer>;
  readonly failure?: Failure;
  readonly culprit?: number;
}

/** Seconds for the host's own timeout(1) to end a command before the whole shell is ended from here. */
const GRACE = 4;

/** The first character is nowhere else in it, so the end of an answer and the beginning of a mark cannot make one together. */
const newNonce = (): string => `@${randomBytes(16).toString('hex')}`;

/** Runs one shell and takes its answers, until it ends, stalls or says too much. */
export function runRound(queries: readonly ShellQuery[], options: RoundOptions): Promise<Round> {
  return new Promise(resolve => {
    const { limits, where } = options;
    const nonce = newNonce();
    const got = collector(queries, limits);
    let greeted = false;
    let settled = false;
    let open = 2;
    let shell: Shell | undefined;
    let timer: NodeJS.Timeout | undefined;

    const finish = (failure?: Failure, culprit?: number): void => {
      if (settled) return;
      settled = true;
      clearTimeout(timer);
      shell?.stop();
      resolve({ answers: got.answers, ...(failure && { failure }), ...(culprit !== undefined && { culprit }) });
    };
    const fail = (status: Failure['status'], what: string, culprit?: number): void => {
      const progress = culprit === undefined ? ` (${got.answers.size} of ${queries.length} answers came)` : '';
      finish({ status, reason: `${where}: ${what}${progress}` }, culprit);
    };

    const after = (seconds: number, expired: () => void): void => {
      clearTimeout(timer);
      const left = options.deadline - performance.now();
      const over = (): void => fail('timeout', `the ${limits.hostSeconds} s for this host were over`);
      timer = setTimeout(left < seconds * 1000 ? over : expired, Math.max(0, Math.min(left, seconds * 1000)));
    };
    const awaitNext = (): void => {
      const index = got.next();
      const seconds = limits.answerSeconds + (queries[index]?.kind === 'command' ? GRACE : 0);
      after(seconds, () => fail('timeout', `no answer within ${limits.answerSeconds} s`, index < queries.length ? index : undefined));
    };
    const flooded = (index: number | undefined, most: number): void =>
      index === undefined
        ? fail('too-large', `sent more than ${sayBytes(limits.hostBytes)}`)
        : fail('too-large', `sent more than ${sayBytes(most)}`, index);
    /** All has been said. The shell is given a moment to leave by itself, so that the next one finds its place free. */
    const ended = (): void => void (--open === 0 && after(1, () => finish()));

    const stdout: FrameReader = frameReader(
      nonce,
      { answer: limits.answerBytes + 1, total: limits.hostBytes },
      {
        hello: at => {
          greeted = true;
          got.hello(at);
          awaitNext();
        },
        done: frame => {
          got.stdout(frame);
          awaitNext();
        },
        end: ended,
        flood: index => flooded(index, limits.answerBytes),
      },
    );
    const stderr = frameReader(
      nonce,
      { answer: limits.errorBytes, total: limits.hostBytes },
      { done: got.stderr, end: ended, flood: index => flooded(index, limits.errorBytes) },
    );
    const close = (end: ShellEnd): void => {
      if (open === 0) finish();
      else if ('lost' in end) fail('unreachable', end.lost);
      else if (greeted) fail('failed', `the shell ended too early, with exit code ${end.exit}`);
      else finish(options.explain(end.exit, { stdout: stdout.noise(), stderr: stderr.noise() }));
    };

    after(limits.answerSeconds, () => fail('timeout', `the shell did not begin to answer within ${limits.answerSeconds} s`));
    const started = (outcome: Shell | Failure): void => {
      if ('status' in outcome) finish(outcome);
      else shell = outcome;
      if (settled) shell?.stop();
    };
    const listener = { stdout: stdout.push, stderr: stderr.push, close };
    options.start(script(queries, { nonce, limits }), listener).then(started, (error: Error) => fail('failed', error.message));
  });
}
