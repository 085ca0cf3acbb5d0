import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Fact } from '../../../src/model/fact.ts';
import type { TableQuery } from '../../../src/model/query.ts';

const folder = new URL('../../../checks/opennebula/facts/', import.meta.url);
const modules = await Promise.all(readdirSync(folder).map(name => import(new URL(name, folder).href) as Promise<Record<string, unknown>>));
const isFact = (one: unknown): one is Fact<unknown> => typeof one === 'object' && one !== null && 'queries' in one && 'parse' in one;

/** Every table that a fact asks, with the fact. */
const asked = modules
  .flatMap(module => Object.values(module).filter(isFact))
  .flatMap(fact => fact.queries({}).flatMap(query => (query.kind === 'table' ? [[fact, query as TableQuery] as const] : [])));

test('there are such facts', () => expect(asked.length).toBeGreaterThan(20));

/** Bodies hold passwords of guests, keys of clouds and tokens; `sqlcmd` holds all of them once more. */
test('no body of a resource is asked for as a whole', () => {
  const whole = asked.filter(
    ([{ secrets }, { columns, xml }]) =>
      columns.includes('body') && xml?.body === undefined && !secrets.some(({ column, when, by }) => column === 'body' && when === undefined && by),
  );
  expect(whole.map(([{ id }]) => id)).toEqual([]);
  expect(asked.filter(([, { columns }]) => ['short_body', 'body_json', 'sqlcmd'].some(name => columns.includes(name))).map(([{ id }]) => id)).toEqual(
    [],
  );
});

test('two facts that share a question both have the body reduced', () => {
  const whole = new Set(
    asked.filter(([, { columns, xml }]) => columns.includes('body') && !xml).map(([, { name, where }]) => `${name} ${JSON.stringify(where)}`),
  );
  const reduced = asked.filter(([, { xml }]) => xml).map(([, { name, where }]) => `${name} ${JSON.stringify(where)}`);
  expect(reduced.filter(one => whole.has(one))).toEqual([]);
});
