import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { checks } from '../checks/index.ts';
import { generated, registry } from '../scripts/generated.ts';
import type { AnyCheck } from '../src/index.ts';

const root = process.cwd();
const read = (path: string): string => (existsSync(path) ? readFileSync(path, 'utf8') : '');

test('what is generated is up to date; if not, run: npm run generate', () => {
  expect(read('checks/index.ts')).toBe(registry(root));
  for (const [path, text] of generated(root, checks)) expect(read(path), `${path}: run npm run generate`).toBe(text);
});

test.each(checks.map(check => [check.id, check] as const))('%s follows the rules of a check', (_, check: AnyCheck) => {
  expect(existsSync(`checks/${check.id}.ts`), 'the file is named as the id').toBe(true);
  expect(existsSync(`test/checks/${check.id}.test.ts`), 'it has a table of cases').toBe(true);
  expect(check.title).toMatch(/^[A-Za-z].*[^.]$/);
  expect(check.why.length).toBeGreaterThan(20);
  expect(check.refs.length).toBeGreaterThan(0);
  expect(check.id).not.toMatch(/\/(no|check|is|has)-/);
  for (const message of Object.values(check.messages) as (string | { text: string })[])
    expect(typeof message === 'string' ? message : message.text).toMatch(/[.?]$/);
});

test('inputs of one name are one input', () => {
  const seen = new Map<string, unknown>();
  for (const input of checks.flatMap(({ inputs }) => Object.values(inputs ?? {}) as { name: string }[])) {
    expect(seen.get(input.name) ?? input, input.name).toEqual(input);
    seen.set(input.name, input);
  }
});
