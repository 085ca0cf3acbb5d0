import { spawnSync } from 'node:child_process';
import { randomFillSync } from 'node:crypto';
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { inspectArtifact } from '../src/sources/artifact/inspect.ts';

/**
 * How long the verification of a release takes beside what an operator would type: gpg --verify, and gpg --print-md twice.
 * Both as whole processes, one after the other in turn, over one file that is in the page cache.
 */
const { values } = parseArgs({
  options: { size: { type: 'string', default: '500' }, runs: { type: 'string', default: '5' }, one: { type: 'string' } },
});

/** The measured process. Its exit code says whether everything was as it should be. */
async function verifyOne(path: string): Promise<void> {
  const answer = await inspectArtifact({ kind: 'artifact', path });
  const body = answer.status === 'ok' ? answer.body : undefined;
  const good = body?.signatures.length === 1 && body.signatures[0]!.status === 'good';
  const matching = body?.checksums.length === 2 && body.checksums.every(({ matches }) => matches);
  process.stdout.write(String(process.resourceUsage().maxRSS));
  process.exitCode = good && matching ? 0 : 1;
}

function bench(megabytes: number, runs: number): void {
  const folder = mkdtempSync(join(tmpdir(), 'pfb-'));
  const home = join(folder, 'h');
  mkdirSync(home, { mode: 0o700 });
  try {
    const file = release(folder, home, megabytes);
    const ours: Measured[] = [];
    const gpgs: Measured[] = [];
    for (let run = 0; run < runs + 1; run++) {
      ours.push(time([[process.execPath, fileURLToPath(import.meta.url), '--one', file]]));
      gpgs.push(time([gpg(home, '--verify', `${file}.asc`, file), gpg(home, '--print-md', 'MD5', file), gpg(home, '--print-md', 'SHA512', file)]));
    }
    process.stdout.write(table(megabytes, ours.slice(1), gpgs.slice(1)));
  } finally {
    spawnSync('gpgconf', ['--homedir', home, '--kill', 'all']);
    rmSync(folder, { recursive: true, force: true });
  }
}

const gpg = (home: string, ...args: readonly string[]): readonly string[] => [
  'gpg',
  '--homedir',
  home,
  '--batch',
  '--no-tty',
  '--trust-model',
  'always',
  ...args,
];

/** A file of random bytes with its .asc (RSA-4096, SHA-512), .md5, .sha512 and KEYS. */
function release(folder: string, home: string, megabytes: number): string {
  const file = join(folder, 'release-src.tar.bz2');
  const fd = openSync(file, 'w');
  const block = Buffer.alloc(1 << 20);
  for (let written = 0; written < megabytes; written++) writeSync(fd, randomFillSync(block));
  closeSync(fd);
  const make = (...args: readonly string[]): Buffer => run(gpg(home, '--pinentry-mode', 'loopback', '--passphrase', '', ...args)).stdout;
  make('--quick-generate-key', 'Release Manager <rm@example.org>', 'rsa4096', 'sign,cert', 'never');
  make('--armor', '--digest-algo', 'SHA512', '--detach-sign', file);
  writeFileSync(join(folder, 'KEYS'), make('--armor', '--export'));
  for (const [algorithm, ending] of [
    ['MD5', 'md5'],
    ['SHA512', 'sha512'],
  ] as const)
    writeFileSync(`${file}.${ending}`, make('--print-md', algorithm, file));
  return file;
}

interface Measured {
  readonly ms: number;
  /** In KiB; only of a process that writes it. */
  readonly rss: number;
}

function time(commands: readonly (readonly string[])[]): Measured {
  const start = process.hrtime.bigint();
  const results = commands.map(run);
  return { ms: Number(process.hrtime.bigint() - start) / 1e6, rss: Number(results[0]!.stdout.toString()) };
}

function run([program, ...args]: readonly string[]): { readonly stdout: Buffer } {
  const result = spawnSync(program!, args, { maxBuffer: 1 << 26 });
  if (result.status !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${result.status ?? result.error}: ${result.stderr}`);
  return result;
}

function table(megabytes: number, ours: readonly Measured[], gpgs: readonly Measured[]): string {
  const mine = median(ours.map(({ ms }) => ms));
  const theirs = median(gpgs.map(({ ms }) => ms));
  const rss = Math.max(...ours.map(({ rss }) => rss)) / 1024;
  const line = (what: string, ms: number, more = ''): string =>
    `${what.padEnd(44)} ${ms.toFixed(0).padStart(7)} ms  ${(megabytes / (ms / 1000)).toFixed(0).padStart(5)} MB/s${more}\n`;
  return [
    `Verification of a release of ${megabytes} MB, median of ${ours.length} runs\n`,
    line('preflight: signature, MD5 and SHA-512', mine, `  peak ${rss.toFixed(0)} MB`),
    line('gpg --verify, --print-md MD5, --print-md SHA512', theirs),
    `ratio ${(mine / theirs).toFixed(2)} (goal: at most 0.30)\n`,
  ].join('');
}

const median = (numbers: readonly number[]): number => [...numbers].sort((a, b) => a - b)[numbers.length >> 1] ?? Number.NaN;

if (values.one) await verifyOne(values.one);
else bench(Number(values.size), Number(values.runs));
