import { spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, readdirSync, symlinkSync, truncateSync, unlinkSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ArtifactQuery } from '../../../src/model/query.ts';
import { inspectArtifact } from '../../../src/sources/artifact/inspect.ts';
import { type Gpg, startGpg } from './gpg.ts';
import { ask, bodyOf, folderWith, NAME } from './release.ts';

const DATA = Buffer.from('a release\n');
const of = (algorithm: string, data: Uint8Array = DATA): string => createHash(algorithm).update(data).digest('hex');
const inspect = (folder: string, query: Partial<ArtifactQuery> = {}) => inspectArtifact({ kind: 'artifact', path: join(folder, NAME), ...query });

describe('the artifact itself', () => {
  it('absent', async () => {
    expect(await ask({})).toEqual({ status: 'absent', reason: expect.stringMatching(new RegExp(`/${NAME}: there is no such file$`)) });
    expect(await inspectArtifact({ kind: 'artifact', path: join(folderWith({ f: '' }), 'f', NAME) })).toMatchObject({ status: 'absent' });
    expect(await inspectArtifact({ kind: 'artifact', path: 'a\0b' })).toMatchObject({ status: 'failed' });
    expect(await inspectArtifact({ kind: 'artifact', path: '' })).toMatchObject({ status: 'absent' });
  });

  it('denied', async () => {
    const folder = folderWith({ [NAME]: DATA });
    chmodSync(join(folder, NAME), 0);
    chmodSync(folder, 0o755);
    const isRoot = process.geteuid!() === 0;
    if (isRoot) process.seteuid!(65_534);
    const answer = await inspect(folder).finally(() => isRoot && process.seteuid!(0));
    expect(answer).toEqual({ status: 'denied', reason: expect.stringContaining('may not be read') });
  });

  it('alone: nothing is said for it, and nothing is hashed', async () => {
    const path = expect.stringContaining(NAME);
    expect(await bodyOf(ask({ [NAME]: DATA }))).toEqual({ path, size: DATA.length, digests: {}, checksums: [], signatures: [] });
  });

  it('a folder', async () => {
    const folder = folderWith({ [`${NAME}.md5`]: of('md5') });
    mkdirSync(join(folder, NAME));
    expect(await bodyOf(inspect(folder))).toMatchObject({ size: 0, problem: 'it is a folder', checksums: [], signatures: [] });
  });

  it('a pipe, at which nobody waits', async () => {
    const folder = folderWith({});
    expect(spawnSync('mkfifo', [join(folder, NAME), join(folder, `${NAME}.asc`), join(folder, `${NAME}.md5`), join(folder, 'KEYS')]).status).toBe(0);
    expect(await bodyOf(inspect(folder))).toMatchObject({ problem: 'it is not a file' });
    unlinkSync(join(folder, NAME));
    writeFileSync(join(folder, NAME), DATA);
    expect(await bodyOf(inspect(folder))).toMatchObject({
      checksums: [{ problem: expect.stringContaining('is not a file') }],
      signatures: [{ status: 'unreadable', problem: expect.stringContaining('is not a file') }],
      keys: { count: 0, problems: [expect.stringContaining('is not a file')] },
    });
  });

  it.each([
    ['empty', '', 'it is empty'],
    ['a web page', '\n<!DOCTYPE HTML PUBLIC "-//IETF//DTD HTML 2.0//EN">\n<title>404 Not Found</title>', 'it is a web page and not a release'],
    ['a web page with a byte order mark', '\uFEFF<html>', 'it is a web page and not a release'],
    ['what an object store sends', '<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>', 'it is a web page and not a release'],
  ])('%s: a problem, whatever its companions say', async (_, content, problem) => {
    const body = await bodyOf(ask({ [NAME]: content, [`${NAME}.md5`]: of('md5', Buffer.from(content)), [`${NAME}.asc`]: '' }));
    expect(body).toMatchObject({ problem, size: Buffer.byteLength(content), checksums: [{ matches: true }], signatures: [{ status: 'unreadable' }] });
  });

  it.each([
    ['bytes that begin like a tag', '<\u0001\u0002'],
    ['a compressed file', 'BZh91AY&SY'],
  ])('%s: no problem', async (_, content) => {
    expect(await bodyOf(ask({ [NAME]: content }))).not.toHaveProperty('problem');
  });

  it('by a relative path, and through a link', async () => {
    const folder = folderWith({ [NAME]: DATA, [`${NAME}.md5`]: of('md5') });
    symlinkSync(NAME, join(folder, 'latest'));
    writeFileSync(join(folder, 'latest.sha1'), of('sha1'));
    const path = relative(process.cwd(), join(folder, NAME));
    expect(await bodyOf(inspectArtifact({ kind: 'artifact', path }))).toMatchObject({ path, checksums: [{ matches: true }] });
    expect(await bodyOf(inspect(folder, { path: join(folder, 'latest') }))).toMatchObject({ checksums: [{ digest: 'sha1', matches: true }] });
  });
});

