import { spawnSync } from 'node:child_process';
import { benchStart } from './bench-start.ts';

/**
 * `npm run bench`: start-up, and the verification of a release beside gpg. `npm run bench -- live`: asking many hosts beside
 * other tools (docs/benchmark.md). Timings belong here and in no test.
 */
function bench(script: string, args: readonly string[]): void {
  const { status } = spawnSync(process.execPath, [new URL(`./${script}`, import.meta.url).pathname, ...args], { stdio: 'inherit' });
  process.exitCode = status ?? 1;
}

const [what, ...rest] = process.argv.slice(2);
if (what === 'live') bench('bench-live.js', rest);
else {
  benchStart();
  process.stdout.write('\n');
  bench('bench-verify.js', process.argv.slice(2));
  process.stdout.write('\nLive hosts, beside ssh, Ansible and testinfra, take some minutes more: npm run bench -- live\n');
}
