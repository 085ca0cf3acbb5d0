import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Answer } from '../../src/model/answer.ts';
import { file, type Query, table } from '../../src/model/query.ts';
import { SnapshotError } from '../../src/snapshot/manifest.ts';
import { openSnapshot } from '../../src/snapshot/open.ts';
import { archiveOf, fileAnswer, manifestWith, snapshotDirectory, temporaryFolder } from '../support/snapshots.ts';

const asked = async (directory: string, query: Query, host = 'm1'): Promise<Answer> => (await (await openSnapshot(directory)).ask(host, [query]))[0]!;

describe('a snapshot that cannot be opened says why', () => {
  test.each([
    ['a manifest that is not JSON', () => snapshotDirectory('{'), 'is not JSON'],
    ['invalid UTF-8', () => snapshotDirectory(Buffer.from([0x7b, 0xff, 0x7d])), 'is not valid UTF-8'],
    ['another format', () => snapshotDirectory({ ...manifestWith([]), format: 2 }), 'has format 2; this preflight reads format 1'],
    ['an unknown key', () => snapshotDirectory({ ...manifestWith([]), secretes: 1 }), 'secretes'],
    [
      'a prototype key',
      () =>
        snapshotDirectory(
          '{"format":1,"platform":"x","takenAt":"2026-11-21T02:00:00Z","hosts":{"__proto__":["a"]},"answers":[],"__proto__":{"polluted":1}}',
        ),
      '__proto__',
    ],
    ['a host that is a path', () => snapshotDirectory(manifestWith([], { hosts: { database: ['../db1'] } })), 'must match pattern'],
    ['terminal escapes in a host', () => snapshotDirectory(manifestWith([], { hosts: { database: ['\u001b[31mdb1'] } })), 'must match pattern'],
    [
      'an answer of a host that is none',
      () => snapshotDirectory(manifestWith([fileAnswer('/x', { host: 'm9' })])),
      'an answer of m9, which is no host of any role',
    ],
    ['two answers to one query', () => snapshotDirectory(manifestWith([fileAnswer('/x'), fileAnswer('/x')])), 'two answers of m1 to one query'],
    [
      'an answer that is ok and has no file',
      () => snapshotDirectory(manifestWith([{ host: 'm1', query: { kind: 'file', path: '/x' }, status: 'ok' }])),
      "must have required property 'file'",
    ],
    [
      'a failure without a reason',
      () => snapshotDirectory(manifestWith([{ host: 'm1', query: { kind: 'file', path: '/x' }, status: 'denied' }])),
      "must have required property 'reason'",
    ],
    ['an empty directory', temporaryFolder, 'has no manifest.json'],
    ['a name that is not there', () => '/nowhere/at/all', 'does not exist'],
    ['a device', () => '/dev/null', 'is neither a directory nor a file'],
  ])('%s', async (_, make, reason) => {
    await expect(openSnapshot(make())).rejects.toThrow(reason);
    await expect(openSnapshot(make())).rejects.toThrow(SnapshotError);
  });

  test('the manifest is a link', async () => {
    const directory = temporaryFolder();
    symlinkSync(join(snapshotDirectory(manifestWith([])), 'manifest.json'), join(directory, 'manifest.json'));
    await expect(openSnapshot(directory)).rejects.toThrow('symbolic link');
  });

  test('nothing is polluted', () => expect(({} as { polluted?: number }).polluted).toBeUndefined());
});

