import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { EXIT_CODES } from '../../src/engine/verdict.ts';
import { toolVersion } from '../../src/tool-version.ts';
import { temporaryFolder } from '../support/snapshots.ts';
import { memoryStreams } from '../support/streams.ts';

const BAD = 'fixtures/cloudstack/4.2-kvm-vmware';
const GOOD = 'fixtures/cloudstack/4.2-kvm-vmware-mended';
const SLASH = 'cloudstack/storage-pool-trailing-slash';

const preflight = async (...args: string[]) => {
  const streams = memoryStreams();
  const exit = await main(args, streams);
  return { exit, out: streams.out(), err: streams.err() };
};

describe('exit codes', () => {
  test.each([
    ['GO', ['scan', '--snapshot', GOOD, '--to', '4.3.2'], 0],
    ['NO-GO', ['scan', '--snapshot', BAD, '--to', '4.3.2'], 1],
    ['UNKNOWN', ['scan', '--snapshot', 'fixtures/hostile/symlinks', '--to', '4.3.2', '--check', SLASH], 2],
    ['no such snapshot', ['scan', '--snapshot', '/nowhere', '--to', '4.3.2'], 3],
    ['nothing to scan', ['scan'], 3],
    ['no target version', ['scan', '--snapshot', GOOD], 3],
    ['a version that is none', ['scan', '--snapshot', GOOD, '--to', 'latest'], 3],
    ['an unknown command', ['scam'], 3],
    ['an unknown option', ['scan', '--snapshto', GOOD], 3],
    ['an unknown phase', ['scan', '--snapshot', GOOD, '--to', '4.3.2', '--phase', 'during'], 3],
    ['an unknown format', ['scan', '--snapshot', GOOD, '--to', '4.3.2', '--report', 'pdf'], 3],
    ['two reports on standard output', ['scan', '--snapshot', GOOD, '--to', '4.3.2', '--report', 'json', '--report', 'junit'], 3],
    ['a check that is none', ['scan', '--snapshot', GOOD, '--to', '4.3.2', '--check', 'cloudstack/nope'], 3],
    ['an input that is none', ['scan', '--snapshot', GOOD, '--to', '4.3.2', '--input', 'nope=1'], 3],
    ['an input without a value', ['scan', '--snapshot', GOOD, '--to', '4.3.2', '--input', 'md5-clients'], 3],
    ['help', ['--help'], 0],
    ['version', ['--version'], 0],
  ])('%s', async (_, args, expected) => {
    const { exit, err } = await preflight(...args);
    expect({ exit, err }).toMatchObject({ exit: expected });
    expect(err === '').toBe(expected !== 3);
    expect(err).not.toContain('should not have happened');
    expect(err).not.toMatch(/^\s+at /m);
  });

  test('the page of exit codes says what the code does', () => {
    const page = readFileSync('docs/exit-codes.md', 'utf8');
    for (const [verdict, code] of Object.entries(EXIT_CODES))
      expect(page).toMatch(new RegExp(`\\| ${code} \\|.*${verdict.replace('could not run', 'could not run')}`));
  });
});

describe('errors say what was looked for, where, and what to do', () => {
  test.each([
    [['scan', '--snapshot', '/nowhere', '--to', '4.3.2'], 'preflight: The snapshot /nowhere does not exist.\n'],
    [['scan'], 'preflight scan --snapshot site.tar.gz --to 4.3.2'],
    [['scan', '--snapshot', GOOD], 'Give it with --to'],
    [['scan', '--snapshot', GOOD, '--to', '4.3.2', '--input', 'md5-clients=perhaps'], 'write md5-clients=yes or md5-clients=no'],
    [['explain', 'cloudstack/trailing-slash'], `Did you mean ${SLASH}`],
    [['list', '--platform', 'nope'], 'There are: cloudstack, '],
    [['list', '--why'], 'For which platform?'],
    [['scan', '--snapshot', GOOD, '--to', '4.3.2', '--before', 'fixtures/opennebula/6.10-onecfg-fresh'], 'is a snapshot of opennebula'],
    [['verify', '/nowhere/x.tar.bz2'], '/nowhere/x.tar.bz2 cannot be verified'],
  ])('%j', async (args, part) => expect((await preflight(...args)).err).toContain(part));

  test('the stack is for --debug only', async () => {
    expect((await preflight('--debug', 'scan', '--snapshot', '/nowhere', '--to', '4.3.2')).err).toMatch(/^\s+at /m);
  });
});

