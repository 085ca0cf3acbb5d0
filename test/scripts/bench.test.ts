import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { table } from '../../scripts/bench/compare.ts';
import { END, kvmJob, ownScript, plainScript, READS } from '../../scripts/bench/jobs.ts';
import { childrenOf, median } from '../../scripts/bench/measure.ts';
import type { Peer } from '../../scripts/bench/peer.ts';

const shell = (script: string): string => execFileSync('/bin/sh', ['-s'], { input: script, encoding: 'utf8', stdio: ['pipe', 'pipe', 'ignore'] });

test.each([
  ['0m0.001s 0m0.002s\n0m1.520s 0m0.310s\n', 1830],
  ['0m0.00s 0m0.00s\n2m0.50s 0m0.25s\n', 120_750],
  ['', 0],
])('what the children of a shell cost: %j', (times, ms) => expect(childrenOf(times)).toBeCloseTo(ms));

test('what times of this /bin/sh says can be read', () => {
  expect(childrenOf(shell('i=0; while [ $i -lt 40 ]; do uname >/dev/null; i=$((i+1)); done; times\n'))).toBeGreaterThan(0);
});

test('median', () => {
  expect(median([5, 1, 9])).toBe(5);
  expect(median([4, 1, 2, 3])).toBe(2.5);
  expect(median([])).toBeNaN();
});

test.each([
  ['the script that preflight sends', ownScript],
  ['what an operator would type', plainScript],
])('%s answers every question and comes to its end', (_, scriptOf) => {
  const said = shell(scriptOf(READS));
  expect(said.trimEnd().endsWith(END)).toBe(true);
  for (const part of [/^root:/m, /uid=\d+/, /^Filesystem.*Mounted on$/m, /^Linux /m]) expect(said).toMatch(part);
});

test('the questions to a KVM host are those of the checks, and a shell can answer them', async () => {
  const { queries } = await kvmJob();
  expect(queries.map(query => (query.kind === 'file' ? query.path : ''))).toContain('/etc/cloudstack/agent/environment.properties');
  expect(queries.map(({ kind }) => kind)).toContain('paths');
});

test('the table says by the middle of the ratios whether a goal is met', () => {
  const peer = (name: string, goal?: number): Peer => ({
    name,
    ...(goal !== undefined && { goal }),
    missing: () => [],
    prepare: () => ({ argv: [], answered: () => 0 }),
  });
  const turn = (ratio: number) => ({ ratio, run: { ms: ratio * 2000, cpuMs: 10, serverMs: 20, exit: 0, stdout: '', stderr: '' } });
  const [quick, slow] = table(
    new Map([
      [peer('a', 2), [turn(1), turn(2.5), turn(3)]],
      [peer('b', 3), [turn(2.9)]],
    ]),
    100,
  )
    .split('\n')
    .slice(1);
  expect(quick).toMatch(/^a +5000 +10 +20 +20\.0 +2\.50 +1\.00–3\.00 +2\.00 met$/);
  expect(slow).toMatch(/3\.00 MISSED$/);
});
