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
  // Shorter than what is kept of it, so answered whole.
  [file('/var/short.log', { keep: { head: 4096, tail: 4096 } }), ok({ text: 'one line\n' })],
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
  [file('/large'), { status: 'too-large', reason: 'has 7 MiB, more than the limit of 1 MiB', at }],
  [file('/gone'), { status: 'unreachable', reason: 'm1:22: connection refused; is sshd running there, and is the port right?' }],
  [table('cloud.gone', { columns: ['id'] }), { status: 'failed', reason: 'the connection was lost', at }],
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

test.each(['snapshot', 'site.tar.gz'])('hosts whose names are alike have each their own answers in %s', async name => {
  const path = join(temporaryFolder(), name);
  const long = 'k'.repeat(80);
  const hosts = ['kvm-1', 'kvm:1', 'KVM-1', `${long}1`, `${long}2`];
  const steps = hosts.map(host => ({ host, query: file('/etc/hostname'), ask: file('/etc/hostname'), secrets: [] }));
  const source = memorySource(Object.fromEntries(hosts.map(host => [`${host} ${keyOf(file('/etc/hostname'))}`, ok({ text: host })])));
  const evidence = await collect(steps, source, { redactor: redactor() });
  await writeSnapshot(evidence.entries(), { path, manifest: { ...manifest, hosts: { kvm: hosts } }, secrets: new Set() });
  const replayed = await collect(steps, await openSnapshot(path), { redactor: redactor() });
  expect(replayed.entries()).toEqual(evidence.entries());
});

test('a snapshot that was taken for more answers with what is asked, and one for less says so', async () => {
  const path = join(temporaryFolder(), 'site.tar.gz');
  const [wide, kept] = [table('cloud.host', { columns: ['id', 'name', 'type'] }), file('/etc/x.conf', { keep: { keys: ['a', 'b'] } })];
  const rows = [{ id: '1', name: 'x', type: 'Routing' }];
  const source = memorySource({
    [`m1 ${keyOf(wide)}`]: ok({ columns: ['id', 'name', 'type'], rows }),
    [`m1 ${keyOf(kept)}`]: ok({ text: 'a=1\nb=2\n' }),
  });
  const evidence = await collect(
    [wide, kept].map(query => ({ host: 'm1', query, ask: query, secrets: [] })),
    source,
    { redactor: redactor() },
  );
  await writeSnapshot(evidence.entries(), { path, manifest, secrets: new Set() });
  const snapshot = await openSnapshot(path);
  const asked = [
    table('cloud.host', { columns: ['id'] }),
    table('cloud.host', { columns: ['id', 'uuid'] }),
    table('cloud.host', { columns: ['name'], where: { column: 'type', equals: 'Routing' } }),
    file('/etc/x.conf', { keep: { keys: ['a'] } }),
    file('/etc/x.conf', { keep: { keys: ['a', 'c'] } }),
    file('/etc/x.conf'),
  ];
  const answers = await snapshot.ask('m1', asked);
  expect(answers.map(answer => (answer.status === 'ok' ? answer.body : answer.reason))).toEqual([
    { columns: ['id'], rows: [{ id: '1' }] },
    'this snapshot was taken without the column uuid of table cloud.host',
    { columns: ['name'], rows: [{ name: 'x' }] },
    { text: 'a=1\nb=2\n' },
    'this snapshot was taken without the key c of file /etc/x.conf',
    'this snapshot was taken without all but some keys of file /etc/x.conf',
  ]);
});
