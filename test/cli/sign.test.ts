import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { type Gpg, gpgVerdicts, startGpg } from '../sources/artifact/gpg.ts';
import { temporaryFolder } from '../support/snapshots.ts';
import { memoryStreams } from '../support/streams.ts';

const PASSPHRASE = 'canary-passphrase-7';
const FIXTURE = 'fixtures/cloudstack/4.2-kvm-vmware';

let gpg: Gpg;
let folder: string;
let fingerprint: string;
let old: string;
const at = (name: string): string => join(folder, name);

const preflight = async (...args: string[]) => {
  const streams = memoryStreams({ KEY_WORD: PASSPHRASE });
  const exit = await main(args, streams);
  return { exit, out: streams.out(), err: streams.err() };
};

beforeAll(async () => {
  gpg = startGpg();
  folder = temporaryFolder();
  fingerprint = gpg.key('Operator <op@example.org>', 'ed25519');
  old = gpg.key('Old <old@example.org>', 'ed25519', { at: '20250101T000000' });
  writeFileSync(at('key.asc'), gpg.run(['--armor', '--export-secret-keys', fingerprint]));
  writeFileSync(at('keys.asc'), gpg.export(fingerprint));
  gpg.run(['--passphrase', PASSPHRASE, '--quick-generate-key', 'Locked <l@example.org>', 'rsa2048', 'sign,cert', 'never']);
  writeFileSync(at('locked.asc'), gpg.run(['--passphrase', PASSPHRASE, '--armor', '--export-secret-keys', 'l@example.org']));
  writeFileSync(at('locked-public.asc'), gpg.export('l@example.org'));
  await preflight('scan', '--snapshot', FIXTURE, '--to', '4.3.2', '--report', `json=${at('report.json')}`);
});
afterAll(() => gpg.close());

