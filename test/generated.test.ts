import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { generated, registry } from '../scripts/generated.ts';
import { loadPacks } from '../src/engine/packs.ts';
import type { AnyCheck } from '../src/index.ts';
import { isCovering } from '../src/model/guide.ts';

const { platforms, pack } = await loadPacks();
const packs = await Promise.all(platforms.map(({ id }) => pack(id)));
const checks = packs.flatMap(one => one.checks);

const root = process.cwd();
const read = (path: string): string => (existsSync(path) ? readFileSync(path, 'utf8') : '');

test('what is generated is up to date; if not, run: npm run generate', () => {
  for (const [path, text] of [...registry(root), ...generated(root, packs)]) expect(read(path), `${path}: run npm run generate`).toBe(text);
});

test.each(checks.map(check => [check.id, check] as const))('%s follows the rules of a check', (_, check: AnyCheck) => {
  expect(existsSync(`checks/${check.id}.ts`), 'the file is named as the id').toBe(true);
  expect(existsSync(`test/checks/${check.id}.test.ts`), 'it has a table of cases').toBe(true);
  expect(check.title).toMatch(/^[A-Za-z].*[^.]$/);
  expect(check.why.length).toBeGreaterThan(20);
  expect(check.refs.length).toBeGreaterThan(0);
  expect(check.id).not.toMatch(/\/(no|check|is|has)-/);
  for (const message of Object.values(check.messages) as (string | { text: string })[])
    expect(typeof message === 'string' ? message : message.text).toMatch(/[.?]$|[{](?:question|message)[}]$/);
});

test.each(packs.flatMap(({ platform, guide }) => (guide ? [[platform.id, guide] as const] : [])))(
  'every step of the guide of %s has a check, or a reason',
  (id, guide) => {
    const rows = guide.steps.map(({ row }) => row);
    expect(new Set(rows).size).toBe(rows.length);
    const isCovered = (row: string): boolean => checks.some(check => isCovering(check, id, row));
    for (const { row, uncovered } of guide.steps) expect(isCovered(row), `row ${row} of ${id}`).toBe(uncovered === undefined);
  },
);

test.each(checks.flatMap(check => (check.covers ? [[check.id, check] as const] : [])))(
  '%s covers rows that a guide has',
  (_, { applies, covers = [] }) => {
    const rows = new Set(packs.flatMap(({ platform, guide }) => guide?.steps.map(({ row }) => `${platform.id}/${row}`) ?? []));
    for (const row of covers) expect(rows).toContain(row.includes('/') ? row : `${applies.platform}/${row}`);
  },
);

test('inputs of one name are one input', () => {
  const seen = new Map<string, unknown>();
  for (const input of checks.flatMap(({ inputs }) => Object.values(inputs ?? {}) as { name: string }[])) {
    expect(seen.get(input.name) ?? input, input.name).toEqual(input);
    seen.set(input.name, input);
  }
});
