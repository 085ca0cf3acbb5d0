import { existsSync, readdirSync } from 'node:fs';
import { expect, test } from 'vitest';

interface Rule {
  readonly name: string;
  readonly comment: string;
  readonly from: { readonly path?: string };
}

const config = (await import(new URL('../.dependency-cruiser.mjs', import.meta.url).href)) as { default: { forbidden: readonly Rule[] } };
const rules = config.default.forbidden;
const files = ['src', 'checks'].flatMap(root =>
  readdirSync(root, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => `${entry.parentPath}/${entry.name}`),
);

test.each(rules.map(rule => [rule.name, rule] as const))('%s guards files that exist, with a reason', (_, { from, comment }) => {
  expect(comment.length).toBeGreaterThan(20);
  if (from.path) expect(files.filter(file => new RegExp(from.path!).test(file))).not.toEqual([]);
});

test('the files that rules make exceptions for exist', () => {
  for (const file of [
    'src/engine/packs.ts',
    'src/cli/write-report.ts',
    'src/index.ts',
    'src/cli.ts',
    'src/tool-version.ts',
    'src/model/commands.ts',
    'src/schemas/validators.cjs',
  ]) {
    expect(existsSync(file), file).toBe(true);
  }
});
