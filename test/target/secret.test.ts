import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createOperatorFile, readOperatorFile } from '../../src/sources/operator-files.ts';
import { optionOf } from '../../src/target/option-file.ts';
import { type Keeping, resolveSecret } from '../../src/target/secret.ts';
import type { SecretRef } from '../../src/target/target.ts';

let folder: string;
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'preflight-secret-'))));
afterAll(() => rmSync(folder, { recursive: true }));

const kept = (name: string, text: string | Buffer, mode = 0o600): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  chmodSync(path, mode);
  return path;
};
const resolve = (ref: SecretRef, more: Partial<Keeping> = {}) => resolveSecret(ref, { env: {}, readFile: readOperatorFile, ...more });

test('from an environment variable, a person, a file and an option file', async () => {
  expect(await resolve({ env: 'P' }, { env: { P: ' s3cret ' } })).toBe(' s3cret ');
  expect(await resolve({ prompt: 'DB?' }, { prompt: async question => `${question}s3cret` })).toBe('DB?s3cret');
  expect(await resolve({ file: kept('a', 's3cret\r\n') })).toBe('s3cret');
  expect(await resolve({ file: kept('b', 's3cret ') })).toBe('s3cret ');
  const optionFile = kept('my.cnf', '[client]\nuser=u\npassword="a#\\"b\\s" # why\n[mysql]\npassword = other\n');
  expect(await resolve({ optionFile })).toBe('a#"b ');
  expect(await resolve({ optionFile, group: 'mysql' })).toBe('other');
});

test('what is wrong is said without the secret', async () => {
  symlinkSync(join(folder, 'open'), join(folder, 'link'));
  const cases: [SecretRef, string][] = [
    [{ env: 'toString' }, 'The environment variable toString is not set;'],
    [{ env: 'EMPTY' }, 'The environment variable EMPTY is empty.'],
    [{ prompt: 'DB?' }, 'There is no terminal to ask "DB?";'],
    [{ file: join(folder, 'none') }, 'does not exist.'],
    [{ file: folder }, 'is not a regular file.'],
    [{ file: kept('empty', '\n') }, 'is empty.'],
    [{ file: kept('lines', 's3cret\ns3cret\n') }, 'has several lines or a zero byte;'],
    [{ file: kept('open', 's3cret', 0o640) }, `can be read by others; run: chmod 600 ${join(folder, 'open')}`],
    [{ file: join(folder, 'link') }, 'can be read by others;'],
    [{ file: kept('latin', Buffer.from([0x73, 0xff])) }, 'is not UTF-8 text.'],
    [{ file: kept('large', Buffer.alloc(1024 * 1024 + 1, 's3cret')) }, 'is larger than 1024 KiB;'],
    [
      { optionFile: kept('none.cnf', '!include /x\n[mysqld]\npassword=s3cret') },
      'has no password in its group [client] (files that it includes are not read);',
    ],
    [{ optionFile: kept('bare.cnf', '[client]\npassword') }, 'The password in the group [client]'],
  ];
  for (const [ref, sentence] of cases) {
    const error = await resolve(ref, { env: { EMPTY: '' } }).then(
      () => undefined,
      error => error as Error,
    );
    expect(error?.message).toContain(sentence);
    expect(error?.message).not.toContain('s3cret');
  }
});

test('a pipe is refused and not waited for', async () => {
  execFileSync('mkfifo', [join(folder, 'pipe')]);
  await expect(resolve({ file: join(folder, 'pipe') })).rejects.toThrow('is not a regular file.');
});

test('a file that is there is never written over', async () => {
  const path = join(folder, 'new');
  expect(await createOperatorFile(path, 'one')).toBe('written');
  expect(await createOperatorFile(path, 'two')).toEqual({ problem: 'exists already' });
  expect(await readOperatorFile(path)).toMatchObject({ text: 'one', own: true });
  expect(await createOperatorFile(join(folder, 'no', 'such'), 'x')).toEqual({ problem: 'does not exist' });
});

/** What the client programs themselves read: `--password=…` for each time it is set. */
const asClients = (file: string): string | undefined => {
  const said = execFileSync('my_print_defaults', [`--defaults-file=${file}`, 'client'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const lines = said.split('\n').filter(line => /^--password(?:=|$)/.test(line));
  return lines.at(-1)?.replace(/^--password=?/, '');
};

test('option files are read as MariaDB reads them', () => {
  const value = fc
    .array(fc.constantFrom('a', 'b', '"', "'", '\\', '#', ';', ' ', '=', '\\s', '\\t', '\\q', 'é', '[', ']'), { maxLength: 8 })
    .map(parts => parts.join(''));
  const line = fc.oneof(
    value.map(text => `password=${text}`),
    value.map(text => ` password = "${text}"`),
    value.map(text => `password='${text}' # said`),
    fc.constantFrom('', '# password=c', '; password=c', 'user=x', '[client]', '[mysqld]', ' [client] ', 'passwords=x'),
  );
  const seen: string[] = [];
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 4 }), lines => {
      const text = `[client]\n${lines.join('\n')}\n`;
      const ours = optionOf(text, 'client', 'password');
      expect(ours).toBe(asClients(kept('generated.cnf', text)));
      seen.push(ours ?? '');
    }),
    { numRuns: 150 },
  );
  expect(seen.filter(Boolean).length).toBeGreaterThan(20);
});
