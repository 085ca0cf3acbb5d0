import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { temporaryFolder } from '../support/snapshots.ts';
import { memoryStreams } from '../support/streams.ts';

const BAD = 'fixtures/cloudstack/4.2-kvm-vmware';
const SCAN = ['scan', '--snapshot', BAD, '--to', '4.3.2'];

const preflight = async (env: Record<string, string>, ...args: string[]) => {
  const streams = memoryStreams(env);
  const exit = await main(args, streams);
  return { exit, out: streams.out(), err: streams.err() };
};

describe('the history', () => {
  test('records each run, lists them and shows one in any format, byte for byte', async () => {
    const env = { XDG_STATE_HOME: join(temporaryFolder(), 'new') };
    const { out: table } = await preflight(env, ...SCAN);
    const { out: json } = await preflight(env, ...SCAN, '--report', 'json');
    const list = await preflight(env, 'history');
    expect(list.out.split('\n')).toHaveLength(4);
    expect(list.out).toMatch(/^ +2 +2014-05-03 21:14:07 +NO-GO /m);
    expect((await preflight(env, 'history', '--most', '1')).out).not.toMatch(/^ +1 /m);
    expect((await preflight(env, 'history', '--target', 'nothing')).out).toBe('No runs are recorded.\n');
    expect((await preflight(env, 'history', 'show', '2', '--report', 'json')).out).toBe(json);
    expect((await preflight(env, 'history', 'show', '1')).out).toBe(table);
  });

  test('is for its owner alone: reports name hosts', async () => {
    const folder = temporaryFolder();
    await preflight({ HOME: folder }, ...SCAN);
    const file = join(folder, '.local/state/preflight/history.db');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, '.local/state/preflight')).mode & 0o777).toBe(0o700);
  });

  test.each([
    ['a flag', {}, ['--no-history']],
    ['a variable', { PREFLIGHT_HISTORY: 'off' }, []],
    ['CI', { CI: 'true' }, []],
  ])('is not written with %s', async (_, env, flags) => {
    const folder = temporaryFolder();
    await preflight({ HOME: folder, ...env }, ...SCAN, ...flags);
    expect(existsSync(join(folder, '.local'))).toBe(false);
  });

  test.each<[string, (file: string) => void]>([
    ['is no database', file => writeFileSync(file, 'x'.repeat(4096))],
    ['is a directory', file => mkdirSync(file)],
    ['is a pipe', file => execFileSync('mkfifo', [file])],
    ['cannot be made', file => writeFileSync(join(file, '..', 'block'), '')],
  ])('that %s costs a line and no scan', async (name, spoil) => {
    const folder = temporaryFolder();
    const file = join(folder, 'history.db');
    spoil(file);
    const place = name === 'cannot be made' ? join(folder, 'block', 'history.db') : file;
    const { exit, out, err } = await preflight({ PREFLIGHT_HISTORY: place }, ...SCAN);
    expect(exit).toBe(1);
    expect(out).toContain('NO-GO');
    expect(err).toMatch(/^This run is not in the history\. The history .* cannot be used: .*--no-history\n$/);
    expect(await preflight({ PREFLIGHT_HISTORY: place }, 'history')).toMatchObject({ exit: 3, err: expect.stringContaining('cannot be used') });
  });

  test('that another process holds costs a line and no scan', async () => {
    const place = join(temporaryFolder(), 'history.db');
    await preflight({ PREFLIGHT_HISTORY: place }, ...SCAN);
    const { default: Driver } = await import('better-sqlite3');
    const other = new Driver(place);
    other.exec('begin exclusive');
    const { exit, err } = await preflight({ PREFLIGHT_HISTORY: place }, ...SCAN);
    other.close();
    expect(exit).toBe(1);
    expect(err).toContain('database is locked');
  });

  test('of a newer preflight is left alone', async () => {
    const place = join(temporaryFolder(), 'history.db');
    const { default: Driver } = await import('better-sqlite3');
    const newer = new Driver(place);
    newer.pragma('user_version = 99');
    newer.close();
    const before = readFileSync(place);
    expect((await preflight({ PREFLIGHT_HISTORY: place }, ...SCAN)).err).toContain('written by a newer preflight');
    expect(readFileSync(place)).toEqual(before);
  });

  test('of another program is left alone, and so is a file that is none', async () => {
    const [place, note] = [join(temporaryFolder(), 'one.db'), join(temporaryFolder(), 'note')];
    const { default: Driver } = await import('better-sqlite3');
    const other = new Driver(place);
    other.exec('create table host_pool (oid integer)');
    other.close();
    writeFileSync(note, 'a note of somebody\n'.repeat(100));
    for (const file of [place, note]) {
      chmodSync(file, 0o644);
      const before = readFileSync(file);
      expect((await preflight({ PREFLIGHT_HISTORY: file }, ...SCAN)).err).toMatch(/database of another program|not a database/);
      expect(readFileSync(file)).toEqual(before);
      expect(statSync(file).mode & 0o777).toBe(0o644);
    }
  });

  test('with anything in its columns is listed in words, and shown as damaged', async () => {
    const place = join(temporaryFolder(), 'history.db');
    await preflight({ PREFLIGHT_HISTORY: place }, ...SCAN);
    const { default: Driver } = await import('better-sqlite3');
    const damaged = new Driver(place);
    damaged.exec("update run set time = 7, verdict = x'1b5b', target = char(27) || '[2J', phase = char(7), report = 'x'");
    damaged.close();
    const { exit, out } = await preflight({ PREFLIGHT_HISTORY: place }, 'history');
    expect(exit).toBe(0);
    expect(out.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
    expect(out).toContain('\\x1b[2J');
    expect(await preflight({ PREFLIGHT_HISTORY: place }, 'history', 'show', '1')).toMatchObject({
      exit: 3,
      err: expect.stringContaining('cannot be used'),
    });
  });

  test('forgets, and says what is not there', async () => {
    const env = { PREFLIGHT_HISTORY: join(temporaryFolder(), 'history.db') };
    for (let run = 0; run < 3; run++) await preflight(env, ...SCAN);
    expect((await preflight(env, 'history', 'forget', '2', '7')).out).toBe('1 forgotten.\n');
    expect((await preflight(env, 'history', 'show', '2')).err).toContain('The history has no run 2.');
    expect((await preflight(env, 'history', 'forget')).err).toContain('Which runs?');
    expect((await preflight(env, 'history', 'forget', 'x')).err).toContain('A run is a number');
    expect((await preflight(env, 'history', 'forget', '1', '--all')).err).toContain('not both');
    expect((await preflight(env, 'history', 'forget', '--all')).out).toBe('2 forgotten.\n');
    expect((await preflight({ PREFLIGHT_HISTORY: 'off' }, 'history')).err).toContain('There is no history here');
  });
});
