import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { entriesFor, fingerprint, hashName, judge, keyType, knownTypes, nameOf, parseKnownHosts } from '../../../src/sources/ssh/known-hosts.ts';
import { knownHostsFiles, revokedKeys } from '../../../src/sources/ssh/known-hosts-files.ts';
import { matchesPattern } from '../../../src/sources/ssh/patterns.ts';
import { makeKey, temporaryFolder } from '../../support/sshd.ts';

let folder: string;
let ed: string;
let ed2: string;
let rsa: string;
const blob = (line: string): Buffer => Buffer.from(line.split(' ')[1]!, 'base64');

beforeAll(() => {
  folder = temporaryFolder('known-hosts');
  const made = (name: string, type: string): string =>
    readFileSync(`${makeKey(folder, name, '-t', type)}.pub`, 'utf8')
      .split(' ')
      .slice(0, 2)
      .join(' ');
  [ed, ed2, rsa] = [made('ed', 'ed25519'), made('ed2', 'ed25519'), made('rsa', 'rsa')];
});
afterAll(() => rmSync(folder, { recursive: true }));

/** The lines that ssh-keygen finds for a name. */
function found(file: string, name: string): number[] {
  const { stdout } = spawnSync('ssh-keygen', ['-f', file, '-F', name], { encoding: 'utf8' });
  return [...stdout.matchAll(/^# Host .* found: line (\d+)/gm)].map(([, line]) => Number(line));
}

const label = fc.constantFrom('m1', 'm2', 'm12', 'a.example.org', 'b.example.org', 'example.org', '192.0.2.1', '2001:db8::1');
const name = fc.tuple(label, fc.constantFrom(22, 22, 2222)).map(([host, port]) => nameOf(host, port));
const pattern = fc.oneof(
  name,
  fc.constantFrom('*', 'm?', '*.example.org', '!m1', '!*.example.org', '[*]:2222', '[m?]:*', 'M1', 'A.Example.Org', '192.0.2.*', '?', 'm*2'),
);
const hosts = fc.oneof(
  fc.array(pattern, { minLength: 1, maxLength: 4 }).map(list => list.join(',')),
  name.map(hashName),
);
const marker = fc.constantFrom('', '', '', '@revoked ', '@cert-authority ');
const line = fc.oneof(
  { weight: 8, arbitrary: fc.tuple(marker, hosts, fc.nat({ max: 2 })) },
  { weight: 1, arbitrary: fc.constantFrom('# comment', '', 'garbage', '|1|x|y', '@what m1') },
);

test('finds the lines that ssh-keygen finds', () => {
  fc.assert(
    fc.property(fc.array(line, { maxLength: 10 }), fc.array(name, { minLength: 1, maxLength: 3 }), (lines, names) => {
      const text = lines.map(one => (typeof one === 'string' ? one : `${one[0]}${one[1]} ${[ed, ed2, rsa][one[2]]}`)).join('\n');
      const file = join(folder, 'random');
      writeFileSync(file, `${text}\n`);
      const entries = parseKnownHosts(text, file);
      for (const one of names) expect(entriesFor(entries, one).map(entry => entry.line)).toEqual(found(file, one));
    }),
    { numRuns: 120 },
  );
});

test('reads what ssh-keygen has hashed', () => {
  const file = join(folder, 'hashed');
  writeFileSync(file, `m1,m2.example.org ${ed}\n[m3]:2222 ${rsa}\n`);
  execFileSync('ssh-keygen', ['-q', '-H', '-f', file], { stdio: 'ignore' });
  const text = readFileSync(file, 'utf8');
  expect(text).not.toMatch(/^m1/m);
  const entries = parseKnownHosts(text, file);
  expect(['m1', 'm2.example.org', '[m3]:2222', 'm3', 'm4'].map(one => entriesFor(entries, one).length)).toEqual([1, 1, 1, 0, 0]);
});

test('ssh-keygen reads what is hashed here', () => {
  const file = join(folder, 'ours');
  writeFileSync(file, `${hashName('[m1]:2222')} ${ed}\n`);
  expect(found(file, '[m1]:2222')).toEqual([1]);
});

test('fingerprints as ssh-keygen shows them', () => {
  const shown = execFileSync('ssh-keygen', ['-l', '-f', join(folder, 'rsa.pub')], { encoding: 'utf8' });
  expect(shown).toContain(fingerprint(blob(rsa)));
});

const judged = (text: string, names: readonly string[], key: string) => judge(parseKnownHosts(text, 'kh'), names, blob(key));

test.each<[string, string, string]>([
  ['known', 'm1 ED', 'known'],
  ['changed', 'm1 ED2', 'changed'],
  ['of another type', 'm1 RSA', 'changed'],
  ['one of two', 'm1 ED2\nm1 ED', 'known'],
  ['nobody knows it', 'm2 ED', 'unknown'],
  ['revoked', '@revoked m1 ED', 'revoked'],
  ['revoked, although known too', 'm1 ED\n@revoked * ED', 'revoked'],
  ['another key is revoked', '@revoked * ED2\nm1 ED', 'known'],
  ['an authority only', '@cert-authority *  RSA', 'authority-only'],
  ['an authority and a plain key', '@cert-authority * RSA\nm1 ED', 'known'],
  ['an authority is no plain key', '@cert-authority m1 ED', 'authority-only'],
])('%s', (_, text, status) => {
  const spelled = text
    .replace(/\bED2\b/g, ed2)
    .replace(/\bED\b/g, ed)
    .replace(/\bRSA\b/g, rsa);
  expect(judged(spelled, ['m1'], ed).status).toBe(status);
});

test('an entry without a port confirms a host with one, and never contradicts it', () => {
  const names = ['[m1]:2222', 'm1'];
  expect(judged(`m1 ${ed}`, names, ed).status).toBe('known');
  expect(judged(`m1 ${ed2}`, names, ed).status).toBe('unknown');
  expect(judged(`m1 ${ed}\n[m1]:2222 ${ed2}`, names, ed).status).toBe('changed');
});

test('a changed key names the line that is known', () => {
  expect(judged(`\nm1 ${ed2}`, ['m1'], ed)).toEqual({ status: 'changed', others: [expect.objectContaining({ file: 'kh', line: 2 })] });
});

test('the types to ask for', () => {
  const entries = parseKnownHosts(`m1 ${rsa}\nm1 ${ed}\n@revoked m1 ${ed2}\nm2 ${ed2}`, 'kh');
  expect(knownTypes(entries, ['m1'])).toEqual(['ssh-rsa', 'ssh-ed25519']);
});

test('a key whose bytes are of another type than its line says is no entry', () => {
  expect(parseKnownHosts(`m1 ssh-rsa ${ed.split(' ')[1]}`, 'kh')).toEqual([]);
  expect(keyType(Buffer.from('short'))).toBeUndefined();
});

test('new hosts are added at the end, once, and a second key for one is a changed key', async () => {
  const file = join(folder, 'new', 'known_hosts');
  const files = knownHostsFiles(0);
  expect(await files.read([file])).toEqual([]);
  files.add(file, 'm1', blob(ed), false);
  writeFileSync(file, readFileSync(file, 'utf8').trimEnd());
  files.add(file, 'm2.example.org', blob(rsa), true);
  expect(found(file, 'm1')).toEqual([1]);
  expect(found(file, 'm2.example.org')).toEqual([2]);
  expect(readFileSync(file, 'utf8')).not.toContain('m2.example.org');
  expect(judge(files.added, ['m1'], blob(ed2)).status).toBe('changed');
  expect((await files.read([file])).map(({ line: at }) => at)).toEqual([1, 2]);
});

test('a file that has changed is read again', async () => {
  const file = join(folder, 'changing');
  const files = knownHostsFiles(0);
  writeFileSync(file, `m1 ${ed}\n`);
  expect(await files.read([file])).toHaveLength(1);
  writeFileSync(file, `m1 ${ed}\nm2 ${ed}\n`);
  expect(await files.read([file])).toHaveLength(2);
});

test('a file that cannot be read is an error and not an empty file', async () => {
  await expect(knownHostsFiles().read([folder])).rejects.toThrow();
});

test('lists of revoked keys', async () => {
  const file = join(folder, 'revoked');
  writeFileSync(file, `# old\n${ed} comment\n`);
  expect([...(await revokedKeys(file))]).toEqual([ed.split(' ')[1]]);
  await expect(revokedKeys(join(folder, 'none'))).rejects.toThrow('cannot be read: ENOENT');
  execFileSync('ssh-keygen', ['-q', '-k', '-f', join(folder, 'krl'), join(folder, 'ed.pub')]);
  await expect(revokedKeys(join(folder, 'krl'))).rejects.toThrow('binary KRL');
});

test('patterns match in linear time', () => {
  expect(matchesPattern(`${'*a'.repeat(50)}b`, 'a'.repeat(5000))).toBe(false);
  expect(matchesPattern('a*b*c', 'aXXbYYc')).toBe(true);
});

test('the same files are the same list, in which a name is looked up once', async () => {
  const file = join(folder, 'stable');
  writeFileSync(file, `m1,m2 ${ed}\n${hashName('m1')} ${rsa}\nm* ${ed2}\n`);
  const files = knownHostsFiles(0);
  const before = await files.read([file, join(folder, 'absent')]);
  expect(await files.read([file, join(folder, 'absent')])).toBe(before);
  expect(entriesFor(before, 'm1').map(({ line }) => line)).toEqual([1, 2, 3]);
  expect(entriesFor(before, 'm1')).toBe(entriesFor(before, 'm1'));
  writeFileSync(file, `m9 ${ed}\n`);
  const after = await files.read([file, join(folder, 'absent')]);
  expect(entriesFor(after, 'm1')).toEqual([]);
  expect(entriesFor(after, 'm9').map(({ line }) => line)).toEqual([1]);
});
