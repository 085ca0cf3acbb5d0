import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Bench, compare, once, table } from './bench/compare.ts';
import { type Fleet, startFleet } from './bench/fleet.ts';
import { type Job, kvmJob, READS } from './bench/jobs.ts';
import type { Peer } from './bench/peer.ts';
import { PEERS } from './bench/peers/all.ts';
import { preflightCapture, preflightClient, rssOf } from './bench/peers/preflight.ts';

/** Asking live hosts, beside the tools that an operator would use for it. See docs/benchmark.md. */
const { values } = parseArgs({
  options: {
    hosts: { type: 'string', default: '100' },
    runs: { type: 'string', default: '5' },
    /** The most hosts, for time and memory by their number; 0 for none of that. */
    most: { type: 'string', default: '1000' },
    /** Parts of names. */
    only: { type: 'string', multiple: true },
    job: { type: 'string', multiple: true },
  },
});

const MOST_MEGABYTES = 300;
/** Time per host, of the most hosts in units of the fewest. */
const MOST_GROWTH = 1.15;

const say = (text: string): void => void process.stdout.write(`${text}\n`);
const named = (name: string, parts: readonly string[] | undefined): boolean => parts === undefined || parts.some(part => name.includes(part));

const peersThere = (): Peer[] =>
  PEERS.filter(({ name }) => named(name, values.only)).filter(peer => {
    const missing = peer.missing();
    if (missing.length > 0) say(`skipped: ${peer.name} (install the Debian package ${missing.join(' ')})`);
    return missing.length === 0;
  });

async function compareAll(job: Job, own: Peer, peers: readonly Peer[], bench: Bench): Promise<void> {
  const [hosts, turns] = [bench.fleet.addresses.slice(0, Number(values.hosts)), Number(values.runs)];
  const onTurn = (turn: number): void => void process.stderr.write(`${job.name}: turn ${turn} of ${turns}\n`);
  const taken = await compare({ job, hosts, own, peers, turns, onTurn }, bench);
  say(`\n${job.name}; ${hosts.length} hosts, 32 at once; medians of ${turns} turns\n${table(taken, hosts.length)}`);
}

/** Time and memory by the number of hosts. */
async function grow(job: Job, own: Peer, bench: Bench): Promise<void> {
  const most = Number(values.most);
  say(`\n${own.name}, ${job.name}\nhosts  wall ms  ms/host  peak MB`);
  let first = 0;
  for (const hosts of [100, 300, most].filter(count => count <= most)) {
    const run = await once(own, job, bench.fleet.addresses.slice(0, hosts), bench);
    const each = run.ms / hosts;
    first ||= each;
    const missed = [
      ...(rssOf(run) > MOST_MEGABYTES ? [`MISSED: ${MOST_MEGABYTES} MB`] : []),
      ...(each > first * MOST_GROWTH ? ['MISSED: linear'] : []),
    ];
    const numbers = [run.ms.toFixed(0).padStart(8), each.toFixed(1).padStart(8), rssOf(run).toFixed(0).padStart(8)];
    say(`${String(hosts).padStart(5)} ${numbers.join(' ')}  ${missed.join(', ')}`.trimEnd());
  }
}

async function main(): Promise<void> {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort(new Error(`ended by ${signal}`)));
  const load = loadavg().map(one => one.toFixed(2));
  say(`${cpus().length} processors (${cpus()[0]?.model}), Node ${process.version}, load ${load.join(' ')}`);
  const peers = peersThere();
  const folder = mkdtempSync(join(tmpdir(), 'pfb-'));
  let fleet: Fleet | undefined;
  try {
    fleet = await startFleet(folder, Math.max(Number(values.hosts), Number(values.most)));
    const bench = { folder, fleet, signal: stop.signal };
    const jobs = [[READS, preflightClient] as const, [await kvmJob(), preflightCapture] as const].filter(([{ name }]) => named(name, values.job));
    for (const [job, own] of jobs) await compareAll(job, own, peers, bench);
    if (Number(values.most) > 0) for (const [job, own] of jobs) await grow(job, own, bench);
  } finally {
    await fleet?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
}
