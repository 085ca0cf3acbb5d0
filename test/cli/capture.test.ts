import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { buildCli, type Cli } from '../support/cli.ts';
import { memoryStreams } from '../support/streams.ts';

const SITE = resolve('fixtures/cloudstack/4.2-kvm-vmware');
let cli: Cli;
let folder: string;

beforeAll(() => {
  cli = buildCli();
});
afterAll(() => cli.remove());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'preflight-capture-'));
});

const capture = async (...args: string[]) => {
  const streams = memoryStreams();
  const exit = await main(['capture', '--snapshot', SITE, ...args], streams);
  return { exit, err: streams.err() };
};

describe.each(['site.tar.gz', 'site/'])('%s', name => {
  test('is never written over another without --force', async () => {
    const path = join(folder, name);
    expect((await capture('-o', path)).exit).toBeLessThan(3);
    const before = execFileSync('find', [folder, '-printf', '%P %i %s\n'], { encoding: 'utf8' });
    expect(await capture('-o', path)).toMatchObject({
      exit: 3,
      err: expect.stringContaining('exists already. Choose another name, or give --force'),
    });
    expect(execFileSync('find', [folder, '-printf', '%P %i %s\n'], { encoding: 'utf8' })).toBe(before);
    expect((await capture('-o', path, '--force')).exit).toBeLessThan(3);
    expect(readdirSync(folder)).toEqual([name.replace('/', '')]);
  });

  test('on a disk that is full is said in a sentence, and leaves nothing', async () => {
    // The largest file that the process may write has 1 KiB: the system says so in the middle of a write, as it does where the disk is full.
    const { ended, err } = cli.start(['capture', '--snapshot', SITE, '-o', join(folder, name)], { limits: 'ulimit -f 1' });
    expect(await ended).toEqual({ exit: 3, signal: null });
    expect(err()).toMatch(
      /^preflight: The snapshot site(\.tar\.gz)? could not be written to \S+: it is larger than a file may be here \(see ulimit -f\)\.\n$/,
    );
    expect(readdirSync(folder)).toEqual([]);
  });

  test('on a small disk of its own, where one can be mounted', async context => {
    const disk = join(folder, 'disk');
    mkdirSync(disk);
    if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=4k', 'tmpfs', disk]).status !== 0) return context.skip('nothing can be mounted here');
    try {
      const { exit, err } = await capture('-o', join(disk, name));
      expect({ exit, err }).toMatchObject({ exit: 3, err: expect.stringContaining('there is no space left on the device') });
      expect(readdirSync(disk)).toEqual([]);
    } finally {
      execFileSync('umount', [disk]);
    }
  });
});

test('a process that is told to end in the middle of a write takes its temporary with it', () => {
  const script = join(cli.folder, 'write.js');
  writeFileSync(
    script,
    `import { place } from './src/snapshot/place.js';
     import { writeFileSync, readdirSync } from 'node:fs';
     await place(process.argv[2], temporary => { writeFileSync(temporary, 'half'); console.log(readdirSync('.').length); process.exit(130); });`,
  );
  const { status, stdout } = spawnSync(process.execPath, [script, join(folder, 'site.tar.gz')], { cwd: folder, encoding: 'utf8' });
  expect({ status, stdout }).toEqual({ status: 130, stdout: '1\n' });
  expect(readdirSync(folder)).toEqual([]);
  rmSync(script);
});

test('the snapshot says how the installation is called, and so does what comes of it', async () => {
  const [first, second] = [join(folder, 'first'), join(folder, 'second.tar.gz')];
  await capture('-o', first);
  const name = (path: string): unknown => (JSON.parse(readFileSync(join(path, 'manifest.json'), 'utf8')) as { name?: string }).name;
  expect(name(first)).toMatch(/^\S+ and \d more hosts$/);
  const manifest = readFileSync(join(first, 'manifest.json'), 'utf8').replace(/"name": ".* more hosts"/, '"name": "prod-zürich"');
  writeFileSync(join(first, 'manifest.json'), manifest);
  const streams = memoryStreams();
  await main(['capture', '--snapshot', first, '-o', second], streams);
  await main(['scan', '--snapshot', second, '--to', '4.3.2'], streams);
  expect(streams.out()).toMatch(/^Evidence +prod-zürich, taken 2014-05-03 /m);
});