describe('companions', () => {
  it('finds all that lie beside it, and computes what they ask for and nothing more', async () => {
    const endings = {
      md5: 'md5',
      sha: 'sha512',
      sha1: 'sha1',
      sha256: 'sha256',
      sha384: 'sha384',
      sha512: 'sha512',
      md5sum: 'md5',
      sha256sum: 'sha256',
      sha512sum: 'sha512',
    };
    const own = Object.fromEntries(Object.entries(endings).map(([ending, digest]) => [`${NAME}.${ending}`, `${of(digest)}  ${NAME}\n`]));
    const shared = { SHA256SUMS: `${of('sha256')}  ${NAME}\n`, md5sums: `${of('md5')}  x\n`, 'CHECKSUMS.txt': `SHA1 (${NAME}) = ${of('sha1')}\n` };
    const body = await bodyOf(ask({ [NAME]: DATA, ...own, ...shared, [`${NAME}x.md5`]: of('md5') }));
    const names = body.checksums.map(({ file }) => file.replace(/.*\//, ''));
    expect(names.sort()).toEqual([...Object.keys(own), 'CHECKSUMS.txt', 'SHA256SUMS'].sort());
    expect(body.checksums.every(({ matches }) => matches)).toBe(true);
    expect(Object.keys(body.digests).sort()).toEqual(['md5', 'sha1', 'sha256', 'sha384', 'sha512']);
    expect(await bodyOf(ask({ [NAME]: DATA, [`${NAME}.md5`]: of('md5') }))).toMatchObject({ digests: { md5: of('md5') } });
  });

  it('tells a difference with both digests', async () => {
    const body = await bodyOf(ask({ [NAME]: DATA, [`${NAME}.md5`]: of('md5', Buffer.from('x')) }));
    expect(body.checksums).toEqual([
      { file: expect.stringMatching(/\.md5$/), digest: 'md5', expected: of('md5', Buffer.from('x')), actual: of('md5'), matches: false },
    ]);
  });

  it('that were named but are not there', async () => {
    const folder = folderWith({ [NAME]: DATA, [`${NAME}.asc`]: '', [`${NAME}.md5`]: of('md5'), KEYS: '' });
    const named = { signature: join(folder, 'a.asc'), checksums: [join(folder, 'a.md5'), join(folder, 'b.md5')], keys: join(folder, 'a.keys') };
    const body = await bodyOf(inspect(folder, named));
    expect(body.signatures).toEqual([
      { file: named.signature, status: 'unreadable', weaknesses: [], problem: `${named.signature}: there is no such file` },
    ]);
    expect(body.checksums).toEqual(named.checksums.map(file => ({ file, problem: `${file}: there is no such file` })));
    expect(body.keys).toEqual({ file: named.keys, count: 0, problems: [`${named.keys}: there is no such file`] });
    expect(body.digests).toEqual({});
  });

  it('that were named take the place of those beside it', async () => {
    const folder = folderWith({ [NAME]: DATA, [`${NAME}.md5`]: 'broken', 'other.md5': of('md5') });
    expect(await bodyOf(inspect(folder, { checksums: [join(folder, 'other.md5')] }))).toMatchObject({ checksums: [{ matches: true }] });
  });

  it('that are there but useless', async () => {
    const folder = folderWith({ [NAME]: DATA, [`${NAME}.md5`]: '', [`${NAME}.sha512`]: `${of('sha256')}  ${NAME}`, [`${NAME}.sha1`]: '<html>' });
    mkdirSync(join(folder, `${NAME}.sha256`));
    symlinkSync('nowhere', join(folder, `${NAME}.asc`));
    for (const [name, size] of [
      [`${NAME}.sig`, (1 << 20) + 1],
      [`${NAME}.sha384`, (1 << 20) + 1],
      ['KEYS', (8 << 20) + 1],
    ] as const) {
      writeFileSync(join(folder, name), '');
      truncateSync(join(folder, name), size);
    }
    const body = await bodyOf(inspect(folder));
    expect(body.checksums).toHaveLength(5);
    for (const claim of body.checksums) {
      expect(claim.problem).toEqual(expect.stringMatching(/empty|web page|64 hex digits|not a file|larger than 1024 KiB/));
      expect(claim).not.toHaveProperty('matches');
    }
    expect(body.signatures).toMatchObject([
      { status: 'unreadable', problem: expect.stringContaining('no such file') },
      { status: 'unreadable', problem: expect.stringContaining('larger than') },
    ]);
    expect(body.keys).toMatchObject({ count: 0, problems: [expect.stringContaining('larger than 8192 KiB')] });
  });

  it('written by PowerShell', async () => {
    const text = Buffer.from(`\uFEFF${of('sha512').toUpperCase()}\r\n`, 'utf16le');
    expect(await bodyOf(ask({ [NAME]: DATA, [`${NAME}.sha512`]: text }))).toMatchObject({ checksums: [{ matches: true }] });
  });
});

describe('a whole release', () => {
  let gpg: Gpg;
  let key = '';
  beforeAll(() => {
    gpg = startGpg();
    key = gpg.key('Release Manager <rm@example.org>', 'rsa2048');
  });
  afterAll(() => gpg.close());

  it.each([1 << 10, 20 << 20])('of %i bytes, as gpg makes it: .asc, .sig, .md5, .sha and KEYS', async size => {
    const data = randomBytes(size);
    const folder = folderWith({
      [NAME]: data,
      KEYS: gpg.export(key),
      [`${NAME}.asc`]: gpg.sign(data, [key], { args: ['--armor', '--digest-algo', 'SHA512'] }),
    });
    writeFileSync(join(folder, `${NAME}.sig`), gpg.sign(data, [key], { args: ['--digest-algo', 'SHA256'] }));
    for (const [algorithm, ending] of [
      ['MD5', 'md5'],
      ['SHA512', 'sha'],
    ]) {
      writeFileSync(join(folder, `${NAME}.${ending}`), gpg.run(['--print-md', algorithm!, join(folder, NAME)]));
    }
    const files = readdirSync(folder);
    const body = await bodyOf(inspect(folder));
    expect(body).toMatchObject({
      size,
      digests: { md5: of('md5', data), sha256: of('sha256', data), sha512: of('sha512', data) },
      checksums: [{ matches: true }, { matches: true }],
      signatures: [
        { status: 'good', fingerprint: key, digest: 'sha512' },
        { status: 'good', fingerprint: key, digest: 'sha256' },
      ],
      keys: { file: join(folder, 'KEYS'), count: 1, problems: [] },
    });
    expect(readdirSync(folder)).toEqual(files);
    data[size - 1]! ^= 0x80;
    writeFileSync(join(folder, NAME), data);
    expect(await bodyOf(inspect(folder))).toMatchObject({
      checksums: [{ matches: false }, { matches: false }],
      signatures: [{ status: 'bad' }, { status: 'bad' }],
    });
  });

  it('of no bytes at all, with a good signature', async () => {
    const files = { [NAME]: '', [`${NAME}.asc`]: gpg.sign(Buffer.alloc(0), [key]), KEYS: gpg.export(key) };
    expect(await bodyOf(ask(files))).toMatchObject({ problem: 'it is empty', signatures: [{ status: 'good' }] });
  });

  it('uses the first of KEYS, KEYS.txt, KEYS.asc and keys.asc', async () => {
    const signature = gpg.sign(DATA, [key]);
    for (const name of ['KEYS', 'KEYS.txt', 'KEYS.asc', 'keys.asc']) {
      const body = await bodyOf(ask({ [NAME]: DATA, [`${NAME}.asc`]: signature, [name]: gpg.export(key) }));
      expect(body).toMatchObject({ signatures: [{ status: 'good' }], keys: { file: expect.stringMatching(new RegExp(`/${name}$`)) } });
    }
    const body = await bodyOf(ask({ [NAME]: DATA, [`${NAME}.asc`]: signature, KEYS: 'none here', 'KEYS.asc': gpg.export(key) }));
    expect(body).toMatchObject({ signatures: [{ status: 'unknown-key' }], keys: { count: 0 } });
  });
});
