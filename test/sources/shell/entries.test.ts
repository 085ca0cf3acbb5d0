import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseEntries } from '../../../src/sources/shell/entries.ts';

const line = (name: string, mode = '81a4'): string => `${mode}/12/1700000000/root/0/wheel/10/${name}\n`;
const listing = (text: string) => parseEntries(Buffer.from(text));

test('files, links and their targets', () => {
  expect(
    listing(`l/etc/localtime\0/usr/share/zoneinfo/UTC\n\0n/etc/hosts\0n/etc/localtime\0s${line('/etc/hosts')}${line('/etc/localtime', 'a1ff')}\0`),
  ).toEqual([
    { path: '/etc/hosts', type: 'file', mode: '0644', owner: 'root', group: 'wheel', size: 12, mtime: '2023-11-14T22:13:20Z' },
    {
      path: '/etc/localtime',
      type: 'link',
      mode: '0777',
      owner: 'root',
      group: 'wheel',
      size: 12,
      mtime: '2023-11-14T22:13:20Z',
      target: '/usr/share/zoneinfo/UTC',
    },
  ]);
});

test('a name that pretends to be a line misleads nobody', () => {
  const liar = `/tmp/x\n${line('/etc/shadow', '81ff').trimEnd()}`;
  const found = listing(`n${liar}\0n/etc/shadow\0s${line(liar)}${line('/etc/shadow', '8180')}\0`);
  expect(found?.map(({ path, mode }) => [path, mode])).toEqual([
    ['/etc/shadow', '0600'],
    [liar, '0644'],
  ]);
});

test('a file that has gone meanwhile is left out', () => {
  expect(listing(`n/a\0n/b\0s${line('/b')}\0`)?.map(({ path }) => path)).toEqual(['/b']);
});

test('a path that two globs match comes once', () => {
  expect(listing(`n/a\0s${line('/a')}\0n/a\0s${line('/a')}\0`)).toHaveLength(1);
});

test('nobody is called UNKNOWN', () => {
  expect(listing('n/a\0s81a4/0/0/UNKNOWN/54321/UNKNOWN/54322//a\n\0')?.[0]).toMatchObject({
    owner: '54321',
    group: '54322',
    mtime: '1970-01-01T00:00:00Z',
  });
});

test('fractions of a second and impossible times', () => {
  expect(listing('n/a\0s81a4/0/1700000000.25/a b/1/c d/2//a\n\0')?.[0]).toMatchObject({ owner: 'a b', group: 'c d', mtime: '2023-11-14T22:13:20Z' });
  expect(listing('n/a\0s81a4/0/99999999999999999/a/1/c/2//a\n\0')?.[0]?.mtime).toMatch(/^\+275760/);
});

test.each([
  ['nothing that stat knows', 'n/a\0susage: stat\n\0'],
  ['no lines', 'n/a\0s\0'],
  ['more than names', `n/a\0s${line('/a')}${line('/b')}\0`],
  ['no end', 'n/a'],
  ['another token', 'x/a\0'],
])('%s is no listing', (_, text) => expect(listing(text)).toBeUndefined());

test('nothing at all is an empty listing', () => expect(listing('')).toEqual([]));

test('never throws', () => {
  fc.assert(fc.property(fc.uint8Array(), bytes => void parseEntries(Buffer.from(bytes))));
});
