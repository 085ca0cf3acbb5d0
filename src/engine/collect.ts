import type { Answer, FileBody, Source } from '../model/answer.ts';
import { type Entry, type Evidence, EvidenceSet } from '../model/evidence.ts';
import type { KeyFile } from '../model/secret.ts';
import type { Step } from './plan.ts';
import type { Redactor } from './redact/redactor.ts';

export interface CollectOptions {
  readonly redactor: Redactor;
  /** Hosts asked at the same time. */
  readonly concurrency?: number;
  /** Told when a host has answered, for progress. */
  readonly onHost?: (host: string, answers: readonly Answer[]) => void;
  readonly signal?: AbortSignal;
}

interface Asked {
  readonly step: Step;
  readonly answer: Answer;
}

/** The one place where an answer becomes evidence, so the one place where it is redacted. */
export async function collect(steps: readonly Step[], source: Source, options: CollectOptions): Promise<EvidenceSet> {
  const asked = await askAll(steps, source, options);
  const keyFiles = asked.flatMap(keyFileOf);
  return new EvidenceSet(asked.flatMap(one => toEntry(one, keyFiles, options.redactor)));
}

function toEntry({ step, answer }: Asked, keyFiles: readonly KeyFile[], redactor: Redactor): Entry[] {
  if (!step.query) return [];
  return [{ host: step.host, query: step.query, evidence: toEvidence(answer, step, keyFiles, redactor) }];
}

function toEvidence(answer: Answer, step: Step, keyFiles: readonly KeyFile[], redactor: Redactor): Evidence {
  if (answer.status !== 'ok') return { ...answer, reason: redactor.text(answer.reason) };
  try {
    return { ...answer, body: redactor.body(step.query!, answer.body, { rules: step.secrets, keyFiles }) };
  } catch (error) {
    return { status: 'failed', reason: `the answer could not be redacted, so it was dropped: ${(error as Error).name}`, at: answer.at };
  }
}

/** Only files that a classifier asked for are looked at here, and only until the end of `collect`. */
function keyFileOf({ step, answer }: Asked): KeyFile[] {
  if (step.ask === step.query || step.ask.kind !== 'file' || answer.status !== 'ok') return [];
  return [{ host: step.host, path: step.ask.path, text: (answer.body as FileBody).text }];
}

async function askAll(steps: readonly Step[], source: Source, { concurrency = 32, onHost, signal }: CollectOptions): Promise<Asked[]> {
  const waiting = [...byHost(steps)];
  const asked: Asked[] = [];
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [host, own] = next;
      const answers = signal?.aborted ? own.map(interrupted) : await askHost(source, host, own);
      asked.push(...own.map((step, index) => ({ step, answer: answers[index] ?? noAnswer })));
      onHost?.(host, answers);
    }
  };
  await Promise.all(Array.from({ length: Math.min(concurrency, waiting.length) }, worker));
  return asked;
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

const noAnswer: Answer = { status: 'failed', reason: 'the source gave no answer' };
const interrupted = (): Answer => ({ status: 'unreachable', reason: 'was not asked: the run was interrupted' });

function byHost(steps: readonly Step[]): Map<string, Step[]> {
  const hosts = new Map<string, Step[]>();
  for (const step of steps) hosts.set(step.host, [...(hosts.get(step.host) ?? []), step]);
  return hosts;
}
