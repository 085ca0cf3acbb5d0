import { execFileSync } from 'node:child_process';

const RUNS = 15;

/** Milliseconds of one whole process. */
function time(args: readonly string[]): number {
  const start = process.hrtime.bigint();
  try {
    execFileSync(process.execPath, args, { stdio: 'ignore' });
  } catch {
    // a NO-GO exits with 1, which is what was asked for
  }
  return Number(process.hrtime.bigint() - start) / 1e6;
}

/** Start-up: whole processes, interleaved, against a bare `node -e 0`. Prints medians and ratios. */
export function benchStart(): void {
  const cli = new URL('../src/cli.js', import.meta.url).pathname;
  const jobs = {
    'node -e 0': ['-e', '0'],
    'preflight --help (goal 2.5)': [cli, '--help'],
    'preflight scan of a small snapshot (goal 5)': [cli, 'scan', '--snapshot', 'fixtures/cloudstack/4.2-kvm-vmware', '--to', '4.3.2'],
  };
  const times = Object.fromEntries(Object.keys(jobs).map(name => [name, [] as number[]]));
  for (let run = 0; run < RUNS; run++) for (const [name, args] of Object.entries(jobs)) times[name]!.push(time(args));
  const median = (name: string): number => times[name]!.sort((a, b) => a - b)[Math.floor(RUNS / 2)]!;
  const bare = median('node -e 0');
  for (const name of Object.keys(jobs))
    process.stdout.write(`${name.padEnd(46)} ${median(name).toFixed(0).padStart(5)} ms  ${(median(name) / bare).toFixed(2)}\n`);
}
