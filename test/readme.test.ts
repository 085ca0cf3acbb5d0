import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { main } from '../src/cli/main.ts';
import { memoryStreams } from './support/streams.ts';

const readme = readFileSync('README.md', 'utf8');

test('the sample is what preflight prints; if not, paste its first lines into README.md', async () => {
  const [, command, sample] = /<!-- sample: preflight (.+) -->\n```text\n([\s\S]+?)\n```/.exec(readme) ?? [];
  const streams = memoryStreams();
  await main(command!.split(' '), streams);
  const printed = streams.out().split('\n');
  const shown = sample!.split('\n').filter(line => line !== '…');
  expect(shown.length).toBeGreaterThan(20);
  for (const line of shown) expect(printed).toContain(line);
});

test('the two lines stand there, and CI runs the second', () => {
  expect(readme).toContain('\nnpm ci && npx preflight scan --snapshot fixtures/cloudstack/4.2-kvm-vmware --to 4.3.2\n');
  expect(readme).toContain('\nnpm ci && npm run services && npm test\n');
  expect(readFileSync('.ci/run', 'utf8')).toContain("'npm ci && npm run services && npm test'");
});

test('every page that is linked is there', () => {
  for (const page of ['README.md', 'CONTRIBUTING.md', 'SECURITY.md']) {
    for (const [, link] of readFileSync(page, 'utf8').matchAll(/\]\(([^)#:]+)\)/g))
      expect(() => readFileSync(link!), `${page} links ${link}`).not.toThrow();
  }
});
