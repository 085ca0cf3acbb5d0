import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Fleet } from './fleet.ts';
import type { Job } from './jobs.ts';
import { measure, median, type Run } from './measure.ts';
import type { Peer } from './peer.ts';

/** What all runs of a benchmark share. */
export interface Bench {
  /** Each run gets a folder of its own in it. */
  readonly folder: string;
  readonly fleet: Fleet;
  readonly signal: AbortSignal;
}

export interface Turn {
  readonly run: Asked;
  /** Its wall time in units of preflight's in the same turn. */
  readonly ratio: number;
}

/** `serverMs`: CPU time on the side of sshd. */
export type Asked = Run & { readonly serverMs: number };

let runs = 0;

/** One run, which must have got everything from every host. */
export async function once(peer: Peer, job: Job, hosts: readonly string[], { folder, fleet, signal }: Bench): Promise<Asked> {
  const own = join(folder, `r${++runs}`);
  mkdirSync(own);
  const { argv, env = {}, answered, leave } = peer.prepare({ fleet, hosts, job, folder: own });
  const before = fleet.cpuMs();
  try {
    const run = await measure(argv, { folder: own, env, signal }).finally(leave);
    const got = answered(run);
    const said = `${run.stdout.slice(-1000)}${run.stderr.slice(-1000)}`;
    if (got !== hosts.length) throw new Error(`${peer.name}: only ${got} of ${hosts.length} hosts gave everything (exit ${run.exit})\n${said}`);
    await fleet.settle();
    return { ...run, serverMs: fleet.cpuMs() - before };
  } finally {
    rmSync(own, { recursive: true, force: true });
  }
}

export interface Comparison {
  readonly job: Job;
  readonly hosts: readonly string[];
  readonly own: Peer;
  readonly peers: readonly Peer[];
  readonly turns: number;
  /** Told before each turn. */
  readonly onTurn: (turn: number) => void;
}

/**
 * All clients in turn, again and again, so that a machine whose speed drifts is as slow for each; the ratios are taken within
 * a turn. The first run of preflight is not counted: it brings files into memory.
 */
export async function compare({ job, hosts, own, peers, turns, onTurn }: Comparison, bench: Bench): Promise<ReadonlyMap<Peer, readonly Turn[]>> {
  const taken = new Map<Peer, Turn[]>([own, ...peers].map(peer => [peer, []]));
  await once(own, job, hosts, bench);
  for (let turn = 1; turn <= turns; turn++) {
    onTurn(turn);
    const mine = await once(own, job, hosts, bench);
    taken.get(own)!.push({ run: mine, ratio: 1 });
    for (const peer of peers) {
      if (peer.slow && turn > 1) continue;
      const run = await once(peer, job, hosts, bench);
      taken.get(peer)!.push({ run, ratio: run.ms / mine.ms });
    }
  }
  return taken;
}

const HEAD = 'client                                 wall ms   CPU ms  sshd CPU  hosts/s  ratio  lowest–highest  goal';

/** `ratio` is a client's wall time in units of preflight's, so more is better for preflight. */
export const table = (taken: ReadonlyMap<Peer, readonly Turn[]>, hosts: number): string =>
  [HEAD, ...[...taken].map(([peer, turns]) => row(peer, turns, hosts))].join('\n');

function row({ name, goal }: Peer, turns: readonly Turn[], hosts: number): string {
  const ms = median(turns.map(({ run }) => run.ms));
  const [cpu, server] = [median(turns.map(({ run }) => run.cpuMs)), median(turns.map(({ run }) => run.serverMs))];
  const ratios = turns.map(({ ratio }) => ratio);
  const ratio = median(ratios);
  const range = `${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)}`;
  const judged = goal === undefined ? '' : `${goal.toFixed(2)} ${ratio >= goal ? 'met' : 'MISSED'}`;
  const times = [ms.toFixed(0).padStart(7), cpu.toFixed(0).padStart(8), server.toFixed(0).padStart(9)];
  const numbers = [...times, ((hosts / ms) * 1000).toFixed(1).padStart(8), ratio.toFixed(2).padStart(6)];
  return `${name.padEnd(38)} ${numbers.join(' ')}  ${range.padEnd(14)}  ${judged}`.trimEnd();
}