describe('an answer that cannot be read is a failure, never an empty answer', () => {
  const path = 'answers/m1/file/etc/x';
  const one = manifestWith([fileAnswer('/etc/x')]);
  const query = file('/etc/x');

  test('a manifest that lies about a file', async () =>
    expect(await asked(snapshotDirectory(one), query)).toMatchObject({ status: 'failed', reason: expect.stringContaining('does not have') }));

  test('a path out of the snapshot', async () => {
    for (const outside of ['answers/../../../etc/passwd', 'answers//etc/passwd', 'answers/./x', 'answers/a\\..\\b']) {
      expect(await asked(snapshotDirectory(manifestWith([fileAnswer('/etc/x', { file: outside })])), query)).toMatchObject({
        status: 'failed',
        reason: expect.stringContaining('not a path inside'),
      });
    }
  });

  test('a link, and a link on the way', async () => {
    const directory = snapshotDirectory(one);
    mkdirSync(join(directory, 'answers/m1/file/etc'), { recursive: true });
    symlinkSync('/etc/hostname', join(directory, path));
    expect(await asked(directory, query)).toMatchObject({ status: 'failed', reason: expect.stringContaining('symbolic link') });
    const other = snapshotDirectory(one);
    mkdirSync(join(other, 'answers/m1/file'), { recursive: true });
    symlinkSync('/etc', join(other, 'answers/m1/file/etc'));
    writeFileSync(join(other, 'manifest.json'), JSON.stringify(manifestWith([fileAnswer('/etc/hostname', {})])));
    expect(await asked(other, file('/etc/hostname'))).toMatchObject({ status: 'failed', reason: expect.stringContaining('symbolic link') });
  });

  test('a directory and a pipe, which would hang', async () => {
    const directory = snapshotDirectory(one);
    mkdirSync(join(directory, path), { recursive: true });
    expect(await asked(directory, query)).toMatchObject({ status: 'failed', reason: expect.stringContaining('not a regular file') });
    const piped = snapshotDirectory(one);
    mkdirSync(join(piped, 'answers/m1/file/etc'), { recursive: true });
    execFileSync('mkfifo', [join(piped, path)]);
    expect(await asked(piped, query)).toMatchObject({ status: 'failed' });
  });

  test('50 MB', async () => {
    const directory = snapshotDirectory(one, { [path]: '' });
    truncateSync(join(directory, path), 50 * 1024 * 1024);
    expect(await asked(directory, query)).toMatchObject({ status: 'too-large', reason: expect.stringContaining('50 MiB') });
  });

  test.each([
    ['no JSON', '{'],
    ['no list', '{"id":1}'],
    ['a row that is none', '[1]'],
    ['a row without the column', '[{}]'],
    ['an object in a column', '[{"id":{"__proto__":1}}]'],
    ['invalid UTF-8', Buffer.from([0x5b, 0xff, 0x5d])],
  ])('a table of %s', async (_, content) => {
    const rows = { host: 'db1', query: { kind: 'table', name: 'cloud.version', columns: ['id'] }, status: 'ok', file: 'answers/db1/rows.json' };
    expect(
      await asked(snapshotDirectory(manifestWith([rows]), { 'answers/db1/rows.json': content }), table('cloud.version', { columns: ['id'] }), 'db1'),
    ).toMatchObject({ status: 'failed' });
  });

  test('a question that was never asked, and one that was asked with less', async () => {
    expect(await asked(snapshotDirectory(one), file('/etc/y'))).toMatchObject({
      status: 'failed',
      reason: expect.stringContaining('is not in this snapshot'),
    });
    const rows = { host: 'db1', query: { kind: 'table', name: 'cloud.version', columns: ['id'] }, status: 'ok', file: 'answers/db1/rows.json' };
    const directory = snapshotDirectory(manifestWith([rows]), { 'answers/db1/rows.json': '[]' });
    expect(await asked(directory, table('cloud.version', { columns: ['id', 'step'] }), 'db1')).toMatchObject({
      status: 'failed',
      reason: expect.stringContaining('without the column step'),
    });
  });

  test('a file that is not UTF-8 is read as ISO-8859-1, and says so', async () => {
    expect(await asked(snapshotDirectory(one, { [path]: Buffer.from([0x61, 0xe4]) }), query)).toMatchObject({
      status: 'ok',
      body: { text: 'aä', encoding: 'latin1' },
    });
  });

  test('a table by hand may have numbers, and a column that the table lacks', async () => {
    const rows = {
      host: 'db1',
      query: { kind: 'table', name: 't', columns: ['a', 'b', 'c'] },
      status: 'ok',
      file: 'answers/r.json',
      absentColumns: ['c'],
    };
    const directory = snapshotDirectory(manifestWith([rows]), { 'answers/r.json': '[{"a":1,"b":null},{"a":"18446744073709551615","b":true}]' });
    expect(await asked(directory, table('t', { columns: ['a', 'b', 'c'] }), 'db1')).toMatchObject({
      status: 'ok',
      body: {
        columns: ['a', 'b'],
        rows: [
          { a: '1', b: null },
          { a: '18446744073709551615', b: '1' },
        ],
      },
    });
  });
});

test('a table that was stored whole answers for a part of it', async () => {
  const rows = { host: 'db1', query: { kind: 'table', name: 'c.details', columns: ['id', 'name', 'value'] }, status: 'ok', file: 'answers/r.json' };
  const directory = snapshotDirectory(manifestWith([rows]), {
    'answers/r.json': '[{"id":1,"name":"url","value":"u"},{"id":2,"name":"password","value":"p"}]',
  });
  const part = table('c.details', { columns: ['id', 'value'], where: { column: 'name', equals: 'password' } });
  expect(await asked(directory, part, 'db1')).toMatchObject({ status: 'ok', body: { rows: [{ id: '2', value: 'p' }] } });
  const other = table('c.details', { columns: ['id'], where: { column: 'never_asked', is: 'null' } });
  expect(await asked(directory, other, 'db1')).toMatchObject({ status: 'failed', reason: expect.stringContaining('never_asked') });
});

