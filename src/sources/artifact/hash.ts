import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Failure } from '../../model/answer.ts';
import { failureOf } from './file.ts';
import { type FileIdentity, type HashJob, type HashOrder, type HashReply, type HashResult, hashFile } from './hash-worker.js';

/** A digest that somebody asks for. With a `salt`, the hash begins with it; with a `trailer`, it goes on over it after the file. */
export interface Ask {
  /** As Node names it: `sha512`, `ripemd160`, `sha3-256` … */
  readonly algorithm: string;
  readonly salt?: Uint8Array;
  readonly text?: boolean;
  readonly trailer?: Uint8Array;
}

/** The answer to one ask: the digest without the trailer in lower-case hex, and the one with it. */
export type Hashed = { readonly bare: string; readonly ended?: Uint8Array } | { readonly problem: string };

/** Rough cost per byte on a machine with SHA instructions, to share the work out evenly. */
const COSTS: Readonly<Record<string, number>> = { md5: 16, sha1: 9, sha224: 8, sha256: 8, sha384: 14, sha512: 14 };
const COST_OF_OTHERS = 30;
const COST_OF_TEXT = 20;
/** Below this many bytes a thread costs more than it saves. */
const WORTH_A_THREAD = 8 << 20;

/** A hash that several asks share, each with its own trailer. */
type SharedJob = HashJob & { readonly trailers: Uint8Array[] };

/**
 * Answers all asks in their order. The file is read by as many threads as there are cores and different hashes;
 * equal hashes are computed once, whatever follows the bytes of the file in them.
 */
export async function hashAll(path: string, identity: FileIdentity, asks: readonly Ask[]): Promise<readonly Hashed[] | Failure> {
  const jobs = new Map<string, SharedJob>();
  const places = asks.map(ask => enlist(jobs, ask));
  const groups = share([...jobs.values()], identity.size < WORTH_A_THREAD ? 1 : availableParallelism());
  const replies = await Promise.all(groups.map(group => hash({ path, identity, jobs: group })));
  const results = new Map<HashJob, HashResult>();
  for (const [index, reply] of replies.entries()) {
    if ('code' in reply) return failureOf(path, reply);
    if ('changed' in reply) return { status: 'failed', reason: `${path} changed while it was read: wait until its download has ended` };
    for (const [place, result] of reply.results.entries()) results.set(groups[index]![place]!, result);
  }
  return places.map(({ job, trailer }) => toHashed(results.get(job)!, trailer));
}

/** Puts an ask to the job that has its hash already, or to a new one. Tells where its trailer stands. */
function enlist(
  jobs: Map<string, SharedJob>,
  { algorithm, salt = new Uint8Array(), text = false, trailer }: Ask,
): { job: SharedJob; trailer?: number } {
  const key = `${algorithm} ${text} ${Buffer.from(salt).toString('hex')}`;
  const job = jobs.get(key) ?? { algorithm, salt, text, trailers: [] };
  jobs.set(key, job);
  return trailer ? { job, trailer: job.trailers.push(trailer) - 1 } : { job };
}

function toHashed(result: HashResult, trailer: number | undefined): Hashed {
  if ('problem' in result) return result;
  return { bare: Buffer.from(result.bare).toString('hex'), ...(trailer !== undefined && { ended: result.ended[trailer]! }) };
}

/** At most `threads` groups, the dearest hashes first and each to the group that has the least to do. */
function share(jobs: readonly SharedJob[], threads: number): readonly SharedJob[][] {
  const groups = Array.from({ length: Math.min(threads, jobs.length) }, () => ({ cost: 0, jobs: [] as SharedJob[] }));
  for (const job of [...jobs].sort((a, b) => costOf(b) - costOf(a))) {
    const idle = groups.reduce((least, group) => (group.cost < least.cost ? group : least));
    idle.cost += costOf(job);
    idle.jobs.push(job);
  }
  return groups.map(group => group.jobs);
}

const costOf = ({ algorithm, text }: HashJob): number => (COSTS[algorithm] ?? COST_OF_OTHERS) + (text ? COST_OF_TEXT : 0);

/** In a thread of its own where that is worth it and can be had, otherwise here. */
const hash = async (order: HashOrder): Promise<HashReply> =>
  order.identity.size < WORTH_A_THREAD ? hashFile(order) : ((await hashInThread(order)) ?? hashFile(order));

/** Undefined where no thread could be started, or where it ended before its time. */
const hashInThread = (order: HashOrder): Promise<HashReply | undefined> =>
  new Promise(resolve => {
    const worker = new Worker(new URL('./hash-worker.js', import.meta.url), { workerData: { preflightHashOrder: order }, execArgv: [] });
    worker.once('message', resolve);
    worker.once('error', () => resolve(undefined));
    worker.once('exit', () => resolve(undefined));
  });
