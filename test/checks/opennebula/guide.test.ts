import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import guide from '../../../checks/opennebula/guide.ts';

const SECTIONS = ['A.1', 'A.2', 'A.3', 'A.4', 'A.5', 'A.6', 'A.7'];

test('every row of the guide is there once, from every file of its folder', async () => {
  const folder = new URL('../../../checks/opennebula/guide/', import.meta.url);
  const parts = await Promise.all(readdirSync(folder).map(async name => Object.values((await import(new URL(name, folder).href)) as object).flat()));
  const rows = guide.steps.map(({ row }) => row);
  expect(rows.toSorted()).toEqual(
    parts
      .flat()
      .map(({ row }) => row as string)
      .sort(),
  );
  expect(new Set(rows).size).toBe(rows.length);
});

test('the steps are in the order of the window, and in each phase in that of the sections', () => {
  const places = guide.steps.map(({ phase, row }) => ['pre', 'stopped', 'installed', 'post'].indexOf(phase) * 10 + SECTIONS.indexOf(row.slice(0, 3)));
  expect(places).toEqual(places.toSorted((a, b) => a - b));
});

test.each([
  ['A.5', 11],
  ['A.6', 15],
  ['A.7', 20],
])('the rows of %s are whole', (section, count) => {
  const rows = guide.steps.map(({ row }) => row).filter(row => row.startsWith(`${section}.`));
  expect(rows.toSorted()).toEqual(Array.from({ length: count }, (_, index) => `${section}.${index + 1}`).sort());
});