describe('reports', () => {
  test('several in one run, to files and to standard output', async () => {
    const folder = temporaryFolder();
    const [junit, json] = [join(folder, 'out=1.xml'), join(folder, 'out.json')];
    const { out } = await preflight(
      'scan',
      '--snapshot',
      BAD,
      '--to',
      '4.3.2',
      '--report',
      'table',
      '--report',
      `junit=${junit}`,
      '--report',
      `json=${json}`,
    );
    expect(out).toContain('NO-GO');
    expect(readFileSync(junit, 'utf8')).toContain('<testsuites');
    expect(JSON.parse(readFileSync(json, 'utf8'))).toMatchObject({ format: 1, verdict: 'NO-GO' });
  });

  test('a run that breaks leaves a JUnit file with an error, so that no CI takes it for green', async () => {
    const junit = join(temporaryFolder(), 'out.xml');
    await preflight('scan', '--snapshot', '/nowhere', '--to', '4.3.2', '--report', `junit=${junit}`);
    expect(readFileSync(junit, 'utf8')).toMatch(/errors="1"/);
  });

  test('a folder that is not there is a sentence, and nothing is left', async () => {
    const { exit, err } = await preflight('scan', '--snapshot', BAD, '--to', '4.3.2', '--report', 'json=/nowhere/out.json');
    expect({ exit, err }).toEqual({ exit: 3, err: 'preflight: The report /nowhere/out.json could not be written: ENOENT.\n' });
    expect(existsSync('/nowhere')).toBe(false);
  });

  test('colour only where it is wanted', async () => {
    const scan = async (env: Record<string, string>, ...flags: string[]) => {
      const streams = memoryStreams(env);
      await main(['scan', '--snapshot', BAD, '--to', '4.3.2', ...flags], streams);
      return streams.out().includes('\u001b[');
    };
    expect(await scan({})).toBe(false);
    expect(await scan({ FORCE_COLOR: '1' })).toBe(true);
    expect(await scan({ FORCE_COLOR: '1', NO_COLOR: '1' })).toBe(false);
    expect(await scan({}, '--color')).toBe(true);
    expect(await scan({ FORCE_COLOR: '1' }, '--no-color')).toBe(false);
  });
});

describe('list and explain', () => {
  test('list --why has every check of the platform, with its reason', async () => {
    const { out, exit } = await preflight('list', '--why', '--snapshot', BAD, '--to', '4.20.0.0');
    expect(exit).toBe(0);
    expect(out).toContain('Apache CloudStack 4.2.1 → 4.20.0.0, phase pre');
    expect(out).toMatch(new RegExp(`out +${SLASH}\\n +is for upgrades to <4.14; this one is 4.2.1 → 4.20.0.0, phase pre: from 4.14 on`));
  });

  test('list without a platform has them all; --queries says what is read', async () => {
    const { out } = await preflight('list', '--queries');
    expect(out).toContain('release/checksum-mismatch');
    expect(out).toContain('reads primary storage pools, on the database host: table cloud.storage_pool');
  });

  test('explain shows inputs, remedies and what is read and dropped', async () => {
    const { out } = await preflight('explain', SLASH);
    for (const part of ['Severity: blocker', 'What it reads', 'UPDATE cloud.storage_pool', 'undo:', 'Sources']) expect(out).toContain(part);
  });

  test('the version is the one of the package', async () => {
    expect((await preflight('--version')).out).toBe(`${toolVersion}\n`);
    expect((JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }).version).toBe(toolVersion);
  });
});
