import type { Answer, Failure, FileBody, Source } from '../model/answer.ts';
import { type Entry, type Evidence, EvidenceSet } from '../model/evidence.ts';
import type { KeyFile } from '../model/secret.ts';
import type { Step } from './plan.ts';
import type { Redactor } from './redact/redactor.ts';

export interface CollectOptions {
  readonly redactor: Redactor;
  /** Hosts asked at the same time. */
  readonly concurrency?: number;
  /** Ends the asking: what is not there by then is a failure that says so. */
  readonly signal?: AbortSignal;
}

/** A question with the answer as it came, before redaction. There are only as many of them as hosts are being asked, and no more. */
interface Asked {
  readonly step: Step;
  readonly answer: Answer;
}

type HostSteps = readonly [host: string, steps: readonly Step[]];

const USUAL_CONCURRENCY = 32;

/**
 * The one place where an answer becomes evidence, so the one place where it is redacted: as soon as it is there. Only what a
 * classifier needs other hosts' key files for has to wait; so the hosts that have key files are asked first. They are few.
 */
export async function collect(steps: readonly Step[], source: Source, options: CollectOptions): Promise<EvidenceSet> {
  const { redactor, concurrency = USUAL_CONCURRENCY, signal } = options;
  const hosts = [...byHost(steps)];
  const withKeys = hosts.filter(([, own]) => own.some(isKeyFile));
  const waiting = [...withKeys, ...hosts.filter(([, own]) => !own.some(isKeyFile))].values();
  const keys = keyring(withKeys.length);
  const evidence = new Map<Step, Evidence>();
  const late: Promise<void>[] = [];
  const stop = stopping(signal);

  const keep = ({ step, answer }: Asked): void => {
    if (step.query) evidence.set(step, toEvidence(answer, step, keys.files, redactor));
  };
  /** What cannot be redacted yet. All else is evidence when this returns, and its raw text is forgotten. */
  const ask = async ([host, own]: HostSteps): Promise<readonly Asked[]> => {
    const answers = await stop.unless(() => askHost(source, host, own), own);
    const asked = own.map((step, index) => ({ step, answer: answers[index] ?? NO_ANSWER }));
    for (const one of asked) if (!needsKeys(one.step)) keep(one);
    if (own.some(isKeyFile)) keys.add(asked.flatMap(keyFileOf));
    return asked.filter(({ step }) => needsKeys(step));
  };
  const worker = async (): Promise<void> => {
    for (const host of waiting) {
      const rest = await ask(host);
      if (rest.length === 0) continue;
      const kept = keys.complete.then(() => rest.forEach(keep));
      // A host with keys must not hold up the next one with keys; any other holds its place, so that no more are asked meanwhile.
      if (host[1].some(isKeyFile)) late.push(kept);
      else await kept;
    }
  };

  await Promise.all(Array.from({ length: Math.min(Math.max(concurrency, 1), hosts.length) }, worker));
  await Promise.all(late);
  stop.end();
  return new EvidenceSet(steps.flatMap(step => entryOf(step, evidence.get(step))));
}

const entryOf = ({ host, query }: Step, evidence: Evidence | undefined): Entry[] => (query && evidence ? [{ host, query, evidence }] : []);

function toEvidence(answer: Answer, step: Step, keyFiles: readonly KeyFile[], redactor: Redactor): Evidence {
  if (answer.status !== 'ok') return { ...answer, reason: redactor.text(answer.reason) };
  try {
    return { ...answer, body: redactor.body(step.query!, answer.body, { rules: step.secrets, keyFiles }) };
  } catch (error) {
    return { status: 'failed', reason: `the answer could not be redacted, so it was dropped: ${(error as Error).name}`, at: answer.at };
  }
}

/** Whether a classifier reads this file, for the answers of its own host or of others. */
const isKeyFile = ({ query }: Step): boolean => query === undefined;

const needsKeys = ({ query, secrets }: Step): boolean => query !== undefined && secrets.some(({ by }) => by !== undefined && by.keyFiles.length > 0);

/** Only files that a classifier asked for are looked at here, and only until the end of `collect`. */
function keyFileOf({ step, answer }: Asked): KeyFile[] {
  if (!isKeyFile(step) || step.ask.kind !== 'file' || answer.status !== 'ok') return [];
  return [{ host: step.host, path: step.ask.path, text: (answer.body as FileBody).text }];
}

/** The key files of so many hosts; complete when each of them has answered, with or without files. */
function keyring(hosts: number): { readonly files: readonly KeyFile[]; readonly complete: Promise<void>; add(files: readonly KeyFile[]): void } {
  const files: KeyFile[] = [];
  let missing = hosts;
  let done = (): void => undefined;
  const complete = new Promise<void>(resolve => {
    done = resolve;
  });
  if (missing === 0) done();
  const add = (more: readonly KeyFile[]): void => {
    files.push(...more);
    if (--missing === 0) done();
  };
  return { files, complete, add };
}

async function askHost(source: Source, host: string, steps: readonly Step[]): Promise<readonly Answer[]> {
  try {
    return await source.ask(
      host,
      steps.map(({ ask }) => ask),
    );
  } catch (error) {
    return steps.map(() => ({ status: 'failed' as const, reason: (error as Error).message }));
  }
}

interface Stopping {
  /** The answers, or at once the failures of an interrupted run, whatever becomes of the question. */
  unless(ask: () => Promise<readonly Answer[]>, steps: readonly Step[]): Promise<readonly Answer[]>;
  end(): void;
}

/** One listener for all hosts: a signal warns of many, and a promise that all race against would keep every answer. */
function stopping(signal: AbortSignal | undefined): Stopping {
  const running = new Set<() => void>();
  const stopAll = (): void => {
    for (const stop of running) stop();
  };
  signal?.addEventListener('abort', stopAll, { once: true });
  return {
    unless: (ask, steps) => {
      if (signal?.aborted) return Promise.resolve(steps.map(() => NOT_ASKED));
      return new Promise(resolve => {
        const stop = (): void => resolve(steps.map(() => NOT_FINISHED));
        running.add(stop);
        void ask().then(answers => {
          running.delete(stop);
          resolve(answers);
        });
      });
    },
    end: () => signal?.removeEventListener('abort', stopAll),
  };
}

const NO_ANSWER: Failure = { status: 'failed', reason: 'the source gave no answer' };
const NOT_ASKED: Failure = { status: 'failed', reason: 'was not asked: the run was interrupted' };
const NOT_FINISHED: Failure = { status: 'failed', reason: 'had not answered when the run was interrupted' };

function byHost(steps: readonly Step[]): Map<string, Step[]> {
  const hosts = new Map<string, Step[]>();
  for (const step of steps) {
    const own = hosts.get(step.host);
    if (own) own.push(step);
    else hosts.set(step.host, [step]);
  }
  return hosts;
}