describe('signing a report', () => {
  test('makes what gpg and preflight take for good, and what names the verdict', async () => {
    const signed = await preflight('sign', at('report.json'), '--key', at('key.asc'));
    expect(signed).toMatchObject({ exit: 0, err: '' });
    const signature = readFileSync(at('report.json.asc'));
    expect(gpgVerdicts(readFileSync(at('keys.asc')), signature, readFileSync(at('report.json')))).toEqual(['good']);
    const { exit, out } = await preflight('verify-report', at('report.json'), '--keys', at('keys.asc'));
    expect(exit).toBe(0);
    expect(out).toMatch(/^Good signature by Operator <op@example.org> \([0-9A-F]{40}\), made at /);
    expect(out).toContain('The report says NO-GO');
  });

  test('takes what gpg has signed', async () => {
    writeFileSync(at('by-gpg.asc'), gpg.sign(readFileSync(at('report.json')), [fingerprint], { args: ['--armor'] }));
    expect((await preflight('verify-report', at('report.json'), '--keys', at('keys.asc'), '--signature', at('by-gpg.asc'))).exit).toBe(0);
  });

  test('of which one byte is different is bad', async () => {
    const text = readFileSync(at('report.json'), 'utf8');
    writeFileSync(at('other.json'), text.replace('NO-GO', 'GO   '));
    const { exit, out } = await preflight('verify-report', at('other.json'), '--keys', at('keys.asc'), '--signature', at('report.json.asc'));
    expect(exit).toBe(1);
    expect(out).toMatch(/^BAD signature/);
  });

  test('by somebody else cannot be told', async () => {
    const { exit, out } = await preflight(
      'verify-report',
      at('report.json'),
      '--keys',
      at('locked-public.asc'),
      '--signature',
      at('report.json.asc'),
    );
    expect(exit).toBe(2);
    expect(out).toContain('which is not among the keys that were given');
  });

  test('with a key that has a passphrase: by variable and by file, never repeated', async () => {
    writeFileSync(at('word'), `${PASSPHRASE}\n`, { mode: 0o600 });
    for (const flag of [
      ['--passphrase-env', 'KEY_WORD'],
      ['--passphrase-file', at('word')],
    ]) {
      const { exit, out, err } = await preflight('sign', at('report.json'), '--key', at('locked.asc'), '-o', at('locked-signature.asc'), ...flag);
      expect({ exit, err }).toEqual({ exit: 0, err: '' });
      expect(out + readFileSync(at('locked-signature.asc'), 'utf8')).not.toContain(PASSPHRASE);
    }
    const args = ['verify-report', at('report.json'), '--keys', at('locked-public.asc'), '--signature', at('locked-signature.asc')];
    expect((await preflight(...args)).exit).toBe(0);
  });

  test.each([
    ['no terminal to ask on', ['--key', 'locked.asc'], 'there is no terminal to ask on'],
    ['a variable that is not set', ['--key', 'locked.asc', '--passphrase-env', 'NOT_SET'], 'NOT_SET is not set'],
    ['the wrong passphrase', ['--key', 'locked.asc', '--passphrase-env', 'WRONG'], 'is not set'],
    ['a public key', ['--key', 'keys.asc'], 'not an armored OpenPGP secret key'],
    ['a key that is not there', ['--key', 'nowhere.asc'], 'does not exist'],
  ])('%s', async (_, args, expected) => {
    const { exit, err } = await preflight('sign', at('report.json'), args[0]!, at(args[1]!), ...args.slice(2));
    expect(exit).toBe(3);
    expect(err).toContain(expected);
    expect(err).not.toContain(PASSPHRASE);
  });

  test.each(['report.json', './report.json', 'key.asc'])('never over what is read: -o %s', async output => {
    const before = [readFileSync(at('report.json')), readFileSync(at('key.asc'))];
    const { exit, err } = await preflight('sign', at('report.json'), '--key', at('key.asc'), '-o', `${folder}/${output}`);
    expect(exit).toBe(3);
    expect(err).toContain('name another file for the signature');
    expect([readFileSync(at('report.json')), readFileSync(at('key.asc'))]).toEqual(before);
  });

  test('with a byte order mark is refused: the signature would be of other bytes', async () => {
    writeFileSync(at('marked.json'), `\ufeff${readFileSync(at('report.json'), 'utf8')}`);
    const { exit, err } = await preflight('sign', at('marked.json'), '--key', at('key.asc'));
    expect(exit).toBe(3);
    expect(err).toContain('byte order mark');
  });

  test('of two signatures the bad one counts, and then the one that cannot be told', async () => {
    const verify = async (report: string, ...keys: string[]) => {
      const signature = gpg.sign(readFileSync(at(report)), keys, { args: ['--armor'] });
      writeFileSync(at('two.asc'), signature);
      return (await preflight('verify-report', at('report.json'), '--keys', at('keys.asc'), '--signature', at('two.asc'))).exit;
    };
    const stranger = gpg.key('Stranger <s@example.org>', 'ed25519');
    expect(await verify('report.json', fingerprint)).toBe(0);
    expect(await verify('report.json', fingerprint, stranger)).toBe(2);
    expect(await verify('other.json', fingerprint, stranger)).toBe(1);
  });

  test('that has expired is not good', async () => {
    const signature = gpg.sign(readFileSync(at('report.json')), [old], { args: ['--armor', '--default-sig-expire', '1d'], at: '20250102T000000' });
    writeFileSync(at('old.asc'), signature);
    writeFileSync(at('old-keys.asc'), gpg.export(old));
    const { exit, out } = await preflight('verify-report', at('report.json'), '--keys', at('old-keys.asc'), '--signature', at('old.asc'));
    expect(exit).toBe(1);
    expect(out).toContain('is right, and it expired at 2025-01-03');
  });

  test('without a signature says where it was looked for', async () => {
    writeFileSync(at('unsigned.json'), '{}');
    const { exit, out } = await preflight('verify-report', at('unsigned.json'), '--keys', at('keys.asc'));
    expect(exit).toBe(2);
    expect(out).toContain('unsigned.json.asc');
    expect(out).toContain('is not a report of preflight');
  });
});
