import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { collect } from '../../src/engine/collect.ts';
import { redactor } from '../../src/engine/redact/redactor.ts';
import type { Answer } from '../../src/model/answer.ts';
import { artifact, command, file, http, keyOf, paths, type Query, table } from '../../src/model/query.ts';
import { openSnapshot } from '../../src/snapshot/open.ts';
import { writeSnapshot } from '../../src/snapshot/write.ts';
import { memorySource } from '../support/memory-source.ts';
import { temporaryFolder } from '../support/snapshots.ts';

const at = '2026-11-21T02:00:00Z';
const ok = (body: object): Answer => ({ status: 'ok', at, body }) as Answer;
const SECRET = 'correct-horse-battery';

/** One of every kind, and one of every way to have no answer. */
const ANSWERS: readonly (readonly [Query, Answer])[] = [
  [file('/etc/app.conf'), ok({ text: `name=x\ndb.password=${SECRET}\n` })],
  [file('/etc/latin1'), ok({ text: 'ä', encoding: 'latin1' })],
  [file('/var/dump.sql', { keep: { head: 4, tail: 4 } }), ok({ text: 'head\ntail', cut: { size: 999, head: 'head', tail: 'tail' } })],
  [file('/odd name/..hidden/x y'), ok({ text: 'odd' })],
  [paths('/etc/*.conf'), ok({ entries: [{ path: '/etc/app.conf', type: 'file', mode: '0644', owner: 'root', group: 'root', size: 3, mtime: at }] })],
  [command('oned', '--version'), ok({ stdout: 'OpenNebula 7.0.0\n', stderr: 'warn\n', exit: 3 })],
  [
    table('cloud.host', { columns: ['id', 'name', 'arch'] }),
    ok({
      columns: ['id', 'name'],
      rows: [
        { id: '18446744073709551615', name: null },
        { id: '2', name: 'x\ty' },
      ],
    }),
  ],
  [table('cloud.host', { columns: ['id'], where: { column: 'type', equals: 'Routing' } }), ok({ columns: ['id'], rows: [] })],
  [http('/api?command=x'), ok({ status: 200, body: '<x/>' })],
  [artifact('x.tar.bz2'), ok({ path: 'x.tar.bz2', size: 1, digests: {}, checksums: [], signatures: [] })],
  [file('/denied'), { status: 'denied', reason: 'permission denied', at }],
  [file('/absent'), { status: 'absent', reason: 'no such file' }],
  [file('/slow'), { status: 'timeout', reason: 'no answer in 15 s' }],
];

const collected = async () => {
  const one = redactor(Buffer.alloc(32));
  const source = memorySource(Object.fromEntries(ANSWERS.map(([query, answer]) => [`m1 ${keyOf(query)}`, answer])));
  const evidence = await collect(
    ANSWERS.map(([query]) => ({ host: 'm1', query, ask: query, secrets: [] })),
    source,
    { redactor: one },
  );
  return { entries: evidence.entries(), secrets: one.secrets };
};
const manifest = { platform: 'cloudstack', takenAt: at, hosts: { management: ['m1'] } };

test.each(['snapshot', 'site.tar.gz'])('every kind of answer survives %s, and no secret is in it', async name => {
  const path = join(temporaryFolder(), name);
  const { entries, secrets } = await collected();
  await writeSnapshot(entries, { path, manifest, secrets });
  const snapshot = await openSnapshot(path);
  const replayed = await collect(
    entries.map(({ host, query }) => ({ host, query, ask: query, secrets: [] })),
    snapshot,
    { redactor: redactor() },
  );
  expect(replayed.entries()).toEqual(entries);
  if (name !== 'snapshot') return;
  const stored = readdirSync(path, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile());
  expect(stored.map(entry => readFileSync(join(entry.parentPath, entry.name), 'utf8')).join()).not.toContain(SECRET);
  expect(stored.map(entry => join(entry.parentPath, entry.name).slice(path.length + 1))).toContain('answers/m1/file/etc/app.conf');
});

test('equal evidence gives equal bytes', async () => {
  const [a, b] = [join(temporaryFolder(), 'a.tar.gz'), join(temporaryFolder(), 'b.tar.gz')];
  for (const path of [a, b]) await writeSnapshot((await collected()).entries, { path, manifest, secrets: new Set() });
  expect(readFileSync(a).equals(readFileSync(b))).toBe(true);
  expect((await openSnapshot(a)).digest).toBe((await openSnapshot(b)).digest);
});

test('a secret that slipped through stops the write, and is not named', async () => {
  const path = join(temporaryFolder(), 'site.tar.gz');
  const { entries } = await collected();
  const written = writeSnapshot(entries, { path, manifest, secrets: new Set(['OpenNebula 7.0.0']) });
  await expect(written).rejects.toThrow('was not written');
  await expect(written).rejects.not.toThrow('OpenNebula 7.0.0');
  expect(existsSync(path)).toBe(false);
});

test('nothing is written over, and a failed write leaves nothing', async () => {
  const folder = temporaryFolder();
  const { entries, secrets } = await collected();
  mkdirSync(join(folder, 'there'));
  await expect(writeSnapshot(entries, { path: join(folder, 'there'), manifest, secrets })).rejects.toThrow('exists already');
  await expect(writeSnapshot(entries, { path: join(folder, 'no/such/folder/x.tar.gz'), manifest, secrets })).rejects.toThrow();
  expect(readdirSync(folder)).toEqual(['there']);
});