describe('archives', () => {
  const manifest = { name: 'manifest.json', content: JSON.stringify(manifestWith([fileAnswer('/etc/x')])) };

  test('are read, with or without the leading ./ of tar', async () => {
    const archive = await archiveOf([
      { name: './', type: 'directory' },
      { ...manifest, name: './manifest.json' },
      { name: './answers/m1/file/etc/x', content: 'hello' },
    ]);
    expect(await asked(archive, file('/etc/x'))).toMatchObject({ status: 'ok', body: { text: 'hello' } });
  });

  test.each([
    ['traversal', { name: '../../etc/cron.d/x', content: 'x' }, 'leads out of it'],
    ['an absolute name', { name: '/etc/cron.d/x', content: 'x' }, 'leads out of it'],
    ['a symbolic link', { name: 'answers/x', type: 'symlink' as const, linkname: '/etc/passwd' }, 'as symlink'],
    ['a hard link', { name: 'answers/x', type: 'link' as const, linkname: 'manifest.json' }, 'as link'],
    ['a device', { name: 'answers/x', type: 'character-device' as const }, 'as character-device'],
    ['a second manifest', manifest, 'two entries'],
    ['a name with a backslash', { name: 'answers\\..\\x', content: 'x' }, 'leads out of it'],
  ])('are refused for %s', async (_, entry, reason) => {
    await expect(openSnapshot(await archiveOf([manifest, entry]))).rejects.toThrow(reason);
  });

  test('are refused where they are not what their name says', async () => {
    const text = join(temporaryFolder(), 'site.tar.gz');
    writeFileSync(text, 'this is no archive');
    await expect(openSnapshot(text)).rejects.toThrow('could not be read as a .tar.gz');
    const whole = await archiveOf([manifest, { name: 'answers/m1/file/etc/x', content: 'x'.repeat(100_000) }]);
    truncateSync(whole, 200);
    await expect(openSnapshot(whole)).rejects.toThrow('could not be read as a .tar.gz');
  });

  test('a large entry costs its answer and nothing else; a bomb is refused', async () => {
    const archive = await archiveOf([manifest, { name: 'answers/m1/file/etc/x', content: Buffer.alloc(17 * 1024 * 1024) }]);
    expect(await asked(archive, file('/etc/x'))).toMatchObject({ status: 'too-large' });
    const bomb = await archiveOf([manifest, ...Array.from({ length: 33 }, (_, index) => ({ name: `answers/${index}`, content: ZEROS }))]);
    await expect(openSnapshot(bomb)).rejects.toThrow('unpacks to more than 512 MiB');
  });
});

const ZEROS = Buffer.alloc(16 * 1024 * 1024);

describe('a table of XML documents', () => {
  const stored = (xml?: object) => ({
    host: 'db1',
    query: { kind: 'table', name: 'one.vm_pool', columns: ['body', 'oid'], ...(xml && { xml }) },
    status: 'ok',
    file: 'answers/db1/rows.json',
  });
  const directory = (xml?: object): string =>
    snapshotDirectory(manifestWith([stored(xml)]), { 'answers/db1/rows.json': '[{"body":"<VM><STATE>3</STATE><ID>1</ID></VM>","oid":1}]' });
  const wanted = (...body: string[]) => table('one.vm_pool', { columns: ['oid', 'body'], xml: { body } });

  test('answers where it was taken with these elements, or whole', async () => {
    expect(await asked(directory({ body: ['ID', 'STATE'] }), wanted('STATE'), 'db1')).toMatchObject({ status: 'ok' });
    expect(await asked(directory(), wanted('STATE'), 'db1')).toMatchObject({ status: 'ok' });
    expect(await asked(directory({ body: ['STATE'] }), table('one.vm_pool', { columns: ['oid'] }), 'db1')).toMatchObject({
      status: 'ok',
      body: { columns: ['oid'], rows: [{ oid: '1' }] },
    });
    const part = table('one.vm_pool', { columns: ['body'], where: { column: 'oid', equals: 1 }, xml: { body: ['STATE'] } });
    expect(await asked(directory({ body: ['STATE'] }), part, 'db1')).toMatchObject({ status: 'ok', body: { columns: ['body'] } });
  });

  test('does not where it was taken with less', async () => {
    expect(await asked(directory({ body: ['STATE'] }), wanted('STATE', 'TEMPLATE/CPU'), 'db1')).toMatchObject({
      status: 'failed',
      reason: 'this snapshot was taken without TEMPLATE/CPU in body of table one.vm_pool',
    });
    expect(await asked(directory({ body: ['STATE'] }), table('one.vm_pool', { columns: ['body'] }), 'db1')).toMatchObject({
      status: 'failed',
      reason: expect.stringContaining('without all of body'),
    });
  });

  test.each([[{ body: ['../STATE'] }], [{ body: 'STATE' }], [{ '': ['STATE'] }], [['STATE']]])('is no manifest with the paths %j', async xml => {
    await expect(openSnapshot(directory(xml))).rejects.toThrow(SnapshotError);
  });
});
