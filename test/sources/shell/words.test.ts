import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { globWord, passagesOf, quoteWord } from '../../../src/sources/shell/words.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'preflight-words-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const words = fc.array(
  fc.string({ unit: 'binary', maxLength: 30 }).filter(text => !text.includes('\0')),
  { minLength: 1, maxLength: 10 },
);
const nasty = fc.array(
  fc.string({
    unit: fc.constantFrom(
      '[',
      ']',
      '!',
      '^',
      '-',
      '\\',
      '*',
      '?',
      "'",
      '"',
      '$',
      '(',
      ')',
      '`',
      ';',
      '\n',
      ' ',
      '{',
      '}',
      ',',
      'a',
      '~',
      '#',
      '&',
      '|',
      '<',
      '>',
    ),
    maxLength: 20,
  }),
  { minLength: 1, maxLength: 20 },
);

/** What a shell makes of these words, in an empty folder. */
const inShell = (shell: string, source: readonly string[]): string[] =>
  execFileSync(shell, ['-c', `printf '%s\\000' ${source.join(' ')}`], { cwd: folder, encoding: 'utf8' })
    .split('\0')
    .slice(0, -1);

test.each(['dash', 'bash'])('in %s a quoted word means itself', shell => {
  fc.assert(
    fc.property(fc.oneof(words, nasty), texts => void expect(inShell(shell, texts.map(quoteWord))).toEqual(texts)),
    { numRuns: 60 },
  );
});

test.each(['dash', 'bash'])('in %s nothing in a glob is run, split or expanded but the pattern itself', shell => {
  fc.assert(
    fc.property(fc.oneof(words, nasty), texts => {
      const results = inShell(
        shell,
        texts.map(text => globWord(`/nothing/${text}`)),
      );
      // No file matches, so each pattern stays one word.
      expect(results).toHaveLength(texts.length);
      for (const result of results) expect(result).toMatch(/^\/nothing\//);
    }),
    { numRuns: 100 },
  );
});

test.each([
  ['/etc/yum repos.d/*.repo', "'/etc/yum repos.d/'*'.repo'"],
  ['/a/?[a-z]', "'/a/'?[a-z]"],
  ['/a/[!a-c]*', "'/a/'[!a-c]*"],
  ['/a/[^a]', "'/a/'[!a]"],
  ['/a/[$x]', "'/a/'['$'x]"],
  ['/a/\\*', "'/a/''*'"],
  ['/a/[', "'/a/''['"],
  ['/a/[]', "'/a/''[]'"],
])('%s is the word %s', (glob, word) => expect(globWord(glob)).toBe(word));

test('the directories that a glob leads through', () => {
  expect(passagesOf('/a/*/b/c?')).toEqual([
    { glob: '/', needs: 'search' },
    { glob: '/a', needs: 'read' },
    { glob: '/a/*', needs: 'search' },
    { glob: '/a/*/b', needs: 'read' },
  ]);
  expect(passagesOf('/etc')).toEqual([{ glob: '/', needs: 'search' }]);
});
