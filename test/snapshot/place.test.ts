import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { assertPlace, place } from '../../src/snapshot/place.ts';
import { temporaryFolder } from '../support/snapshots.ts';

const text = (content: string) => (temporary: string) => writeFile(temporary, content);
/** A folder as a directory snapshot is written. */
const folderWith = (content: string) => async (temporary: string) => {
  mkdirSync(temporary);
  writeFileSync(join(temporary, 'manifest.json'), content);
};
const read = (...path: string[]): string => readFileSync(join(...path), 'utf8');

describe('a place that is taken', () => {
  test('is left as it is, and found out before anybody is asked', async () => {
    const folder = temporaryFolder();
    for (const name of ['site.tar.gz', 'site.tgz', 'site']) {
      const path = join(folder, name);
      if (name === 'site') mkdirSync(path);
      else writeFileSync(path, 'old');
      await expect(assertPlace(path)).rejects.toThrow('exists already. Choose another name, or give --force');
      await expect(place(path, name === 'site' ? folderWith('new') : text('new'))).rejects.toThrow('exists already');
    }
    expect(readdirSync(folder).sort()).toEqual(['site', 'site.tar.gz', 'site.tgz']);
    expect(read(folder, 'site.tar.gz')).toBe('old');
  });

  test('is left as it is, however late somebody took it', async () => {
    const path = join(temporaryFolder(), 'site.tar.gz');
    const slow = async (temporary: string): Promise<void> => {
      await writeFile(temporary, 'mine');
      writeFileSync(path, 'theirs');
    };
    await expect(place(path, slow)).rejects.toThrow('exists already');
    expect([read(path), readdirSync(join(path, '..'))]).toEqual(['theirs', ['site.tar.gz']]);
  });

  test('is left as it is where it is a link to nowhere', async () => {
    const folder = temporaryFolder();
    symlinkSync('/nowhere', join(folder, 'site.tar.gz'));
    await expect(place(join(folder, 'site.tar.gz'), text('new'))).rejects.toThrow('exists already');
  });

  test('gives way with --force, where a snapshot is there', async () => {
    const folder = temporaryFolder();
    const [archive, site] = [join(folder, 'site.tar.gz'), join(folder, 'site')];
    writeFileSync(archive, 'old');
    await folderWith('old')(site);
    writeFileSync(join(site, 'more'), 'old');
    await assertPlace(archive, { force: true });
    await place(archive, text('new'), { force: true });
    await place(site, folderWith('new'), { force: true });
    expect([read(archive), read(site, 'manifest.json')]).toEqual(['new', 'new']);
    expect(readdirSync(folder).sort()).toEqual(['site', 'site.tar.gz']);
    expect(readdirSync(site)).toEqual(['manifest.json']);
  });

  test('does not give way with --force where it is something else', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'home'));
    writeFileSync(join(folder, 'home/letter'), 'precious');
    mkdirSync(join(folder, 'x.tgz'));
    writeFileSync(join(folder, 'notes'), 'precious');
    for (const [name, says] of [
      ['home', 'without a manifest.json'],
      ['x.tgz', 'is a folder, and stays one'],
      ['notes', 'is a file, and stays one'],
    ] as const) {
      const path = join(folder, name);
      await expect(assertPlace(path, { force: true })).rejects.toThrow(says);
      await expect(place(path, name === 'x.tgz' ? text('new') : folderWith('new'), { force: true })).rejects.toThrow(says);
    }
    expect(readdirSync(folder, { recursive: true }).sort()).toEqual(['home', 'home/letter', 'notes', 'x.tgz']);
    expect(read(folder, 'home/letter') + read(folder, 'notes')).toBe('preciousprecious');
  });
});

describe('a write that fails', () => {
  test.each([
    ['ENOSPC', 'there is no space left on the device'],
    ['EDQUOT', 'the disk quota is used up'],
    ['EIO', 'the disk reports an error'],
    ['EMFILE', 'EMFILE'],
  ])('with %s says so, and leaves nothing', async (code, says) => {
    const folder = temporaryFolder();
    const failing = async (temporary: string): Promise<void> => {
      await writeFile(temporary, 'half');
      throw Object.assign(new Error(`${code}: of the system`), { code });
    };
    await expect(place(join(folder, 'site.tar.gz'), failing)).rejects.toThrow(`The snapshot site.tar.gz could not be written to ${folder}: ${says}.`);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('for there is no such folder is found out before anybody is asked', async () => {
    const path = join(temporaryFolder(), 'no/site.tar.gz');
    await expect(assertPlace(path)).rejects.toThrow('there is no such folder');
    await expect(place(path, text('new'))).rejects.toThrow('there is no such folder');
  });

  test('with --force leaves the old one', async () => {
    const path = join(temporaryFolder(), 'site.tar.gz');
    writeFileSync(path, 'old');
    await expect(
      place(
        path,
        async () => {
          throw new Error('no');
        },
        { force: true },
      ),
    ).rejects.toThrow('no');
    expect(read(path)).toBe('old');
  });
});

test('one that is interrupted leaves nothing', async () => {
  const folder = temporaryFolder();
  const controller = new AbortController();
  const interrupted = async (temporary: string): Promise<void> => {
    await folderWith('half')(temporary);
    controller.abort(new Error('interrupted'));
  };
  await expect(place(join(folder, 'site'), interrupted, { signal: controller.signal })).rejects.toThrow('interrupted');
  expect(readdirSync(folder)).toEqual([]);
});
