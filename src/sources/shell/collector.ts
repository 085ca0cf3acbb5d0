import type { Answer } from '../../model/answer.ts';
import { answerOf } from './answers.ts';
import type { Frame } from './frames.ts';
import type { Limits } from './limits.ts';
import type { ShellQuery } from './script.ts';

/** Tells the time of a host from the one time that it told. */
export type HostClock = () => string | undefined;

/** What the host said when it began, plus what has passed here since: its clock, without asking it again and again. */
export function hostClock(said: string): HostClock {
  const began = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(said) ? Date.parse(said) : Number.NaN;
  const since = performance.now();
  return () => (Number.isNaN(began) ? undefined : new Date(began + performance.now() - since).toISOString().replace(/\.\d+Z$/, 'Z'));
}

/** Puts the frames of both streams together. A command is answered when both have told their part, anything else by the first alone. */
export interface Collector {
  readonly answers: ReadonlyMap<number, Answer>;
  /** The query that the host is at. */
  readonly next: () => number;
  hello(at: string): void;
  stdout(frame: Frame): void;
  stderr(frame: Frame): void;
}

export function collector(queries: readonly ShellQuery[], limits: Limits): Collector {
  const answers = new Map<number, Answer>();
  const frames = new Map<number, { readonly frame: Frame; readonly at: string | undefined }>();
  const errors = new Map<number, Buffer>();
  let clock: HostClock = () => undefined;
  let next = 0;

  const settle = (index: number): void => {
    const [query, told] = [queries[index], frames.get(index)];
    if (!query || !told || (query.kind === 'command' && !errors.has(index))) return;
    answers.set(index, answerOf(query, told.frame, told.at, errors.get(index) ?? Buffer.alloc(0), limits));
    frames.delete(index);
    errors.delete(index);
  };

  return {
    answers,
    next: () => next,
    hello: at => {
      clock = hostClock(at);
    },
    stdout: frame => {
      frames.set(frame.index, { frame, at: clock() });
      next = frame.index + 1;
      settle(frame.index);
    },
    stderr: frame => {
      errors.set(frame.index, frame.parts[0]!);
      settle(frame.index);
    },
  };
}
