import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { main } from '../src/cli/main.ts';
import { loadPacks } from '../src/engine/packs.ts';
import { parseTarget } from '../src/target/parse.ts';
import { temporaryFolder } from './support/snapshots.ts';
import { memoryStreams } from './support/streams.ts';

const blocksOf = (page: string, language: string): string[] =>
  [...readFileSync(page, 'utf8').matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'gm'))].map(([, block]) => block!);

const { platforms } = await loadPacks();

describe('docs/ci.md', () => {
  const lines = readFileSync('docs/ci.md', 'utf8')
    .split('\n')
    .flatMap(line => /(?:^|- |')\s*(preflight scan [^'|]*)/.exec(line)?.[1]?.trim() ?? []);

  test.each(blocksOf('docs/ci.md', 'yaml'))('is YAML: %s', block => expect(parse(block)).toBeTypeOf('object'));

  test('has a command for each CI', () => expect(lines.length).toBeGreaterThanOrEqual(6));

  test('every command does what it says, and writes every report', async () => {
    const folder = temporaryFolder();
    const at = (name: string): string => join(folder, name);
    writeFileSync(at('preflight.yaml'), 'platform: cloudstack\nto: 4.3.2\nhosts:\n  management: root@mgmt1\n  database: mysql://u@db1/cloud\n');
    for (const line of lines) {
      const args = line
        .split(' ')
        .slice(1)
        .map(word => here(word, at));
      const streams = memoryStreams();
      const exit = await main(args, streams);
      expect(streams.err(), line).toBe('');
      expect([0, 1, 2], line).toContain(exit);
      for (const [, file] of line.matchAll(/--report \w+=(\S+)/g))
        expect(readFileSync(at(file!), 'utf8').length, `${line}: ${file}`).toBeGreaterThan(50);
    }
  });

  const here = (word: string, at: (name: string) => string): string => {
    if (word === 'site.tar.gz') return 'fixtures/cloudstack/4.2-kvm-vmware';
    if (/^[\w.-]+\.(yaml|json)$/.test(word)) return at(word);
    return word.replace(/^(\w+)=(\S+)$/, (_, format: string, file: string) => `${format}=${at(file)}`);
  };
});

test.each(['docs/decisions.md', 'docs/target-file.md'])('the target files of %s are target files', page => {
  const blocks = blocksOf(page, 'yaml').filter(block => block.startsWith('platform:'));
  expect(blocks.length).toBeGreaterThan(0);
  for (const block of blocks) expect(() => parseTarget(block, page, platforms)).not.toThrow();
});

test('the answers and waivers of docs/decisions.md are of checks that there are', async () => {
  const ids = new Set((await (await loadPacks()).all()).map(({ id }) => id));
  for (const block of blocksOf('docs/decisions.md', 'yaml')) {
    const { answers = {}, waivers = [] } = parse(block) as { answers?: object; waivers?: { check: string }[] };
    for (const id of [...Object.keys(answers), ...waivers.map(({ check }) => check)]) expect(ids).toContain(id);
  }
});
